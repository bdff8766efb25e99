import { openBlock, opensSomeOf, uncovered } from '../../src/manifest/address-sets';
import { formatCidr, parseCidr } from '../../src/manifest/cidr';
import { closedPart, describeDestination, firstLeak, namesMetadata, withoutMetadata } from '../../src/manifest/destinations';
import type { DestinationData } from '../../src/manifest/grant-data';

const tcp = (port: number, endPort?: number) => [{ protocol: 'TCP' as const, port, ...(endPort === undefined ? {} : { endPort }) }];
const cidr = (block: string, port = 443, except?: string[]): DestinationData =>
  ({ form: 'cidr', cidr: block, ...(except && { except }), ports: tcp(port), reason: 'r' });
const namespace = (name: string, port: number): DestinationData => ({ form: 'namespace', namespace: name, ports: tcp(port), reason: '' });
const workload = (name: string, podLabels: Record<string, string>, port: number): DestinationData =>
  ({ form: 'workload', namespace: name, podLabels, ports: tcp(port), reason: '' });

describe('address sets', () => {
  const missing = (wanted: string, except: string[], ...open: [string, string[]][]) => {
    const part = uncovered(openBlock(wanted, except)!, open.map(([block, out]) => openBlock(block, out)!));
    return part && formatCidr(part);
  };

  test.each<[string, string[], [string, string[]][], string | undefined]>([
    ['10.0.0.0/8', [], [['10.0.0.0/8', []]], undefined],
    ['10.0.0.0/8', [], [['0.0.0.0/0', []]], undefined],
    ['10.0.0.0/8', [], [], '10.0.0.0/8'],
    ['10.0.0.0/8', [], [['10.0.0.0/9', []], ['10.128.0.0/9', []]], undefined],
    ['10.0.0.0/8', [], [['10.0.0.0/9', []]], '10.128.0.0/9'],
    ['10.0.0.0/8', [], [['10.0.0.0/8', ['10.1.0.0/16']]], '10.1.0.0/16'],
    ['10.0.0.0/8', ['10.1.0.0/16'], [['10.0.0.0/8', ['10.1.0.0/16']]], undefined],
    ['10.0.0.0/8', ['10.0.0.0/15'], [['10.0.0.0/8', ['10.1.0.0/16']]], undefined],
    ['10.0.0.0/8', [], [['10.0.0.0/8', ['10.1.0.0/16']], ['10.1.0.0/16', []]], undefined],
    ['10.0.0.7/32', [], [['10.0.0.0/8', ['10.0.0.7/32']]], '10.0.0.7/32'],
    ['2001:db8::/32', [], [['::/0', ['2001:db8:ffff::/48']]], '2001:db8:ffff::/48'],
    ['::/0', [], [['0.0.0.0/0', []]], '::/0'],
    ['0.0.0.0/0', [], [['::/0', []]], '0.0.0.0/0'],
  ])('of %s without %j, %j leaves %s', (wanted, except, open, left) => {
    expect(missing(wanted, except, ...open)).toBe(left);
  });

  test.each([
    ['10.0.0.0/8', [], '10.1.0.0/16', true],
    ['10.1.0.0/16', [], '10.0.0.0/8', true],
    ['10.0.0.0/8', ['10.1.0.0/16'], '10.1.0.0/16', false],
    ['10.0.0.0/8', ['10.1.0.0/17', '10.1.128.0/17'], '10.1.0.0/16', false],
    ['10.0.0.0/8', ['10.1.0.0/17'], '10.1.0.0/16', true],
    ['10.0.0.0/8', [], '192.168.0.0/16', false],
    ['10.0.0.0/8', [], '::/0', false],
  ])('%s without %j opens some of %s: %s', (block, except, addresses, opens) => {
    expect(opensSomeOf(openBlock(block, except)!, parseCidr(addresses)!)).toBe(opens);
  });
});

describe('metadata', () => {
  const metadata = ['169.254.169.254/32', 'fd00:ec2::254/128'];

  test.each([
    ['0.0.0.0/0', [], ['169.254.169.254/32']],
    ['169.254.0.0/16', ['169.254.1.0/24'], ['169.254.1.0/24', '169.254.169.254/32']],
    ['0.0.0.0/0', ['169.254.0.0/16'], ['169.254.0.0/16']],
    ['0.0.0.0/0', ['169.254.169.254/32'], ['169.254.169.254/32']],
    ['::/0', [], ['64:ff9b::a9fe:a9fe/128', 'fd00:ec2::254/128']],
  ])('is excepted from %s without %j', (block, except, expected) => {
    expect(withoutMetadata(cidr(block, 443, except), metadata)).toEqual(cidr(block, 443, expected));
  });

  test('leaves other blocks and pods alone', () => {
    expect(withoutMetadata(cidr('10.0.0.0/8'), metadata)).toEqual(cidr('10.0.0.0/8'));
    expect(withoutMetadata(namespace('a', 1), metadata)).toEqual(namespace('a', 1));
  });

  test.each([['169.254.169.254/32', true], ['fd00:ec2::254/128', true], ['169.254.0.0/16', false], ['10.0.0.0/8', false]])(
    'is named by %s: %s', (block, named) => {
      expect(namesMetadata(cidr(block), metadata)).toBe(named);
    });
});

describe('leaks', () => {
  const everywhere = cidr('0.0.0.0/0', 443, ['10.0.0.0/8']);

  test('a block inside an exception, on a shared port', () => {
    const inner = cidr('10.1.0.0/16');
    expect(firstLeak([everywhere, inner])).toEqual({ excepting: everywhere, except: '10.0.0.0/8', opening: inner });
  });

  test('a wider block without the exception', () => {
    expect(firstLeak([everywhere, cidr('0.0.0.0/0')])?.opening).toEqual(cidr('0.0.0.0/0'));
  });

  test.each([
    ['another port', cidr('10.1.0.0/16', 5432)],
    ['another family', cidr('fd00::/8')],
    ['the same exception', cidr('0.0.0.0/0', 443, ['10.0.0.0/8'])],
    ['addresses elsewhere', cidr('192.168.0.0/16')],
    ['pods', namespace('data', 443)],
  ])('none through %s', (_, other) => {
    expect(firstLeak([everywhere, other])).toBeUndefined();
  });

  test('a range of ports shares each of its ports', () => {
    expect(firstLeak([everywhere, { ...cidr('10.1.0.0/16'), ports: tcp(400, 500) }])).toBeDefined();
  });
});

describe('what stays closed', () => {
  const ledger = { app: 'ledger' };
  const ledgerDb = { app: 'ledger', tier: 'db' };
  const ports = (from: number, to: number) => ({ ...cidr('203.0.113.0/24'), ports: tcp(from, to) });

  test.each<[string, DestinationData, DestinationData[], string | undefined]>([
    ['the same block', cidr('203.0.113.0/24'), [cidr('203.0.113.0/24')], undefined],
    ['a part of a block', cidr('203.0.113.16/28'), [cidr('203.0.113.0/24')], undefined],
    ['half of a block', cidr('203.0.113.0/24'), [cidr('203.0.113.0/25')], '203.0.113.128/25 TCP 443'],
    ['another port', cidr('203.0.113.0/24', 80), [cidr('203.0.113.0/24')], '203.0.113.0/24 TCP 80'],
    ['another protocol', { ...cidr('203.0.113.0/24'), ports: [{ protocol: 'UDP', port: 443 }] }, [cidr('203.0.113.0/24')], '203.0.113.0/24 UDP 443'],
    ['a range in a range', ports(440, 450), [ports(400, 500)], undefined],
    [
      'a range in two ranges', ports(440, 450),
      [ports(400, 444), { ...cidr('203.0.0.0/16'), ports: tcp(445, 500) }], undefined,
    ],
    ['the end of a range', ports(440, 450), [ports(400, 445)], '203.0.113.0/24 TCP 446-450'],
    ['one of two ports', { ...cidr('203.0.113.0/24'), ports: [...tcp(443), ...tcp(80)] }, [cidr('203.0.113.0/24')], '203.0.113.0/24 TCP 80'],
    ['a namespace', namespace('data', 5432), [namespace('data', 5432)], undefined],
    ['pods of an open namespace', workload('data', ledger, 5432), [namespace('data', 5432)], undefined],
    ['the same pods', workload('data', ledger, 5432), [workload('data', ledger, 5432)], undefined],
    ['pods with a label more', workload('data', ledgerDb, 5432), [workload('data', ledger, 5432)], undefined],
    ['pods with a label less', workload('data', ledger, 5432), [workload('data', ledgerDb, 5432)], 'pods app=ledger in namespace "data" TCP 5432'],
    ['pods elsewhere', workload('other', ledger, 5432), [workload('data', ledger, 5432)], 'pods app=ledger in namespace "other" TCP 5432'],
    ['a namespace of open pods', namespace('data', 5432), [workload('data', ledger, 5432)], 'namespace "data" TCP 5432'],
    ['a namespace, by addresses', namespace('data', 443), [cidr('0.0.0.0/0')], 'namespace "data" TCP 443'],
  ])('%s', (_, need, allowed, closed) => {
    expect(closedPart(need, allowed)).toBe(closed);
  });

  test('a destination in words', () => {
    expect(describeDestination({ ...workload('data', ledger, 5432), form: 'service', service: 'ledger' }))
      .toBe('Service "ledger" (pods app=ledger) in namespace "data" TCP 5432');
  });
});
