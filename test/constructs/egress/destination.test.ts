import { ApiObject, Testing } from 'cdk8s';
import { Destination, NetworkPolicyProtocol, Pods } from '../../../src';
import { destinationCode } from '../../../src/constructs/egress/destination-code';

const reason = 'payment provider';
const ledger = Pods.labelled({ app: 'ledger' }, 5432);

describe('a destination holds', () => {
  test('addresses with their reason', () => {
    expect(Destination.cidr('203.0.113.0/24', 443, { reason })._data()).toStrictEqual({
      form: 'cidr', cidr: '203.0.113.0/24', ports: [{ protocol: 'TCP', port: 443 }], reason,
    });
  });

  test('exceptions, protocol, range and further ports', () => {
    const options = { reason, exceptions: ['203.0.113.7/32'], protocol: NetworkPolicyProtocol.UDP, endPort: 450, morePorts: [8443] };
    expect(Destination.cidr('203.0.113.0/24', 443, options)._data()).toStrictEqual({
      form: 'cidr', cidr: '203.0.113.0/24', except: ['203.0.113.7/32'],
      ports: [{ protocol: 'UDP', port: 443, endPort: 450 }, { protocol: 'UDP', port: 8443 }], reason,
    });
  });

  test('IPv6 addresses', () => {
    expect(Destination.cidr('2001:db8:5::/48', 443, { reason, exceptions: ['2001:db8:5:1::/64'] })._data()).toMatchObject({
      cidr: '2001:db8:5::/48', except: ['2001:db8:5:1::/64'],
    });
  });

  test('a namespace', () => {
    expect(Destination.namespace('observability', 4317)._data()).toStrictEqual({
      form: 'namespace', namespace: 'observability', ports: [{ protocol: 'TCP', port: 4317 }], reason: '',
    });
  });

  test('a workload', () => {
    expect(Destination.workload(ledger, { namespace: 'ledger-prod', reason: 'bookings' })._data()).toStrictEqual({
      form: 'workload', namespace: 'ledger-prod', podLabels: { app: 'ledger' }, ports: [{ protocol: 'TCP', port: 5432 }], reason: 'bookings',
    });
  });

  test('a workload of a construct', () => {
    const deployment = new ApiObject(Testing.chart(), 'ledger', {
      apiVersion: 'apps/v1', kind: 'Deployment',
      spec: { template: { metadata: { labels: { app: 'ledger' } }, spec: { containers: [{ name: 'db', ports: [{ containerPort: 5432 }] }] } } },
    });
    expect(Destination.workload(Pods.of(deployment), { namespace: 'ledger-prod' })._data()).toMatchObject({
      podLabels: { app: 'ledger' }, ports: [{ protocol: 'TCP', port: 5432 }],
    });
  });

  test('a Service, by its pods and their port', () => {
    expect(Destination.service('ledger', { namespace: 'ledger-prod', pods: ledger })._data()).toStrictEqual({
      form: 'service', service: 'ledger', namespace: 'ledger-prod', podLabels: { app: 'ledger' }, ports: [{ protocol: 'TCP', port: 5432 }], reason: '',
    });
  });
});

describe('a bad destination', () => {
  test.each<[string, () => Destination, RegExp]>([
    ['octet out of range', () => Destination.cidr('203.0.113.256/24', 443, { reason }), /^Destination\.cidr: cidr "203\.0\.113\.256\/24": .* write a CIDR/],
    ['length out of range', () => Destination.cidr('203.0.113.0/33', 443, { reason }), /cidr "203\.0\.113\.0\/33"/],
    ['no length', () => Destination.cidr('203.0.113.7', 443, { reason }), /no prefix length; write "203\.0\.113\.7\/32"/],
    ['host bits', () => Destination.cidr('203.0.113.7/24', 443, { reason }), /write "203\.0\.113\.0\/24"/],
    ['a host name', () => Destination.cidr('api.example.com', 443, { reason }), /cidr "api\.example\.com"/],
    ['no text', () => Destination.cidr(undefined as never, 443, { reason }), /cidr undefined: it is not text/],
    ['IPv4 in IPv6', () => Destination.cidr('::ffff:169.254.169.254/128', 443, { reason }), /IPv4 block written as IPv6/],
    ['no reason', () => Destination.cidr('203.0.113.0/24', 443, {} as never), /reason undefined: .*write \{ reason: 'payment provider' \}/],
    ['no options', () => Destination.cidr('203.0.113.0/24', 443, undefined as never), /reason undefined/],
    ['empty reason', () => Destination.cidr('203.0.113.0/24', 443, { reason: ' ' }), /reason " "/],
    ['except outside', () => Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['198.51.100.0/28'] }), /exceptions\[0\] "198\.51\.100\.0\/28": .*inside 203\.0\.113\.0\/24/],
    ['except of another family', () => Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['2001:db8::/64'] }), /exceptions\[0\] "2001:db8::\/64": .*family/],
    ['except of the whole', () => Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['203.0.113.0/24'] }), /exceptions\[0\] .*all of 203/],
    ['except with host bits', () => Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['203.0.113.9/28'] }), /exceptions\[0\] .*write "203\.0\.113\.0\/28"/],
    ['except that is no list', () => Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: '203.0.113.0/28' as never }), /exceptions .*not a list/],
    ['endPort below port', () => Destination.cidr('203.0.113.0/24', 443, { reason, endPort: 80 }), /endPort 80: it is below port 443/],
    ['endPort out of range', () => Destination.namespace('data', 443, { endPort: 65_536 }), /endPort 65536/],
    ['unknown protocol', () => Destination.namespace('data', 443, { protocol: 'ICMP' as never }), /protocol "ICMP"/],
    ['bad further port', () => Destination.namespace('data', 443, { morePorts: [80, 0] }), /morePorts\[1\] 0/],
    ['further ports that are no list', () => Destination.namespace('data', 443, { morePorts: 80 as never }), /morePorts 80: it is not a list/],
    ['bad namespace', () => Destination.namespace('Data_1', 443), /^Destination\.namespace: name "Data_1"/],
    ['null options', () => Destination.namespace('data', 0, null as never), /options null: it is not an object; write { reason, protocol }/],
    ['options that are none', () => Destination.namespace('data', 443, 'tcp' as never), /^Destination\.namespace: options "tcp": it is not an object/],
    ['reason that is no text', () => Destination.namespace('data', 443, { reason: 7 as never }), /reason is not text/],
    ['no namespace of pods', () => Destination.workload(ledger, {} as never), /^Destination\.workload: namespace undefined/],
    ['no options of pods', () => Destination.workload(ledger, undefined as never), /namespace undefined/],
    ['labels instead of pods', () => Destination.workload({ app: 'ledger' } as never, { namespace: 'data' }), /pods \{"app":"ledger"\}.*write Pods\.labelled/],
    ['Service without pods', () => Destination.service('ledger', { namespace: 'data' } as never), /^Destination\.service: pods undefined/],
    ['bad Service', () => Destination.service('-', { namespace: 'data', pods: ledger }), /name "-"/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test.each([0, 65_536, NaN, 1.5, -1, '443' as never, undefined as never])('port %p', (port) => {
    expect(() => Destination.cidr('203.0.113.0/24', port, { reason })).toThrow(/^Destination\.cidr: port /);
    expect(() => Destination.namespace('data', port)).toThrow(/^Destination\.namespace: port /);
  });
});

describe('the code of a destination', () => {
  test.each([
    [Destination.cidr('203.0.113.0/24', 443, { reason: 'Ann\'s "bank"' }), 'Destination.cidr(\'203.0.113.0/24\', 443, { reason: \'Ann\\\'s "bank"\' })'],
    [
      Destination.cidr('203.0.113.0/24', 53, { reason, exceptions: ['203.0.113.7/32'], protocol: NetworkPolicyProtocol.UDP, endPort: 60, morePorts: [70] }),
      'Destination.cidr(\'203.0.113.0/24\', 53, { exceptions: [\'203.0.113.7/32\'], protocol: NetworkPolicyProtocol.UDP, endPort: 60, '
        + 'morePorts: [70], reason: \'payment provider\' })',
    ],
    [Destination.namespace('observability', 4317), 'Destination.namespace(\'observability\', 4317)'],
    [
      Destination.workload(Pods.labelled({ 'app.kubernetes.io/name': 'ledger' }, 5432), { namespace: 'ledger-prod', reason: 'bookings' }),
      'Destination.workload(Pods.labelled({ \'app.kubernetes.io/name\': \'ledger\' }, 5432), { namespace: \'ledger-prod\', reason: \'bookings\' })',
    ],
    [
      Destination.service('ledger', { namespace: 'ledger-prod', pods: ledger }),
      'Destination.service(\'ledger\', { namespace: \'ledger-prod\', pods: Pods.labelled({ app: \'ledger\' }, 5432) })',
    ],
  ])('%#', (destination, code) => {
    expect(destinationCode(destination._data())).toBe(code);
    const made = new Function('Destination', 'Pods', 'NetworkPolicyProtocol', `return ${code}`)(Destination, Pods, NetworkPolicyProtocol) as Destination;
    expect(made._data()).toStrictEqual(destination._data());
  });
});
