import { Destination, EgressHost, NetworkPolicyProtocol, Pods } from '../../../src';
import { destinationCode } from '../../../src/constructs/egress/destination-code';
import { describeDestination } from '../../../src/manifest/destinations';

const reason = 'payments';
const options = { reason };

describe('a host is refused', () => {
  test.each<[unknown, RegExp]>([
    ['*.com', /^Destination\.host: name "\*\.com": a wildcard like this opens names of any owner; .*oneLabelUnder\("example\.com"/],
    ['*.example.com', /systems differ in what a wildcard matches; write Destination\.oneLabelUnder\("example\.com", …\) or Destination\.anyDepthUnder\("example\.com", …\)/],
    ['**.example.com', /oneLabelUnder\("example\.com"/],
    ['*', /opens names of any owner/],
    ['api.*.com', /opens names of any owner/],
    ['10.0.0.1', /an IP address is not a hostname; write Destination\.cidr\(…\) with its block/],
    ['[::1]', /an IP address is not a hostname/],
    ['2001:db8::1', /an IP address is not a hostname/],
    ['2130706433', /resolvers read it as an IP address; write Destination\.cidr/],
    ['127.0x1', /resolvers read it as an IP address/],
    ['localhost', /it is the pod itself, which no policy closes; remove it/],
    ['a.localhost', /it is the pod itself/],
    ['ledger.bank.svc.cluster.local', /it is a name inside the cluster, .*Destination\.service/],
    ['ledger.bank.svc', /it is a name inside the cluster/],
    ['ledger', /a name of one label/],
    ['api.stripe.com.', /no trailing dot; write "api\.stripe\.com"/],
    ['API.stripe.com', /lower case; write "api\.stripe\.com"/],
    ['https://api.stripe.com/v1', /no scheme/],
    ['api.stripe.com:443', /no port/],
    ['bücher.example', /a hostname is ASCII; write "xn--bcher-kva\.example"/],
    ['xn--zzzzzzzzzzz99999.example', /it starts like punycode and decodes to no name/],
    ['metadata.google.internal', /opened by name only; write Destination\.metadata/],
    ['169.254.169.254.nip.io', /its name spells an address, any private or metadata address too; write Destination\.cidr/], ['sslip.io', /spells an address/],
    ['metadata.goog', /it is the metadata service, or a zone/],
    ['instance-data.ec2.internal', /it is the metadata service, or a zone/],
    ['instance-data.eu-west-1.compute.internal', /opened by name only/],
    ['kubernetes.default', /resolvers complete it inside the cluster, as a Service and its namespace; .*Destination\.service.*Destination\.kubernetesApi/],
    ['web.shop-prod', /resolvers complete it inside the cluster/],
    ['', /it is empty/],
    [undefined, /it is not text/],
    [7, /it is not text/],
  ])('%s', (name, message) => {
    expect(() => Destination.host(name as string, 443, options)).toThrow(message);
  });

  test('without a reason, with a stranger among its options, and for a port by name', () => {
    expect(() => Destination.host('a.example.com', 443, undefined as never)).toThrow(/reason undefined: a way out of the cluster needs a reason/);
    expect(() => Destination.host('a.example.com', 443, { ...options, prot: 'UDP' } as never)).toThrow(/prot is no option here/);
    expect(() => Destination.host('a.example.com', 'https' as never, options)).toThrow(/port "https": it is not a whole number/);
  });
});

test('punycode that is the form of a name is taken', () => {
  expect(Destination.host('xn--bcher-kva.example', 443, options)._data().host).toBe('xn--bcher-kva.example');
});

test.each(['com', 'co.uk', 'com.au'])('what anybody may register names under is no domain: %s', (domain) => {
  expect(() => Destination.anyDepthUnder(domain, 443, options)).toThrow(/^Destination\.anyDepthUnder: domain /);
});

test.each(['google.internal', 'ec2.internal', 'compute.internal', 'eu-west-1.compute.internal', 'metadata.goog'])(
  'what is under a zone of the metadata service is not opened: %s', (domain) => {
    expect(() => Destination.oneLabelUnder(domain, 80, options)).toThrow(/opened by name only/);
    expect(() => Destination.anyDepthUnder(domain, 80, options)).toThrow(/opened by name only/);
    expect(() => EgressHost.tls(`a.${domain}`, options)).toThrow(/it is the metadata server, or in its zone/);
  },
);

test.each(['db.corp.internal', 'a.service.consul', 'xn--bcher-kva.xn--p1ai'])('a private name that is no Service of the cluster is taken: %s', (name) => {
  expect(Destination.host(name, 443, options)._data().host).toBe(name);
});

test('hosts say how deep they go', () => {
  const ports = [{ protocol: 'UDP', port: 8443 }];
  const udp = { ...options, protocol: NetworkPolicyProtocol.UDP };
  expect(Destination.host('a.example.com', 8443, udp)._data()).toEqual({ form: 'host', host: 'a.example.com', depth: 'exact', ports, reason });
  expect(Destination.oneLabelUnder('example.com', 8443, udp)._data()).toEqual({ form: 'host', host: 'example.com', depth: 'oneLabel', ports, reason });
  expect(Destination.anyDepthUnder('example.com', 8443, udp)._data()).toEqual({ form: 'host', host: 'example.com', depth: 'anyDepth', ports, reason });
});

test('what the profile locates has a reason and nothing else', () => {
  expect(Destination.kubernetesApi(options)._data()).toEqual({ form: 'kubernetesApi', ports: [], reason });
  expect(() => Destination.metadata({} as never)).toThrow(/^Destination\.metadata: reason undefined/);
  expect(() => Destination.workloadIdentity({ ...options, port: 80 } as never)).toThrow(/port is no option here/);
});

test('anywhere takes exceptions of both families', () => {
  expect(Destination.anywhere(443, { ...options, exceptions: ['203.0.113.0/24', '2001:db8::/32'] })._data())
    .toEqual({ form: 'anywhere', except: ['203.0.113.0/24', '2001:db8::/32'], ports: [{ protocol: 'TCP', port: 443 }], reason });
  expect(() => Destination.anywhere(443, { ...options, exceptions: ['203.0.113.7'] })).toThrow(/exceptions\[0\] "203\.0\.113\.7": it has no prefix length/);
  expect(() => Destination.anywhere(443, { ...options, exceptions: 'x' as never })).toThrow(/exceptions "x": it is not a list/);
});

describe('through an egress gateway', () => {
  const listener = { proxyNamespace: 'egress', proxyLabels: { gateway: 'egress' }, proxyPort: 8443 };
  const stripe = Destination.host('api.stripe.com', 443, options);

  test('only the way to the gateway is the destination', () => {
    expect(Destination.through(listener, stripe)._data()).toEqual({
      form: 'gateway', namespace: 'egress', podLabels: { gateway: 'egress' }, ports: [{ protocol: 'TCP', port: 8443 }], through: stripe._data(), reason,
    });
  });

  test.each<[string, unknown, unknown, RegExp]>([
    ['without a listener', undefined, stripe, /gateway undefined: it is no egress gateway/],
    ['without labels', { ...listener, proxyLabels: {} }, stripe, /proxyLabels is empty, which is every pod/],
    ['with a bad port', { ...listener, proxyPort: 0 }, stripe, /proxyPort 0/],
    ['with hosts that are no list', { ...listener, hosts: 'a.example.com' }, stripe, /hosts "a\.example\.com": it is not a list/],
    ['with a host that is none', { ...listener, hosts: [null] }, stripe, /hosts\[0\]\.hostname undefined/],
    ['with a bad host', { ...listener, hosts: [{ hostname: '*.com', port: 443, proxyPort: 1 }] }, stripe, /hosts\[0\]\.hostname "\*\.com"/],
    ['to nothing', listener, 'x', /destination "x": it is no host and no address block outside the cluster/],
    ['through two', listener, Destination.through(listener, stripe), /destination "api\.stripe\.com through .*": it is no host and no address block/],
    ['to metadata', listener, Destination.metadata(options), /destination "the metadata service": it is no host and no address block/],
    ['to any place', listener, Destination.anywhere(443, options), /destination "anywhere TCP 443": it is no host and no address block/],
    ['back into the cluster', listener, Destination.namespace('ledger', 443), /ledger.* TCP 443": it is no host/],
  ])('%s it is refused', (_, from, destination, message) => {
    expect(() => Destination.through(from as never, destination as never)).toThrow(message);
  });
});

test.each<[Destination, string, string]>([
  [Destination.host('a.example.com', 443, options), 'a.example.com TCP 443', 'Destination.host(\'a.example.com\', 443, { reason: \'payments\' })'],
  [Destination.oneLabelUnder('x.io', 443, options), 'one label under x.io TCP 443', 'Destination.oneLabelUnder(\'x.io\', 443, { reason: \'payments\' })'],
  [Destination.anyDepthUnder('x.io', 443, options), 'any depth under x.io TCP 443', 'Destination.anyDepthUnder(\'x.io\', 443, { reason: \'payments\' })'],
  [Destination.kubernetesApi(options), 'the Kubernetes API', 'Destination.kubernetesApi({ reason: \'payments\' })'],
  [Destination.metadata(options), 'the metadata service', 'Destination.metadata({ reason: \'payments\' })'],
  [Destination.anywhere(443, options), 'anywhere TCP 443', 'Destination.anywhere(443, { reason: \'payments\' })'],
  [
    Destination.service('ledger', { namespace: 'bank', pods: Pods.labelled({ app: 'ledger' }, 1) }),
    'Service "ledger" (pods app=ledger) in namespace "bank" TCP 1',
    'Destination.service(\'ledger\', { namespace: \'bank\', pods: Pods.labelled({ app: \'ledger\' }, 1) })',
  ],
])('destinations in words and in code: %#', (destination, words, code) => {
  expect([describeDestination(destination._data()), destinationCode(destination._data())]).toEqual([words, code]);
});

test.each<[string, () => Destination, RegExp]>([
  ['of a block', () => Destination.cidr('203.0.113.0/24', 'https' as never, options), /^Destination\.cidr: port "https": it is not a whole number; write/],
  ['of pods', () => Destination.workload(Pods.labelled({ app: 'ledger' }, 'psql' as never), { namespace: 'bank' }), /^Pods\.labelled: port "psql": it is not a whole number/],
  ['further', () => Destination.host('a.example.com', 443, { ...options, morePorts: ['https' as never] }), /morePorts\[0\] "https": it is not a whole number/],
  ['at the end of a range', () => Destination.anywhere(443, { ...options, endPort: 'https' as never }), /endPort "https": it is not a whole number/],
])('a port by name, which most back ends have not: %s', (_, make, message) => {
  expect(make).toThrow(message);
});
