import { ClusterIndex } from '../../../src/analysis/cluster/cluster-index';
import { conflictsOf } from '../../../src/analysis/cluster/listener-conflicts';
import type { Entry } from '../../../src/analysis/rule';

type Spec = Record<string, unknown>;
const [OLD, YOUNG] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];

const entry = (kind: string, name: string, spec: Spec, creationTimestamp?: string): Entry => ({
  manifest: {
    apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name, namespace: 'edge', ...(creationTimestamp && { creationTimestamp }) }, spec,
  },
});
/** `HTTP 80 shop.com`, or with the mode of TLS: `TLS/Passthrough 443`. */
const listeners = (texts: string[]): Spec[] => texts.map((text, i) => {
  const [, protocol, mode, port, hostname] = /^(\w+)(?:\/(\w+))? (\d+)(?: (.*))?$/.exec(text)!;
  return { name: `l${i}`, protocol, port: Number(port), ...(hostname && { hostname }), ...(mode && { tls: { mode } }) };
});
const gateway = (...texts: string[]): Entry =>
  entry('Gateway', 'company', { allowedListeners: { namespaces: { from: 'Same' } }, listeners: listeners(texts) });
const set = (name: string, created: string | undefined, ...texts: string[]): Entry =>
  entry('ListenerSet', name, { parentRef: { name: 'company' }, listeners: listeners(texts) }, created);

/** `owner listener: reason clash outcome against`, for every conflict. */
function conflicts(...entries: Entry[]): string[] {
  const index = new ClusterIndex(entries);
  return entries.flatMap((owner) => [...conflictsOf(owner, index).values()].map(({ listener, rival, clash, reason, outcome }) =>
    `${owner.manifest.metadata.name} ${listener.name}: ${reason} (${clash}) ${outcome} ${rival.owner.manifest.metadata.name} ${rival.name}`).sort());
}

describe('in one Gateway no listener wins', () => {
  test.each<[string, string[], string]>([
    ['one hostname', ['HTTP 80 a.b', 'HTTP 80 a.b'], 'HostnameConflict (hostname)'],
    ['no hostname twice', ['HTTPS 443', 'HTTPS 443'], 'HostnameConflict (hostname)'],
    ['HTTPS and TLS for one hostname', ['HTTPS 443 a.b', 'TLS/Terminate 443 a.b'], 'HostnameConflict (hostname)'],
    ['TLS modes for one hostname', ['TLS/Passthrough 443 a.b', 'TLS/Terminate 443 a.b'], 'HostnameConflict (hostname)'],
    ['TCP twice', ['TCP 1', 'TCP 1'], 'ProtocolConflict (port)'],
    ['UDP twice', ['UDP 1', 'UDP 1'], 'ProtocolConflict (port)'],
    ['TCP beside HTTP', ['TCP 80', 'HTTP 80 a.b'], 'ProtocolConflict (TCP)'],
    ['TCP beside TLS', ['TCP 443', 'TLS/Passthrough 443 a.b'], 'ProtocolConflict (TCP)'],
    ['HTTP beside HTTPS', ['HTTP 443 a.b', 'HTTPS 443 c.d'], 'ProtocolConflict (clear text)'],
    ['HTTP beside TLS', ['HTTP 443', 'TLS/Terminate 443 c.d'], 'ProtocolConflict (clear text)'],
  ])('%s', (_, texts, what) => {
    expect(conflicts(gateway(...texts))).toEqual([`company l0: ${what} no winner company l1`, `company l1: ${what} no winner company l0`]);
  });

  test.each<[string, string[]]>([
    ['other hostnames', ['HTTP 80 a.b', 'HTTP 80 *.b', 'HTTP 80']],
    ['HTTPS and TLS for other hostnames', ['HTTPS 443 a.b', 'TLS/Passthrough 443 c.d']],
    ['TCP and UDP', ['TCP 53', 'UDP 53']],
    ['HTTP and UDP', ['HTTPS 443', 'UDP 443']],
    ['other ports', ['TCP 1', 'TCP 2', 'HTTP 80', 'HTTPS 443']],
  ])('%s do not conflict', (_, texts) => {
    expect(conflicts(gateway(...texts))).toEqual([]);
  });

  test('TLS modes for other hostnames conflict unless the implementation supports them', () => {
    expect(conflicts(gateway('TLS/Passthrough 443 a.b', 'TLS/Terminate 443 c.d'))).toEqual([
      'company l0: ProtocolConflict (TLS modes) unless supported company l1', 'company l1: ProtocolConflict (TLS modes) unless supported company l0',
    ]);
  });

  test('a listener without a port, or of an own protocol, conflicts with none', () => {
    const odd = entry('Gateway', 'company', { listeners: [{ protocol: 'TCP' }, { protocol: 'TCP' }, { port: 1, protocol: 'x' }, { port: 1, protocol: 'x' }] });
    expect(conflicts(odd)).toEqual([]);
  });
});

describe('across ListenerSets', () => {
  test('the Gateway wins, with or without timestamps', () => {
    for (const created of [OLD, undefined]) {
      expect(conflicts(set('shop', created, 'HTTP 80 a.b', 'TCP 80', 'HTTP 80 c.d'), gateway('HTTP 80 a.b'))).toEqual([
        'shop l0: HostnameConflict (hostname) lost company l0', 'shop l1: ProtocolConflict (TCP) lost company l0',
      ]);
    }
  });

  test('the older one wins where both ages are known', () => {
    expect(conflicts(set('a', YOUNG, 'HTTP 80 a.b'), set('b', OLD, 'HTTP 80 a.b'), gateway('HTTP 8080'))).toEqual([
      'a l0: HostnameConflict (hostname) lost b l0',
    ]);
  });

  test('of one age, the first by name wins', () => {
    expect(conflicts(set('b', OLD, 'TCP 1'), set('a', OLD, 'TCP 1'), gateway('HTTP 8080'))).toEqual(['b l0: ProtocolConflict (port) lost a l0']);
  });

  test('without timestamps the winner is not known', () => {
    expect(conflicts(set('a', undefined, 'HTTP 80 a.b'), set('b', OLD, 'HTTP 80 a.b'), gateway('HTTP 8080'))).toEqual([
      'a l0: HostnameConflict (hostname) winner unknown b l0', 'b l0: HostnameConflict (hostname) winner unknown a l0',
    ]);
  });

  test('what lost takes no place', () => {
    expect(conflicts(gateway('HTTPS 443 a.b'), set('one', OLD, 'HTTP 443'), set('two', YOUNG, 'HTTPS 443 c.d'))).toEqual([
      'one l0: ProtocolConflict (clear text) lost company l0',
    ]);
  });

  test('within one set no listener wins, and a younger set does not get the place', () => {
    expect(conflicts(gateway('HTTP 80'), set('one', OLD, 'TCP 1', 'TCP 1'), set('two', YOUNG, 'TCP 1'))).toEqual([
      'one l0: ProtocolConflict (port) no winner one l1', 'one l1: ProtocolConflict (port) no winner one l0',
      'two l0: ProtocolConflict (port) lost one l0',
    ]);
  });

  test('a set that is perhaps taken beats none', () => {
    const labelled = entry('Gateway', 'company', {
      allowedListeners: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } }, listeners: listeners(['HTTP 8080']),
    });
    expect(conflicts(labelled, set('a', OLD, 'TCP 1'), set('b', YOUNG, 'TCP 1'))).toEqual(['b l0: ProtocolConflict (port) winner unknown a l0']);
  });

  test('sets of a Gateway that is not here meet all the same', () => {
    expect(conflicts(set('a', undefined, 'TCP 1'), set('b', undefined, 'TCP 1'))).toEqual([
      'a l0: ProtocolConflict (port) winner unknown b l0', 'b l0: ProtocolConflict (port) winner unknown a l0',
    ]);
  });

  test('sets that the Gateway does not take conflict with nothing', () => {
    const closed = entry('Gateway', 'company', { listeners: listeners(['TCP 1']) });
    expect(conflicts(closed, set('a', undefined, 'TCP 1'))).toEqual([]);
  });
});
