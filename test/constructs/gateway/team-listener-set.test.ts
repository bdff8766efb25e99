import { Chart, Testing } from 'cdk8s';
import {
  Findings, Listener, OperatorChart, SharedGateway, Team, TeamChart, type TeamGrant, TeamListenerSet, type TeamListenerSetProps, TlsCertificate,
} from '../../../src';
import { delegatedGrant as delegated, testGrant } from '../../util/grants';
import { allowing, Edge, https, ISSUED, secret } from './edge';

const GROUP = 'gateway.networking.k8s.io';

const chartWith = (...grants: TeamGrant[]): TeamChart => new TeamChart(Testing.app(), 'shop', { grants });

function setWith(listeners: Listener[], grant = delegated(), props: Partial<TeamListenerSetProps> = {}): TeamListenerSet {
  return new TeamListenerSet(chartWith(grant), 'listeners', { listeners, ...props });
}

const emitted = (set: TeamListenerSet): Record<string, unknown>[] => Testing.synth(Chart.of(set)) as Record<string, unknown>[];
const listenersOf = (set: TeamListenerSet): Record<string, unknown>[] => (set.toJson() as { spec: { listeners: Record<string, unknown>[] } }).spec.listeners;

test('a TeamListenerSet is the ListenerSet, with the certificates that it issues in its own namespace', () => {
  const set = setWith([Listener.https('shop.company.com', { certificate: ISSUED }), https('a.dev.company.com')]);
  expect(emitted(set)).toStrictEqual([
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'ListenerSet',
      metadata: { name: 'listeners', namespace: 'ecommerce-prod' },
      spec: {
        parentRef: { group: GROUP, kind: 'Gateway', name: 'company-gateway', namespace: 'gateway-system' },
        listeners: [
          {
            name: 'https-shop-company-com', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com',
            tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'listeners.https-shop-company-com-tls' }] },
            allowedRoutes: allowing(),
          },
          {
            name: 'https-a-dev-company-com', port: 443, protocol: 'HTTPS', hostname: 'a.dev.company.com',
            tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'a.dev.company.com' }] },
            allowedRoutes: allowing(),
          },
        ],
      },
    },
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: expect.stringMatching(/^shop-listeners-certificate-/) as string, namespace: 'ecommerce-prod' },
      spec: {
        secretName: 'listeners.https-shop-company-com-tls',
        dnsNames: ['shop.company.com'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt-prod' },
      },
    },
  ]);
});

test('its listeners admit all namespaces of the grant by name, and the granted kinds that their protocol serves', () => {
  const grant = delegated({ namespaces: ['shop-b', 'shop-a'], routeKinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute'] });
  const tls = [Listener.tlsPassthrough('a.dev.company.com'), Listener.tls('b.dev.company.com', { certificate: secret('b') })];
  const set = setWith([https('shop.company.com'), ...tls], grant, { metadata: { namespace: 'shop-a' } });
  expect(listenersOf(set)
    .map((one) => ({ name: one.name, tls: one.tls, allowedRoutes: one.allowedRoutes }))).toEqual([
    { name: 'https-shop-company-com', tls: expect.anything(), allowedRoutes: allowing(['shop-a', 'shop-b'], ['HTTPRoute', 'GRPCRoute']) },
    { name: 'tls-a-dev-company-com', tls: { mode: 'Passthrough' }, allowedRoutes: allowing(['shop-a', 'shop-b'], ['TLSRoute']) },
    { name: 'tls-b-dev-company-com', tls: expect.objectContaining({ mode: 'Terminate' }), allowedRoutes: allowing(['shop-a', 'shop-b'], ['TLSRoute']) },
  ]);
});

test('takes clear text where it is delegated, and the usual ports of those that are', () => {
  const grant = delegated({ delegation: { ports: [443], clearTextPorts: [80, 8080] } });
  const set = setWith([
    https('shop.company.com'), Listener.http({ hostname: 'shop.company.com' }), Listener.http({ hostname: 'shop.company.com', port: 8080, name: 'alt' }),
  ], grant);
  expect(listenersOf(set).map(({ name, port, protocol }) => [name, port, protocol])).toEqual([
    ['https-shop-company-com', 443, 'HTTPS'], ['http-shop-company-com', 80, 'HTTP'], ['alt', 8080, 'HTTP'],
  ]);
});

test('stands on the only delegated port where none is named', () => {
  expect(listenersOf(setWith([https('shop.company.com')], delegated({ delegation: { ports: [8443], clearTextPorts: [] } })))[0].port).toBe(8443);
});

test('uses the only grant of its scope that delegates', () => {
  const set = new TeamListenerSet(chartWith(testGrant(), delegated({}, ['own.company.com'])), 'listeners', { listeners: [https('own.company.com')] });
  expect(listenersOf(set)).toHaveLength(1);
});

test('has a name of its own, labels and annotations', () => {
  const set = setWith([https('shop.company.com')], delegated(), { metadata: { name: 'mine', labels: { tier: 'edge' }, annotations: { owner: 'shop' } } });
  expect((set.toJson() as { metadata: object }).metadata)
    .toEqual({ name: 'mine', namespace: 'ecommerce-prod', labels: { tier: 'edge' }, annotations: { owner: 'shop' } });
});

test('gives no finding beside its gateway', () => {
  const edge = new Edge();
  const grant = edge.gateway().delegate(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['shop.company.com'] });
  const chart = new TeamChart(edge.app, 'shop', { grants: [grant] });
  new TeamListenerSet(chart, 'listeners', { listeners: [https('shop.company.com')] });
  expect(Findings.of(edge.app)).toEqual([]);
});

describe('a TeamListenerSet is refused', () => {
  test('outside a team\'s scope', () => {
    const chart = new OperatorChart(Testing.app(), 'edge', { namespace: 'gateway-system' });
    expect(() => new TeamListenerSet(chart, 'listeners', { listeners: [https('shop.company.com')] }))
      .toThrow(/^\[edge\/listeners\] TeamListenerSet: it stands in a scope of the cluster operator, and only the application team can make it/);
  });

  test('where no listeners are delegated', () => {
    expect(() => setWith([https('shop.company.com')], testGrant())).toThrow(/no listeners are delegated to the team; have the operator write sharedGateway\.delegate/);
  });

  test('where several grants delegate and none is named', () => {
    const [a, b] = [delegated({}, ['a.company.com']), delegated({}, ['b.company.com'])];
    const listeners = [https('b.company.com')];
    expect(() => new TeamListenerSet(chartWith(a, b), 'listeners', { listeners })).toThrow(/its scope holds 2 grants that delegate listeners \(.*a\.company\.com.*; .*\), and grant names none/);
    expect(listenersOf(new TeamListenerSet(chartWith(a, b), 'listeners', { listeners, grant: b }))).toHaveLength(1);
  });

  test.each<[string, () => Partial<TeamListenerSetProps>, RegExp]>([
    ['for a grant that delegates nothing', () => ({ grant: GRANT }), /grant \(.*\) is for routes to the gateway's own listeners; write a result of sharedGateway\.delegate/],
    ['for a grant of another scope', () => ({ grant: delegated() }), /is not one of its scope's/],
    ['for what is no grant', () => ({ grant: {} as never }), /grant \{\}: it is not a TeamGrant/],
    ['for an unknown option', () => ({ hostnames: [] }) as never, /hostnames is no option here/],
    ['for a namespace that was not granted', () => ({ metadata: { namespace: 'other' } }), /metadata\.namespace "other": it is not granted/],
    ['for a name that is none', () => ({ metadata: { name: 'a.b' } }), /metadata\.name "a\.b"/],
    ['for metadata that is none', () => ({ metadata: 'x' as never }), /metadata "x": it is not an object/],
    ['without listeners', () => ({ listeners: [] }), /listeners \[\]: a gateway listens for something; write \[Listener\.https\(/],
    ['for what is no listener', () => ({ listeners: [{} as never] }), /listeners\[0\] \{\}: it is not a Listener/],
  ])('%s', (_, props, message) => {
    expect(() => new TeamListenerSet(chartWith(delegated(), GRANT), 'listeners', { listeners: [https('shop.company.com')], ...props() })).toThrow(message);
  });

  test('for a second one of its name', () => {
    const chart = chartWith(delegated());
    new TeamListenerSet(chart, 'a', { listeners: [https('shop.company.com')], metadata: { name: 'mine' } });
    expect(() => new TeamListenerSet(chart, 'b', { listeners: [https('a.dev.company.com')], metadata: { name: 'mine' } }))
      .toThrow(/metadata\.name "mine": \[shop\/a\] is the ListenerSet of that name in namespace "ecommerce-prod"/);
  });
});

const GRANT = testGrant();

describe('a listener is refused', () => {
  const showing = (certificate: TlsCertificate): Listener => Listener.https('shop.company.com', { certificate });

  test.each<[string, () => Listener, RegExp]>([
    ['for a hostname that is not delegated', () => https('bank.company.com'), /listeners\[0\]\.hostname "bank\.company\.com": it is not delegated to the team; write one of "shop/],
    ['for a wildcard over a delegated hostname', () => https('*.company.com', 'w'), /hostname "\*\.company\.com": it is not delegated/],
    ['for the domain under a delegated wildcard', () => https('dev.company.com'), /hostname "dev\.company\.com"/],
    ['for a port that is not delegated', () => Listener.https('shop.company.com', { certificate: ISSUED, port: 8443 }), /listeners\[0\]\.port 8443: it is not delegated to the team for HTTPS; write 443/],
    ['for clear text', () => Listener.http({ hostname: 'shop.company.com' }), /listeners for HTTP are not delegated to the team; write Listener\.https.* clearTextPorts/],
    ['for TLS without TLSRoutes', () => Listener.tlsPassthrough('shop.company.com'), /listeners for TLS are not delegated to the team, only for HTTPS \(its kinds of routes are HTTPRoute\).*routeKinds/],
    ['for TCP', () => Listener.tcp(443), /listeners for TCP are not delegated.* have the operator admit the team to a listener of the gateway/],
    ['for UDP', () => Listener.udp(443), /listeners for UDP are not delegated/],
    ['for each hostname of a domain', () => Listener.httpsPerHostname('*.dev.company.com', { certificate: ISSUED }), /nobody is admitted to a ListenerSet/],
    ['for a Secret of another namespace', () => showing(TlsCertificate.fromSecret('x', { namespace: 'gateway-system' })),
      /certificate namespace "gateway-system": a team's listeners show certificates of their own namespace, "ecommerce-prod"/],
    ['for the implementation\'s own certificate', () => showing(TlsCertificate.ofImplementation()), /the implementation's own certificates are the operators'/],
    ['for a certificate of another hostname', () => showing(TlsCertificate.fromSecret('x', { dnsNames: ['www.company.com'] })),
      /shows a certificate for www\.company\.com/],
  ])('%s', (_, make, message) => {
    expect(() => setWith([make()])).toThrow(message);
  });

  test('without a hostname, where clear text is delegated', () => {
    expect(() => setWith([Listener.http()], delegated({ delegation: { ports: [443], clearTextPorts: [80] } })))
      .toThrow(/listeners\[0\]: without a hostname it would claim every one of the gateway; write one of "shop/);
  });

  test('without a port, where several are delegated', () => {
    expect(() => setWith([https('shop.company.com')], delegated({ delegation: { ports: [8443, 9443], clearTextPorts: [] } })))
      .toThrow(/several ports are delegated, and none is named; write port: 8443 or 9443/);
  });

  test('beside another one of its place or name', () => {
    const twice = (name: string): Listener => Listener.https('shop.company.com', { certificate: secret(name), name });
    expect(() => setWith([twice('a'), twice('b')])).toThrow(/listeners "a" .* and "b" .* stand on one port for one hostname/);
    const named = (hostname: string): Listener => Listener.https(hostname, { certificate: secret(hostname), name: 'same' });
    expect(() => setWith([named('shop.company.com'), named('a.dev.company.com')])).toThrow(/have one name/);
  });

  test('for clear text on a port for TLS', () => {
    const grant = delegated({ delegation: { ports: [443], clearTextPorts: [80] } });
    expect(() => setWith([Listener.http({ hostname: 'a.dev.company.com', port: 443 })], grant))
      .toThrow(/listeners\[0\]\.port 443: it is not delegated to the team for HTTP; write 80/);
  });

  test('for a certificate that another one shows, where a browser would be answered by the wrong one', () => {
    const shared = (hostname: string): Listener => Listener.https(hostname, { certificate: secret('shared') });
    const implementation = { ...testGrant()._data().implementation, detectsMisdirectedRequests: false };
    expect(() => setWith([shared('a.dev.company.com'), shared('b.dev.company.com')], delegated({ implementation }))).toThrow(/share the certificate in Secret "shared"/);
  });

  test('beyond the limit of a ListenerSet', () => {
    const many = Array.from({ length: 65 }, (_, i) => https(`n${i}.dev.company.com`));
    expect(listenersOf(setWith(many.slice(1)))).toHaveLength(64);
    expect(() => setWith(many)).toThrow(/65 listeners, and 64 are the limit of one ListenerSet; write the rest into another/);
  });

  test('where the implementation does not serve it', () => {
    const implementation = { ...testGrant()._data().implementation, unsupportedFeatures: ['TLSRoute'] };
    expect(() => setWith([Listener.tlsPassthrough('shop.company.com')], delegated({ implementation, routeKinds: ['TLSRoute'] })))
      .toThrow(/does not support it \(TLSRoute\)/);
  });
});

test('an existing gateway takes the same sets', () => {
  const edge = new Edge();
  const gateway = SharedGateway.existing(edge.chart, 'old', { name: 'old', infrastructure: edge.infrastructure, listeners: [Listener.http()] });
  const grant = gateway.delegate(new Team('shop'), { namespaces: ['shop-prod'], hostnames: ['shop.company.com'] });
  const set = new TeamListenerSet(new TeamChart(edge.app, 'shop', { grants: [grant] }), 'listeners', { listeners: [https('shop.company.com')] });
  expect((set.toJson() as { spec: { parentRef: object } }).spec.parentRef).toEqual({ group: GROUP, kind: 'Gateway', name: 'old', namespace: 'gateway-system' });
});
