import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectRefused } from './harness/expectations';
import { type KubernetesObject, type Manifest, manifestOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { access, ALL_KINDS, GATEWAY_API, grant, inForce, section } from './harness/team-access';
import { typeChecks } from './harness/type-check';

/**
 * Own listeners for shop and www, and a shared wildcard listener: two prefixes of api, and everything under dev. Beside it
 * one for TLS that other teams use too, and ports for TCP and UDP.
 */
const prod = grant({
  routeKinds: ALL_KINDS,
  isolation: { ingress: true, egress: false },
  sections: [
    section('shop', 'shop.company.com'), section('www', 'www.company.com'), section('shared', '*.company.com'),
    section('tls', '*.company.com', 'TLS'), section('tcp', undefined, 'TCP'), section('udp', undefined, 'UDP'),
  ],
  hostnames: [
    { hostname: 'shop.company.com', sections: ['shop', 'tls'], prefixes: ['/'] },
    { hostname: 'www.company.com', sections: ['www'], prefixes: ['/'] },
    { hostname: 'api.company.com', sections: ['shared', 'tls'], prefixes: ['/v1', '/v2/'] },
    { hostname: '*.dev.company.com', sections: ['shared'], prefixes: ['/'] },
  ],
});
const staging = grant({
  namespaces: ['guarded-staging'],
  sections: [section('staging', 'staging.company.com')],
  hostnames: [{ hostname: 'staging.company.com', sections: ['staging'], prefixes: ['/'] }],
});

interface RouteOptions {
  readonly kind?: string;
  readonly version?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly spec?: object;
}

const gateway = (sectionName?: string, other: object = {}) => ({ name: 'company-gateway', namespace: 'gateway-system', sectionName, ...other });
const backendRefs = [{ name: 'backend', port: 80 }];

function route(hostnames: string[] | undefined, sections: (string | object | undefined)[], options: RouteOptions = {}): Manifest {
  const { kind = 'HTTPRoute', version = 'v1', namespace = 'guarded-prod', name = 'route', spec = {} } = options;
  return manifestOf({
    apiVersion: `${GATEWAY_API}/${version}`,
    kind,
    metadata: { name, namespace },
    spec: {
      parentRefs: sections.map((parent) => (typeof parent === 'object' ? parent : gateway(parent))), hostnames, rules: [{ backendRefs }], ...spec,
    },
  });
}

const withPath = (...matches: object[]) => ({ spec: { rules: [{ matches, backendRefs }] } });
const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } });

describeCluster('admission of a team\'s routes', 'standard', (cluster) => {
  const manifests = access(prod, staging);
  beforeAll(() => inForce(cluster, manifests, ['guarded-prod', 'guarded-staging', 'guarded-other']));
  afterAll(async () => {
    await cluster.delete(manifests);
    await policiesInForce(cluster);
  });

  test('the expressions have the types of the kinds that they judge', async () => {
    const checks = await typeChecks(cluster, manifests);
    expect(checks.map(({ resource }) => resource.split('.')[0])).toEqual([
      'httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'listenersets', 'referencegrants', 'networkpolicies',
      'httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'listenersets', 'referencegrants',
    ]);
    expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  test.each<[string, Manifest]>([
    ['its hostname on its listener', route(['shop.company.com'], ['shop'])],
    ['two hostnames on a listener each', route(['shop.company.com', 'www.company.com'], ['shop', 'www'])],
    ['a hostname under a granted wildcard', route(['a.b.dev.company.com'], ['shared'])],
    ['the granted wildcard itself', route(['*.dev.company.com'], ['shared'])],
    ['a narrower wildcard', route(['*.a.dev.company.com'], ['shared'])],
    ['group and kind spelled out', route(['shop.company.com'], [gateway('shop', { group: GATEWAY_API, kind: 'Gateway' })])],
    ['an older version of the kind', route(['shop.company.com'], ['shop'], { version: 'v1beta1' })],
    ['a granted prefix', route(['api.company.com'], ['shared'], withPath(prefix('/v1'), prefix('/v2/x'), prefix('/v2/')))],
    ['an exact path under a granted prefix', route(['api.company.com'], ['shared'], withPath({ path: { type: 'Exact', value: '/v1/x' } }))],
    ['any path where the hostname is whole', route(['shop.company.com'], ['shop'], withPath({ path: { type: 'RegularExpression', value: '/.*' } }))],
    ['a gRPC route', route(['shop.company.com'], ['shop'], { kind: 'GRPCRoute' })],
    ['a gRPC route with methods', route(['shop.company.com'], ['shop'], {
      kind: 'GRPCRoute', spec: { rules: [{ matches: [{ method: { type: 'Exact', service: 'shop.v1.Products' } }], backendRefs }] },
    })],
    ['a TLS route', route(['shop.company.com'], ['tls'], { kind: 'TLSRoute' })],
    ['a TCP route on a granted section', route(undefined, ['tcp'], { kind: 'TCPRoute' })],
    ['a UDP route on a granted section', route(undefined, ['udp'], { kind: 'UDPRoute' })],
    ['the other namespace\'s own hostname', route(['staging.company.com'], ['staging'], { namespace: 'guarded-staging' })],
    ['anything in a namespace that is not the team\'s', route(['shop.company.com'], ['shop'], { namespace: 'guarded-other' })],
  ])('admits %s', async (_, manifest) => {
    expectAccepted(await cluster.dryRun([manifest]));
  });

  test.each<[string, Manifest, RegExp]>([
    ['another team\'s hostname', route(['bank.company.com'], ['shared']), /hostname "bank\.company\.com" is not granted in namespace guarded-prod/],
    ['a foreign hostname beside its own', route(['a.dev.company.com', 'bank.company.com'], ['shared']), /hostname "bank\.company\.com"/],
    ['its hostname on a section that serves others', route(['shop.company.com'], ['shared']), /hostname "shop\.company\.com" is not granted/],
    ['its hostname on a shared section beside its own', route(['shop.company.com'], ['shop', 'shared']), /hostname "shop\.company\.com"/],
    ['a hostname with no listener among the parents', route(['shop.company.com', 'www.company.com'], ['shop']), /hostname "www\.company\.com"/],
    ['a wildcard over its own hostname', route(['*.company.com'], ['shared']), /hostname "\*\.company\.com"/],
    ['the domain under its wildcard', route(['dev.company.com'], ['shared']), /hostname "dev\.company\.com"/],
    ['a hostname that only ends like the granted one', route(['xdev.company.com'], ['shared']), /hostname "xdev\.company\.com"/],
    ['no hostname', route(undefined, ['shop']), /names no hostname/],
    ['no hostname, gRPC', route(undefined, ['shop'], { kind: 'GRPCRoute' }), /names no hostname/],
    ['no parent', route(['shop.company.com'], [], { spec: { parentRefs: undefined } }), /names no parent/],
    ['no section', route(['shop.company.com'], [undefined]), /parent gateway-system\/company-gateway\/ .* is not granted in namespace guarded-prod; granted: .*company-gateway\/shop/],
    ['a section that was not granted', route(['shop.company.com'], ['admin']), /parent gateway-system\/company-gateway\/admin/],
    ['another gateway', route(['shop.company.com'], [gateway('shop', { name: 'internal' })]), /parent gateway-system\/internal\/shop/],
    ['a gateway of that name in its own namespace', route(['shop.company.com'], [{ name: 'company-gateway', sectionName: 'shop' }]), /parent guarded-prod\/company-gateway\/shop/],
    ['a parent of another group', route(['shop.company.com'], [gateway('shop', { group: 'networking.istio.io' })]), /parent Gateway networking\.istio\.io company-gateway/],
    ['a Service of another namespace as a mesh parent', route(['shop.company.com'], [{ group: '', kind: 'Service', name: 'cart', namespace: 'guarded-other' }]), /parent Service guarded-other\/cart/],
    ['a foreign parent beside its own', route(['shop.company.com'], ['shop', { group: '', kind: 'Service', name: 'cart', namespace: 'guarded-other' }]), /parent Service/],
    ['a path beside the granted prefix', route(['api.company.com'], ['shared'], withPath(prefix('/v1'), prefix('/v10'))), /under \/v1, \/v2/],
    ['the root of a prefix-limited hostname', route(['api.company.com'], ['shared'], withPath(prefix('/'))), /every match of the route needs/],
    ['a regular expression under a prefix', route(['api.company.com'], ['shared'], withPath({ path: { type: 'RegularExpression', value: '/v1/.*' } })), /every match/],
    ['a match without a path under a prefix', route(['api.company.com'], ['shared'], withPath({ method: 'GET' })), /every match/],
    ['a rule without matches under a prefix', route(['api.company.com'], ['shared']), /every match/],
    ['a route without rules under a prefix', route(['api.company.com'], ['shared'], { spec: { rules: undefined } }), /every match/],
    ['a free path where one of two hostnames is limited', route(['api.company.com', 'a.dev.company.com'], ['shared'], withPath(prefix('/x'))), /every match/],
    ['gRPC under a prefix', route(['api.company.com'], ['shared'], { kind: 'GRPCRoute' }), /needs the exact name of a service.* under \/v1, \/v2/],
    ['TLS under a prefix', route(['api.company.com'], ['tls'], { kind: 'TLSRoute' }), /a TLSRoute has no paths/],
    ['another team\'s hostname over TLS', route(['bank.company.com'], ['tls'], { kind: 'TLSRoute' }), /hostname "bank\.company\.com"/],
    ['a hostname that is granted over HTTPS alone, over TLS', route(['www.company.com'], ['tls'], { kind: 'TLSRoute' }), /hostname "www\.company\.com"/],
    ['a wildcard over TLS', route(['*.company.com'], ['tls'], { kind: 'TLSRoute' }), /hostname "\*\.company\.com"/],
    ['TLS on a section for HTTPS', route(['shop.company.com'], ['shop'], { kind: 'TLSRoute' }), /company-gateway\/shop .* is not granted .*granted: gateway-system\/company-gateway\/tls$/],
    ['TCP on a section for UDP', route(undefined, ['udp'], { kind: 'TCPRoute' }), /parent gateway-system\/company-gateway\/udp/],
    ['UDP on a section for TCP beside its own', route(undefined, ['udp', 'tcp'], { kind: 'UDPRoute' }), /parent gateway-system\/company-gateway\/tcp/],
    ['HTTP on a section for TCP', route(['shop.company.com'], ['tcp']), /parent gateway-system\/company-gateway\/tcp/],
    ['another team\'s hostname over gRPC', route(['bank.company.com'], ['shared'], { kind: 'GRPCRoute' }), /hostname "bank\.company\.com"/],
    ['TCP on a section that was not granted', route(undefined, ['mysql'], { kind: 'TCPRoute' }), /parent gateway-system\/company-gateway\/mysql/],
    ['UDP without a section', route(undefined, [undefined], { kind: 'UDPRoute' }), /is not granted in namespace guarded-prod/],
    ['TCP with a mesh parent elsewhere', route(undefined, [{ group: '', kind: 'Service', name: 'db', namespace: 'guarded-other' }], { kind: 'TCPRoute' }), /parent Service/],
    ['a foreign hostname through an older version', route(['bank.company.com'], ['shared'], { version: 'v1beta1' }), /hostname "bank\.company\.com"/],
    ['the other namespace\'s hostname', route(['shop.company.com'], ['shop'], { namespace: 'guarded-staging' }), /is not granted in namespace guarded-staging/],
    ['a kind that is granted elsewhere only', route(undefined, ['staging'], { kind: 'TCPRoute', namespace: 'guarded-staging' }), /not granted this kind of route here, only HTTPRoute/],
  ])('refuses %s, whoever asks', async (_, manifest, message) => {
    const expected = { reason: 'Forbidden', message: new RegExp(`ValidatingAdmissionPolicy 'gateway-access-guarded-.*team "guarded".*${message.source}`) };
    expectRefused((await cluster.dryRun([manifest]))[0], expected);
  });

  test('a route that is older than the policies keeps its spec and changes the rest', async () => {
    const { object } = route(['bank.company.com'], ['shared'], { name: 'older' });
    await cluster.delete(manifests);
    await policiesInForce(cluster);
    await cluster.install([manifestOf({ ...object, metadata: { ...object.metadata, finalizers: ['guarded.example.com/hold'] } } as KubernetesObject)]);
    await inForce(cluster, manifests, []);
    expectAccepted(await cluster.apply([manifestOf({ ...object, metadata: { ...object.metadata, labels: { app: 'bank' } } } as KubernetesObject)]));
    const changed = route(['bank.company.com', 'shop.company.com'], ['shared'], { name: 'older' });
    expectRefused((await cluster.apply([changed]))[0], { reason: 'Forbidden', message: /not granted/ });
    await cluster.delete([manifestOf(object)]);
  });

  test('another program gives the team access elsewhere, and both hold', async () => {
    const preview = access(grant({
      namespaces: ['guarded-preview'],
      sections: [section('preview', 'preview.company.com')],
      hostnames: [{ hostname: 'preview.company.com', sections: ['preview'], prefixes: ['/'] }],
    }));
    await inForce(cluster, preview, ['guarded-preview']);
    const foreign = (namespace: string) => route(['bank.company.com'], ['shop'], { namespace });
    for (const namespace of ['guarded-prod', 'guarded-preview']) {
      expectRefused((await cluster.dryRun([foreign(namespace)]))[0], { reason: 'Forbidden', message: new RegExp(`not granted in namespace ${namespace}`) });
    }
    expectAccepted(await cluster.dryRun([route(['shop.company.com'], ['shop'])]));
    await cluster.delete(preview);
  });

  test('the status of an older route can be written', async () => {
    const { object } = route(['a.dev.company.com'], ['shared'], { name: 'with-status' });
    await cluster.install([manifestOf(object)]);
    const path = `/apis/${GATEWAY_API}/v1/namespaces/guarded-prod/httproutes/with-status/status`;
    const body = JSON.stringify({ status: { parents: [] } });
    expect((await cluster.client.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body })).code).toBe(200);
    await cluster.delete([manifestOf(object)]);
  });
});

describeCluster('admission of large routes and large teams', 'standard', (cluster) => {
  const HOSTS = 16;
  const PARENTS = 32;
  const names = Array.from({ length: PARENTS }, (_, i) => `section-${i}`);
  const domains = Array.from({ length: HOSTS }, (_, i) => `*.${'d'.repeat(40)}-${i}.company.com`);
  const large = grant({
    namespaces: ['guarded-large'],
    sections: names.map((name) => section(name, '*.company.com')),
    hostnames: domains.map((hostname, i) => ({ hostname, sections: names, prefixes: [`/api-${i % 2}`, '/v1'] })),
  });

  async function withPolicies(manifests: Manifest[], namespaces: string[], test: () => Promise<void>): Promise<void> {
    await inForce(cluster, manifests, namespaces);
    try {
      await test();
    } finally {
      await cluster.delete(manifests);
    }
  }

  test('a route with all that fits into one is judged within the cost limits', async () => {
    const hostnames = domains.map((domain) => domain.replace('*', 'host'));
    const matches = Array.from({ length: 8 }, (_, i) => prefix(`/v1/${'segment/'.repeat(100)}${i}`));
    const spec = { rules: Array.from({ length: 16 }, () => ({ matches, backendRefs })) };
    const largest = (last: string) => route([...hostnames.slice(1), last], names, { namespace: 'guarded-large', spec });
    await withPolicies(access(large), ['guarded-large'], async () => {
      expectAccepted(await cluster.dryRun([largest(hostnames[0])]));
      expectRefused((await cluster.dryRun([largest('bank.company.com')]))[0], { reason: 'Forbidden', message: /hostname "bank\.company\.com"/ });
      expectAccepted(await cluster.apply([largest(hostnames[0])]));
      expectAccepted(await cluster.dryRun([largest(hostnames[0])]));
    });
  });

  test.each([['100 hostnames', 100, 1], ['400 hostnames', 400, 1], ['100 hostnames on 16 listeners', 100, 16]])(
    'a path limit for each of %s is judged within the cost limits', async (_, count, listeners) => {
      const sections = names.slice(0, listeners);
      const limited = Array.from({ length: count }, (_unused, i) => grant({
        namespaces: ['guarded-large'],
        sections: sections.map((name) => section(name, '*.company.com')),
        hostnames: [{ hostname: `service-${i}.company.com`, sections, prefixes: [`/service-${i}`, '/shared'] }],
      }));
      const asking = (path: string) => {
        const matches = Array.from({ length: 8 }, (_unused, i) => prefix(`${path}/${i}`));
        const hostnames = Array.from({ length: HOSTS }, (_unused, i) => `service-${count - 1 - i}.company.com`);
        return route(hostnames, sections, { namespace: 'guarded-large', spec: { rules: Array.from({ length: 16 }, () => ({ matches, backendRefs })) } });
      };
      await withPolicies(access(...limited), ['guarded-large'], async () => {
        expectAccepted(await cluster.dryRun([asking('/shared')]));
        expectRefused((await cluster.dryRun([asking(`/service-${count - 1}`)]))[0], { reason: 'Forbidden', message: /every match of the route needs/ });
      });
    });
});

describeCluster('admission of a team\'s routes, experimental channel', 'experimental', (cluster) => {
  const manifests = access(prod, staging);
  beforeAll(() => inForce(cluster, manifests, ['guarded-prod', 'guarded-staging']));
  afterAll(() => cluster.delete(manifests));

  test('the expressions have the types of the kinds that they judge', async () => {
    const routes = manifests.filter(({ object }) => !String(object.metadata.name).endsWith('ciliumnetworkpolicies'));
    expect((await typeChecks(cluster, routes)).filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  test.each([['HTTPRoute', 'shop'], ['GRPCRoute', 'shop'], ['TLSRoute', 'tls'], ['TCPRoute', 'tcp'], ['UDPRoute', 'udp']])(
    'default gateways are refused: %s', async (kind, at) => {
      const hostnames = kind === 'TCPRoute' || kind === 'UDPRoute' ? undefined : ['shop.company.com'];
      const spec = { useDefaultGateways: 'All' };
      expectRefused((await cluster.dryRun([route(hostnames, [at], { kind, spec })]))[0], { reason: 'Forbidden', message: /default gateways are not granted/ });
      expectAccepted(await cluster.dryRun([route(hostnames, [at], { kind, spec: { useDefaultGateways: 'None' } })]));
    });

  test.each([['TLSRoute', 'v1alpha2'], ['TLSRoute', 'v1alpha3'], ['TCPRoute', 'v1alpha2'], ['UDPRoute', 'v1alpha2']])(
    'an older version is judged as well: %s %s', async (kind, version) => {
      const hostnames = kind === 'TLSRoute' ? ['bank.company.com'] : undefined;
      expectRefused((await cluster.dryRun([route(hostnames, ['admin'], { kind, version })]))[0], { reason: 'Forbidden', message: /not granted/ });
    });
});
