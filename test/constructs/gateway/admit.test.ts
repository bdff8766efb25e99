import {
  ClusterProfile, Destination, EgressLockdown, Findings, GatewayInfrastructure, type GrantOptions, type IGatewayInfrastructure,
  Implementation, Isolation, Listener, RouteKind, Subject, Team, TlsCertificate,
} from '../../../src';
import { allowing, Edge, ISSUED, perHostname, REDIRECT, secure } from './edge';

const ECOMMERCE = new Team('ecommerce', { subjects: [Subject.group('team-ecommerce')] });
const ANALYTICS = new Team('analytics');
const SHOP: GrantOptions = { namespaces: ['ecommerce-prod'], hostnames: ['shop.company.com'] };
const REPORTS: GrantOptions = { namespaces: ['analytics-prod'], hostnames: ['analytics.company.com'] };
const named = (section: string): object => ({ name: `company-gateway.${section}-tls` });
const wildcard = (name = 'https'): Listener => Listener.https('*.company.com', { name, certificate: TlsCertificate.fromSecret('wildcard') });

describe('a grant', () => {
  test('says everything that team charts, policies and contracts need', () => {
    const grant = new Edge().gateway().admit(ECOMMERCE, { ...SHOP, isolation: Isolation.INGRESS });
    expect(grant._data()).toStrictEqual({
      team: { name: 'ecommerce', subjects: [{ kind: 'Group', name: 'team-ecommerce' }] },
      namespaces: ['ecommerce-prod'],
      gateway: { name: 'company-gateway', namespace: 'gateway-system' },
      sections: [{ name: 'https-shop-company-com', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com' }],
      hostnames: [{ hostname: 'shop.company.com', sections: ['https-shop-company-com'], prefixes: ['/'] }],
      routeKinds: ['HTTPRoute'],
      isolation: { ingress: true, egress: false },
      egress: [],
      proxies: {
        form: 'pods',
        namespace: 'envoy-gateway-system',
        podLabels: {
          'gateway.envoyproxy.io/owning-gateway-name': 'company-gateway',
          'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway-system',
        },
      },
      implementation: {
        name: 'Envoy Gateway',
        controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
        unsupportedFeatures: ['GatewayHTTPSListenerDetectMisdirectedRequests'],
        isolatesListeners: true,
        detectsMisdirectedRequests: false,
      },
      cluster: {
        name: 'generic',
        gatewayApi: { version: '1.6', channel: 'standard' },
        kubernetesVersion: '1.34',
        dns: [],
        metadataCidrs: ['169.254.169.254/32', 'fd00:ec2::254/128', 'fd20:ce::254/128', '168.63.129.16/32', '100.100.100.200/32'],
      },
    });
  });

  test('holds prefixes without those that another covers, kinds and destinations', () => {
    const gateway = new Edge().gateway();
    const grant = gateway.admit(ECOMMERCE, {
      ...SHOP,
      prefixes: ['/shop/', '/cart', '/shop/sale'],
      routeKinds: [RouteKind.GRPC_ROUTE, RouteKind.HTTP_ROUTE],
      isolation: Isolation.BOTH,
      egress: [Destination.cidr('203.0.113.0/24', 443, { reason: 'payment provider' })],
    });
    expect(grant._data()).toMatchObject({
      hostnames: [{ prefixes: ['/cart', '/shop'] }],
      routeKinds: ['HTTPRoute', 'GRPCRoute'],
      isolation: { ingress: true, egress: true },
      egress: [{ form: 'cidr', cidr: '203.0.113.0/24', ports: [{ protocol: 'TCP', port: 443 }], reason: 'payment provider' }],
    });
  });

  test('holds Services of a mesh in order, each once', () => {
    const grant = new Edge().gateway().admit(ECOMMERCE, { ...SHOP, meshServices: ['payments/ledger', 'payments/api', 'payments/ledger'] });
    expect(grant._data().meshServices).toEqual(['payments/api', 'payments/ledger']);
  });

  test.each<[string, Partial<GrantOptions>, RegExp]>([
    ['no Service of a mesh', { meshServices: [] }, /meshServices is empty, which grants nothing; leave it out, or write Services of other namespaces/],
    ['Services of a mesh in text', { meshServices: 'a/b' as never }, /meshServices "a\/b": it is not a list/],
    ['a Service without namespace', { meshServices: ['api'] }, /meshServices\[0\] "api": it is not a namespace and a name; write "namespace\/name"/],
    ['a Service that is no name', { meshServices: ['a/B'] }, /meshServices\[0\] "a\/B": a DNS label/],
    ['a Service that is no text', { meshServices: [1 as never] }, /meshServices\[0\] 1: it is not text/],
    ['a Service of the team\'s own', { meshServices: ['ecommerce-prod/api'] }, /meshServices\[0\] "ecommerce-prod\/api": it is the team's own, which it may route anyway; leave it out/],
    ['no namespace', { namespaces: [] }, /namespaces is empty, which grants nothing/],
    ['namespaces that are no list', { namespaces: 'ecommerce-prod' as never }, /namespaces "ecommerce-prod": it is not a list/],
    ['a namespace that is no DNS label', { namespaces: ['Ecommerce_Prod'] }, /namespaces\[0\] "Ecommerce_Prod": .*write "ecommerce-prod"/],
    ['a namespace of 300 characters', { namespaces: ['a'.repeat(300)] }, /namespaces\[0\] .*300 characters/],
    ['the gateway\'s own namespace', { namespaces: ['gateway-system'] }, /namespaces\[0\] "gateway-system": it is the gateway's own namespace/],
    ['a namespace of Kubernetes', { namespaces: ['kube-system'] }, /"kube-system": namespaces that start with "kube-" are Kubernetes' own/],
    ['the proxies\' namespace', { namespaces: ['envoy-gateway-system'] }, /the gateway's proxies run there/],
    ['no hostname', { hostnames: [] }, /hostnames is empty/],
    ['hostnames left out', { hostnames: undefined }, /hostnames undefined: it is not a list/],
    ['a hostname with a scheme', { hostnames: ['https://shop.company.com'] }, /hostnames\[0\] .*no scheme/],
    ['a hostname that no listener covers', { hostnames: ['shop.example.com'] },
      /hostnames\[0\] "shop\.example\.com": no listener covers it; the gateway has a listener for each hostname under "\*\.company\.com"/],
    ['the domain itself', { hostnames: ['company.com'] }, /"company\.com": no listener covers it/],
    ['no prefix', { prefixes: [] }, /prefixes is empty/],
    ['a prefix without "/"', { prefixes: ['shop'] }, /prefixes\[0\] "shop": a path starts with "\/"; write "\/shop"/],
    ['a prefix with ".."', { prefixes: ['/shop/../admin'] }, /prefixes\[0\]/],
    ['an isolation that is none', { isolation: 'all' as Isolation }, /isolation "all": .*Isolation\.NONE, INGRESS/],
    ['destinations without isolation', { egress: [Destination.namespace('x', 80)] }, /egress names destinations, and the isolation leaves/],
    ['a destination that is none', { egress: ['10.0.0.0/8' as never], isolation: Isolation.EGRESS }, /egress\[0\] "10\.0\.0\.0\/8": it is not a Destination/],
    ['a listener that is not declared', { listenerNames: ['https'] }, /listenerNames\[0\] "https": the gateway declares no listener of that name; leave/],
    ['an option that is none', { prefix: ['/a'] } as never, /prefix is no option here, and would have no effect; write one of namespaces, hostnames, prefixes/],
    ['the listener that redirects', { listenerNames: ['http'] }, /listenerNames\[0\] "http": it only redirects/],
  ])('is refused for %s', (_, options, message) => {
    const edge = new Edge();
    const gateway = edge.gateway();
    const before = edge.chart.node.findAll().length;
    const admit = (): unknown => gateway.admit(ECOMMERCE, { ...SHOP, ...options });
    expect(admit).toThrow(message);
    expect(admit).toThrow(/^\[edge\/company-gateway\] SharedGateway\.admit: /);
    expect(edge.listeners()).toEqual([REDIRECT]);
    expect(edge.chart.node.findAll()).toHaveLength(before);
  });

  test('is refused without options or for something else than a team', () => {
    const gateway = new Edge().gateway();
    expect(() => gateway.admit(ECOMMERCE, undefined as never)).toThrow(/namespaces undefined: it is not a list/);
    expect(() => gateway.admit(ECOMMERCE, null as never)).toThrow(/namespaces undefined: it is not a list/);
    expect(() => gateway.admit('ecommerce' as never, SHOP)).toThrow(/team "ecommerce": it is not a Team; write new Team/);
  });
});

describe('a listener per hostname', () => {
  test('admits only its owner, whatever the order of admits', () => {
    const forth = new Edge();
    const gateway = forth.gateway();
    gateway.admit(ECOMMERCE, { ...SHOP, namespaces: ['ecommerce-prod', 'ecommerce-b', 'ecommerce-a'] });
    gateway.admit(ANALYTICS, REPORTS);
    const back = new Edge();
    const same = back.gateway();
    same.admit(ANALYTICS, REPORTS);
    same.admit(ECOMMERCE, { ...SHOP, namespaces: ['ecommerce-a', 'ecommerce-b', 'ecommerce-prod'] });
    expect(forth.listeners()).toEqual([
      REDIRECT,
      secure('https-analytics-company-com', 'analytics.company.com', named('https-analytics-company-com'), ['analytics-prod']),
      secure('https-shop-company-com', 'shop.company.com', named('https-shop-company-com'), ['ecommerce-a', 'ecommerce-b', 'ecommerce-prod']),
    ]);
    expect(back.listeners()).toEqual(forth.listeners());
  });

  test('has a certificate of its own', () => {
    const edge = new Edge();
    edge.gateway().admit(ECOMMERCE, { ...SHOP, hostnames: ['shop.company.com', 'pay.shop.company.com'] });
    expect(edge.emitted('Certificate').map(({ spec }) => spec)).toEqual(['shop.company.com', 'pay.shop.company.com'].map((hostname) => ({
      secretName: `company-gateway.https-${hostname.replaceAll('.', '-')}-tls`,
      dnsNames: [hostname],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt-prod' },
    })));
  });

  test('is made once for several grants, and takes the kinds of all', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    gateway.admit(ECOMMERCE, SHOP);
    gateway.admit(ECOMMERCE, { ...SHOP, namespaces: ['ecommerce-grpc'], routeKinds: [RouteKind.GRPC_ROUTE] });
    expect(edge.listeners()[1].allowedRoutes).toEqual(allowing(['ecommerce-grpc', 'ecommerce-prod'], ['HTTPRoute', 'GRPCRoute']));
    expect(edge.emitted('Certificate')).toHaveLength(1);
  });

  test('stands under the narrowest domain', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [perHostname(), perHostname('*.shop.company.com', TlsCertificate.fromIssuer('shop-ca'))] });
    gateway.admit(ECOMMERCE, { ...SHOP, hostnames: ['eu.shop.company.com'] });
    expect(edge.emitted('Certificate')[0].spec.issuerRef).toEqual({ group: 'cert-manager.io', kind: 'Issuer', name: 'shop-ca' });
  });

  test('gives way to a declared listener for the hostname', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [perHostname(), Listener.https('shop.company.com', { name: 'shop', certificate: ISSUED })] });
    expect(gateway.admit(ECOMMERCE, SHOP)._data().sections.map(({ name }) => name)).toEqual(['shop']);
    expect(edge.listeners()).toHaveLength(2);
  });

  test('with one Secret for all of them serves one hostname', () => {
    const gateway = new Edge().gateway({ listeners: [perHostname('*.company.com', TlsCertificate.fromSecret('wildcard'))] });
    gateway.admit(ECOMMERCE, SHOP);
    expect(() => gateway.admit(ANALYTICS, REPORTS)).toThrow(/share the certificate in Secret "wildcard"/);
    expect(() => gateway.admit(ECOMMERCE, { ...SHOP, hostnames: ['eu.shop.company.com'] }))
      .toThrow(/the certificate of listener "https-eu-shop-company-com" is valid for "\*\.company\.com", and a wildcard stands for one label/);
  });

  test('is refused beyond the 64 that a Gateway can hold, and says what to do', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    gateway.admit(ECOMMERCE, { ...SHOP, hostnames: Array.from({ length: 63 }, (_, i) => `h${i}.company.com`) });
    expect(() => gateway.admit(ANALYTICS, REPORTS))
      .toThrow(/would have 65 listeners, and 64 is the limit \(Gateway API v1\.6\.1, GatewaySpec\); admit to a second SharedGateway, .*with delegate, or serve/);
    expect(edge.listeners()).toHaveLength(64);
  });
});

describe('declared listeners', () => {
  test('that are closest serve a hostname: HTTPS, and HTTP where there is none', () => {
    const gateway = new Edge().gateway({
      listeners: [
        wildcard(), Listener.https('shop.company.com', { name: 'shop', certificate: TlsCertificate.fromSecret('shop') }),
        Listener.http(), Listener.http({ hostname: '*.example.com', name: 'plain' }),
      ],
    });
    const sections = (hostname: string): unknown => gateway.admit(ECOMMERCE, { ...SHOP, hostnames: [hostname] })._data().hostnames[0].sections;
    expect(sections('shop.company.com')).toEqual(['shop']);
    expect(sections('pay.company.com')).toEqual(['https']);
    expect(sections('docs.example.com')).toEqual(['plain']);
    expect(sections('localhost')).toEqual(['http']);
  });

  test('are chosen by name', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [wildcard(), wildcardOn(8443, 'wide'), Listener.http({ port: 8080 })] });
    const grant = gateway.admit(ECOMMERCE, { ...SHOP, listenerNames: ['wide', 'http'] });
    expect(grant._data().hostnames).toEqual([{ hostname: 'shop.company.com', sections: ['wide', 'http'], prefixes: ['/'] }]);
    expect(edge.listeners().map(({ allowedRoutes }) => allowedRoutes)).toEqual([
      allowing(), allowing(['ecommerce-prod']), allowing(['ecommerce-prod']),
    ]);
    expect(() => gateway.admit(ECOMMERCE, { ...SHOP, listenerNames: ['other'] })).toThrow(/listenerNames\[0\] "other": .*write one of "https", "wide", "http"/);
  });

  test('refuse a hostname with more labels than the certificate\'s wildcard covers', () => {
    const gateway = new Edge().gateway({ listeners: [wildcard()] });
    expect(() => gateway.admit(ECOMMERCE, { ...SHOP, hostnames: ['eu.shop.company.com'] }))
      .toThrow(/hostnames\[0\] "eu\.shop\.company\.com": the certificate of listener "https" is valid for "\*\.company\.com"/);
  });

  test('for HTTP admit the gateway\'s namespace too where certificates are issued: challenges are answered there', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ listeners: [Listener.http({ hostname: 'shop.example.com' }), perHostname()] });
    gateway.admit(ECOMMERCE, { ...SHOP, hostnames: ['shop.example.com', 'shop.company.com'] });
    expect(edge.listeners().map(({ allowedRoutes }) => allowedRoutes)).toEqual([
      allowing(['ecommerce-prod', 'gateway-system']), allowing(['ecommerce-prod']),
    ]);
  });
});

function wildcardOn(port: number, name: string): Listener {
  return Listener.https('*.company.com', { name, port, certificate: TlsCertificate.fromSecret('wildcard') });
}

function withDns(): IGatewayInfrastructure {
  return GatewayInfrastructure.existing({ implementation: Implementation.istio(), cluster: ClusterProfile.kind() });
}

describe('isolation', () => {
  test('of ingress closes each namespace to everything but itself, once', () => {
    const edge = new Edge();
    const gateway = edge.gateway();
    gateway.admit(ECOMMERCE, { ...SHOP, namespaces: ['ecommerce-prod', 'ecommerce-test'], isolation: Isolation.INGRESS });
    gateway.admit(ECOMMERCE, { ...SHOP, hostnames: ['pay.company.com'], isolation: Isolation.INGRESS });
    expect(edge.emitted('NetworkPolicy')).toStrictEqual(['ecommerce-prod', 'ecommerce-test'].map((namespace) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: expect.stringMatching(new RegExp(`ingress-isolation-${namespace}-c8`)) as string, namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] },
    })));
  });

  test('is the same for every grant of a namespace', () => {
    const gateway = new Edge().gateway();
    gateway.admit(ECOMMERCE, { ...SHOP, isolation: Isolation.INGRESS });
    expect(() => gateway.admit(ECOMMERCE, { ...SHOP, hostnames: ['pay.company.com'] }))
      .toThrow(/namespace "ecommerce-prod" of team "ecommerce" was admitted before with another isolation.*write the same isolation/);
  });

  test('is asked for', () => {
    const edge = new Edge();
    edge.gateway().admit(ECOMMERCE, SHOP);
    expect(edge.emitted('NetworkPolicy')).toEqual([]);
  });

  test('of egress without a lockdown is an error', () => {
    const edge = new Edge(Implementation.istio());
    const gateway = edge.gateway();
    const grant = gateway.admit(ECOMMERCE, { ...SHOP, isolation: Isolation.EGRESS });
    expect(Findings.of(edge.app)).toEqual([expect.objectContaining({
      code: 'GW041', severity: 'error', construct: 'edge/company-gateway',
      message: expect.stringMatching(/team "ecommerce" isolates egress, and nothing closes it in ecommerce-prod/) as string,
    })]);
    expect(() => new EgressLockdown(edge.chart, 'lockdown', { grant })).toThrow(/names no DNS resolver/);
  });

  test('of egress is closed by a lockdown of any grant of the namespace', () => {
    const edge = new Edge();
    const gateway = edge.gateway({ infrastructure: withDns() });
    const grant = gateway.admit(ECOMMERCE, { ...SHOP, isolation: Isolation.EGRESS });
    gateway.admit(ECOMMERCE, { ...SHOP, hostnames: ['pay.company.com'], isolation: Isolation.EGRESS });
    new EgressLockdown(edge.chart, 'lockdown', { grant });
    expect(Findings.of(edge.app).filter(({ code }) => code === 'GW041')).toEqual([]);
  });
});
