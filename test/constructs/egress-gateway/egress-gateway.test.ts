import { App, Duration } from 'cdk8s';
import {
  ClusterProfile, Destination, EgressGateway, type EgressGatewayProps, EgressHost, EgressLockdown, GatewayInfrastructure, GatewayProxies,
  Implementation, OperatorChart, PlatformChart, TeamChart, TeamNamespaces,
} from '../../../src';
import { testGrant } from '../../util/grants';
import { reason, STRIPE, Way } from './team';

const istio = Implementation.istio();

describe('the proxies', () => {
  const policies = (implementation: Implementation): { name: string; spec: Record<string, unknown> }[] => {
    const way = new Way(implementation);
    way.gateway();
    return way.emitted('NetworkPolicy').map(({ metadata, spec }) => ({ name: metadata.name, spec }));
  };

  test('are reached from the team\'s namespaces alone, on their own ports', () => {
    const [{ spec }] = policies(Implementation.envoyGateway());
    expect(spec.ingress).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop-prod' } } }],
        ports: [{ protocol: 'TCP', port: 10_080 }],
      },
      { ports: [{ protocol: 'TCP', port: 19_003 }, { protocol: 'TCP', port: 19_002 }] },
    ]);
  });

  test('reach public addresses of both families, on the destinations\' ports, and no metadata', () => {
    const [, control, out] = policies(istio);
    const ports = [{ protocol: 'TCP', port: 443 }];
    expect(out.spec.egress).toEqual([
      {
        ports, to: [{
          ipBlock: {
            cidr: '0.0.0.0/0',
            except: [
              '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16',
              '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4',
            ],
          },
        }],
      },
      { ports, to: [{ ipBlock: { cidr: '::/0', except: expect.arrayContaining(['2001::/32', '2002::/16', 'fc00::/7', 'fe80::/10']) as string[] } }] },
    ]);
    expect(JSON.stringify(control.spec.egress)).toContain('"port":15012');
  });

  test('leave out metadata addresses that are public', () => {
    const app = new App();
    const cluster = ClusterProfile.aks({ networkPlugin: 'cilium' });
    const infrastructure = new GatewayInfrastructure(new PlatformChart(app, 'platform', { cluster }), 'istio', { implementation: istio });
    const chart = new OperatorChart(app, 'edge', { namespace: 'egress' });
    const gateway = new EgressGateway(chart, 'out', {
      infrastructure, destinations: [STRIPE], clients: [TeamNamespaces.granted(testGrant())],
    });
    const policy = gateway.manifests().at(-1)!.toJson() as { spec: { egress: { to: { ipBlock: { except: string[] } }[] }[] } };
    expect(policy.spec.egress[0].to[0].ipBlock.except).toContain('168.63.129.16/32');
  });
});

test('the team\'s lockdown opens the way to the gateway, and nothing else', () => {
  const way = new Way(istio);
  const grant = testGrant({ isolation: { ingress: false, egress: true } });
  const gateway = way.gateway({ clients: [TeamNamespaces.granted(grant)], destinations: [STRIPE, EgressHost.tls('db.partner.com', { reason })] });
  const lockdown = new EgressLockdown(way.chart, 'lockdown', { grant, allow: gateway.destinations });
  const open = lockdown.manifests().at(-1)!.toJson() as { spec: { egress: unknown[] } };
  expect(open.spec.egress).toEqual([{
    to: [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'egress' } },
      podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'out' } },
    }],
    ports: [{ protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 443 }],
  }]);
  expect(way.findings().map(({ code }) => code)).toEqual(['GW535', 'GW535', 'GW504']);
});

describe('findings', () => {
  test('GW534: clients whose egress nothing closes', () => {
    const way = new Way(istio);
    way.gateway();
    const around = (): string[] => way.findings().filter(({ code }) => code === 'GW534').map(({ message }) => message);
    expect(around()).toEqual([expect.stringMatching(/nothing in this app closes egress of namespace "shop-prod", so its pods reach the destinations without/)]);
    way.isolate();
    expect(around()).toEqual([]);
  });

  test('GW535: what holds each destination, and where', () => {
    const way = new Way(Implementation.envoyGateway());
    const gateway = way.gateway({ destinations: [STRIPE, EgressHost.tls('db.partner.com', { reason, port: 5433 })] });
    const found = way.findings().filter(({ code }) => code === 'GW535').map(({ message }) => message);
    expect(found).toEqual([
      expect.stringMatching(/^api\.stripe\.com: network policies hold that .*TCP 443.*alone holds that it is api\.stripe\.com.*certificate is checked; manifests do not show .*send to the gateway at all$/),
      expect.stringMatching(/^db\.partner\.com: .*TCP 5433 .*the client chooses; manifests/),
    ]);
    expect(gateway.guarantees().map(({ destination }) => destination)).toEqual(['api.stripe.com', 'db.partner.com']);
  });

  test('nothing else is found in what it emits', () => {
    for (const implementation of [istio, Implementation.envoyGateway(), Implementation.kgateway()]) {
      const way = new Way(implementation);
      way.isolate();
      way.gateway({ destinations: [STRIPE, EgressHost.tls('db.partner.com', { reason })] });
      expect(new Set(way.findings().map(({ code }) => code))).toEqual(new Set(['GW535']));
    }
  });
});

test('hosts whose names differ by a dot have listeners of their own', () => {
  const way = new Way(istio);
  way.gateway({ destinations: ['a-b.com', 'a.b.com', `${'x'.repeat(60)}.com`].map((host) => EgressHost.https(host, { reason })) });
  const names = (way.specs('Gateway')[0].listeners as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(['a-b-com', 'a-b-com-1', `${'x'.repeat(44)}-2`]);
});

describe('refused as a host', () => {
  test.each<[string, RegExp]>([
    ['*.stripe.com', /a wildcard is not allowed here/], ['*.com', /a wildcard is not allowed here/], ['*', /is not a hostname/],
    ['203.0.113.7', /an IP address is not a hostname; write a name such as "api\.stripe\.com"/], ['[2001:db8::1]', /an IP address is not a hostname/], ['127.1', /resolvers read it as an IP address/],
    ['169.254.169.254', /IP address/], ['2130706433', /looked up inside the cluster|IP address/], ['localhost', /it is the proxy itself/],
    ['a.localhost', /it is the proxy itself/], ['api', /a name of one label is looked up inside the cluster/],
    ['shop.prod.svc.cluster.local', /names a Service of the cluster/], ['shop.prod.svc', /names a Service of the cluster/],
    ['metadata.google.internal', /it is the metadata server/], ['a9fea9fe.nip.io', /its name spells an address/], ['printer.local', /names of that domain are private/], ['vault.corp.internal', /are private/],
    ['api.stripe.com.', /has no trailing dot/], ['API.stripe.com', /is lower case/], ['https://api.stripe.com', /has no scheme/],
    ['api.stripe.com:443', /has no port/], ['müller.de', /is ASCII/], ['', /it is empty/],
  ])('%s', (hostname, message) => {
    expect(() => EgressHost.https(hostname, { reason })).toThrow(message);
    expect(() => EgressHost.tls('a.com', { reason, versions: [{ hostname, weight: 1 }] })).toThrow(message);
  });

  test('punycode is a name like any other', () => {
    expect(EgressHost.tls('xn--mller-kva.de', { reason }).hostname).toBe('xn--mller-kva.de');
  });
});

test.each<[string, () => unknown, RegExp]>([
  ['no reason', () => EgressHost.https('a.com', {} as never), /a way out of the cluster needs a reason/],
  ['no port', () => EgressHost.https('a.com', { reason, port: 0 }), /port 0/],
  ['the port of DNS', () => EgressHost.tls('a.com', { reason, port: 53 }), /port 53: the proxies reach every public address on it, and DNS is never/],
  ['a retry of TLS', () => EgressHost.tls('a.com', { reason, retry: { attempts: 1 } } as never), /EgressHost\.tls: retry is no option here/],
  ['no attempts', () => EgressHost.https('a.com', { reason, retry: { attempts: 0 } }), /retry\.attempts 0: it is no whole number from 1 to 10/],
  ['no status code', () => EgressHost.https('a.com', { reason, retry: { attempts: 1, statusCodes: [] } }), /retry\.statusCodes is empty/],
  ['a code that is none', () => EgressHost.https('a.com', { reason, retry: { attempts: 1, statusCodes: [200] } }), /statusCodes\[0\] 200/],
  ['no weight', () => EgressHost.https('a.com', { reason, versions: [{ hostname: 'b.com', weight: 0 }] }), /versions: none has a weight/],
  ['a version twice', () => EgressHost.https('a.com', { reason, versions: [1, 2].map((weight) => ({ hostname: 'b.com', weight })) }), /"b\.com" stands there twice/],
  ['too many versions', () => EgressHost.https('a.com', { reason, versions: Array.from({ length: 17 }, (_, i) => ({ hostname: `v${i}.com`, weight: 1 })) }), /at most 16/],
  ['a breaker that is none', () => EgressHost.https('a.com', { reason, circuitBreaker: null as never }), /circuitBreaker null: it is not an object/],
  ['a breaker without limits', () => EgressHost.https('a.com', { reason, circuitBreaker: { ejectionTime: Duration.seconds(1) } }), /circuitBreaker limits nothing/],
  ['a limit of none', () => EgressHost.https('a.com', { reason, circuitBreaker: { maxConnections: 0 } }), /circuitBreaker\.maxConnections 0/],
  ['no time', () => EgressHost.https('a.com', { reason, requestTimeout: Duration.seconds(0) }), /requestTimeout "0 ms": it is no time at all/],
  ['a bad Secret', () => EgressHost.https('a.com', { reason, authoritySecret: 'A' }), /authoritySecret "A"/],
])('a destination is refused with %s', (_, make, message) => {
  expect(make).toThrow(message);
});

describe('refused', () => {
  const made = (props: Partial<EgressGatewayProps>, implementation = istio): unknown => new Way(implementation).gateway(props);

  test.each([
    'traefik', 'nginxGatewayFabric', 'kong', 'contour', 'gke', 'haproxy', 'awsLoadBalancerController',
  ] as const)('%s has no egress gateway', (name) => {
    expect(() => made({}, Implementation[name]())).toThrow(/infrastructure: .* has no egress gateway; write one of Istio, Envoy Gateway or kgateway$/);
  });

  test('Cilium has one by addresses', () => {
    expect(() => made({}, Implementation.cilium())).toThrow(/Cilium has no egress gateway; .*for fixed source addresses write a CiliumEgressGateway/);
  });

  test('two teams at one gateway', () => {
    const way = new Way(istio);
    expect(() => way.gateway({ clients: [way.clients, way.team('bank')] }))
      .toThrow(/\[edge\/out\] EgressGateway: clients: teams "shop" and "bank" would share its listeners, where nothing tells their pods apart.*an EgressGateway for each/);
  });

  test('two gateways of one name', () => {
    const way = new Way(istio);
    way.gateway();
    expect(() => way.gateway({ clients: [way.team('bank')], metadata: { name: 'out' } }, 'other')).toThrow(/metadata\.name "out": \[edge\/out\] is the Gateway of that name/);
  });

  test('a host twice, none, and what is no host', () => {
    expect(() => made({ destinations: [STRIPE, EgressHost.tls('api.stripe.com', { reason })] })).toThrow(/destinations\[1\]: "api\.stripe\.com" stands there twice/);
    expect(() => made({ destinations: [] })).toThrow(/destinations .*it names none/);
    expect(() => made({ destinations: [Destination.cidr('203.0.113.0/24', 443, { reason }) as never] })).toThrow(/destinations\[0\] .*it is not an EgressHost/);
  });

  test('more hosts than listeners', () => {
    const destinations = Array.from({ length: 65 }, (_, i) => EgressHost.https(`h${i}.com`, { reason }));
    expect(() => made({ destinations })).toThrow(/a Gateway has at most 64 listeners, and these are 65/);
  });

  test('clients in the gateway\'s own namespace', () => {
    const way = new Way(istio);
    expect(() => way.gateway({ clients: [way.team('shop', 'egress')] })).toThrow(/clients "egress": it is the gateway's own namespace/);
  });

  test('XBackends that the implementation does not read, and an option that is neither', () => {
    expect(() => made({ xBackends: true }, Implementation.kgateway())).toThrow(/xBackends: kgateway does not read XBackend/);
    expect(() => made({ xBackends: 'yes' as never })).toThrow(/xBackends "yes": it is neither true nor false/);
  });

  test('proxies that are no pods', () => {
    expect(() => made({}, Implementation.istio({ proxies: GatewayProxies.addresses(['10.0.0.0/8']) })))
      .toThrow(/no policy can select the proxies of Istio \(they are no pods\)/);
  });

  test('a team\'s scope', () => {
    const way = new Way(istio);
    const chart = new TeamChart(way.app, 'shop', { grants: [testGrant()] });
    const props = { infrastructure: undefined as never, clients: [way.clients], destinations: [STRIPE] };
    expect(() => new EgressGateway(chart, 'out', props)).toThrow(/only the cluster operator can make it/);
  });
});
