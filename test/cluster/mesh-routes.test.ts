import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectRefused } from './harness/expectations';
import type { Manifest } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { type ParentRef, route, type RouteParts } from './harness/requests';
import { access, ALL_KINDS, grant, inForce, section } from './harness/team-access';
import { typeChecks } from './harness/type-check';

const sections = [
  section('shop', '*.company.com'), section('tls', '*.company.com', 'TLS'), section('tcp', undefined, 'TCP'), section('udp', undefined, 'UDP'),
];
const prod = grant({
  namespaces: ['meshed-prod'], routeKinds: ALL_KINDS, sections, meshServices: ['meshed-bank/api'],
  hostnames: [
    { hostname: 'shop.company.com', sections: ['shop', 'tls'], prefixes: ['/'] },
    { hostname: 'api.company.com', sections: ['shop'], prefixes: ['/v1'] },
  ],
});
const staging = grant({
  namespaces: ['meshed-staging'], sections: sections.slice(0, 1),
  hostnames: [{ hostname: 'staging.company.com', sections: ['shop'], prefixes: ['/'] }],
});

const service = (name: string, namespace?: string): ParentRef => ({ group: '', kind: 'Service', name, namespace });
const edge: ParentRef = { name: 'company-gateway', namespace: 'gateway-system', sectionName: 'shop' };
const HOSTNAMES: Partial<Record<string, string[]>> = { TLSRoute: ['cart.example.com'] };

/** A route with these parents; a TLSRoute has hostnames, because the API asks for them. */
function attempt(parents: ParentRef[], parts: Partial<RouteParts> = {}): Manifest {
  const { kind = 'HTTPRoute' } = parts;
  return route({ namespace: 'meshed-prod', parents, hostnames: HOSTNAMES[kind], ...parts });
}

describeCluster('admission of a team\'s routes in a mesh', 'standard', (cluster) => {
  const manifests = access(prod, staging);
  beforeAll(() => inForce(cluster, manifests, ['meshed-prod', 'meshed-staging', 'meshed-bank']));
  afterAll(async () => {
    await cluster.delete(manifests);
    await policiesInForce(cluster);
  });

  test('the expressions have the types of the kinds that they judge', async () => {
    const checks = await typeChecks(cluster, manifests);
    expect(checks).not.toEqual([]);
    expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  describe.each(ALL_KINDS as NonNullable<RouteParts['kind']>[])('a %s', (kind) => {
    test.each<[string, ParentRef[]]>([
      ['a Service of its own namespace', [service('cart')]],
      ['the same with the namespace spelled out', [service('cart', 'meshed-prod')]],
      ['a Service of another of the team\'s namespaces', [service('cart', 'meshed-staging')]],
      ['a Service that was granted', [service('api', 'meshed-bank')]],
      ['several of them', [service('cart'), service('api', 'meshed-bank')]],
    ])('may name %s', async (_, parents) => {
      expectAccepted(await cluster.dryRun([attempt(parents, { kind })]));
    });

    test.each<[string, ParentRef[], RegExp]>([
      ['a foreign Service', [service('ledger', 'meshed-bank')], /parent Service meshed-bank\/ledger .* is not granted in namespace meshed-prod/],
      ['a foreign Service beside its own', [service('cart'), service('ledger', 'meshed-bank')], /parent Service meshed-bank\/ledger/],
      ['a namespace that begins like its own', [service('cart', 'meshed-prod-2')], /parent Service meshed-prod-2\/cart/],
      ['a foreign Service whose name begins like the granted one', [service('api-2', 'meshed-bank')], /parent Service meshed-bank\/api-2/],
      ['a Service of another group', [{ kind: 'Service', name: 'cart' }], /parent Service gateway\.networking\.k8s\.io cart/],
    ])('may not name %s', async (_, parents, message) => {
      expectRefused((await cluster.dryRun([attempt(parents, { kind })]))[0], { reason: 'Forbidden', message });
    });
  });

  test('what a grant lists holds in its namespaces alone', async () => {
    const request = attempt([service('api', 'meshed-bank')], { namespace: 'meshed-staging' });
    expectRefused((await cluster.dryRun([request]))[0], { reason: 'Forbidden', message: /parent Service meshed-bank\/api .* in namespace meshed-staging/ });
  });

  test('a kind that was not granted is refused in a mesh too', async () => {
    const request = attempt([service('cart')], { namespace: 'meshed-staging', kind: 'GRPCRoute' });
    expectRefused((await cluster.dryRun([request]))[0], { reason: 'Forbidden', message: /not granted this kind of route here, only HTTPRoute/ });
  });

  describe('beside a gateway', () => {
    const both = [edge, service('cart')];

    test('a Service may be named, with granted hostnames under their prefixes', async () => {
      expectAccepted(await cluster.dryRun([attempt(both, { hostnames: ['shop.company.com'] })]));
      const matches = [{ path: { type: 'PathPrefix', value: '/v1' } }];
      expectAccepted(await cluster.dryRun([attempt(both, { hostnames: ['api.company.com'], matches })]));
    });

    test.each<[string, ParentRef[], string[] | undefined, RegExp]>([
      ['no hostname', both, undefined, /names no hostname/],
      ['another team\'s hostname', both, ['bank.company.com'], /hostname "bank\.company\.com" is not granted/],
      ['a path beside the granted prefix', both, ['api.company.com'], /every match of the route needs .* \/v1/],
      ['a foreign Service', [edge, service('ledger', 'meshed-bank')], ['shop.company.com'], /parent Service meshed-bank\/ledger/],
      ['a foreign gateway', [{ ...edge, name: 'internal' }, service('cart')], ['shop.company.com'], /parent gateway-system\/internal\/shop/],
    ])('%s is refused', async (_, parents, hostnames, message) => {
      expectRefused((await cluster.dryRun([attempt(parents, { hostnames })]))[0], { reason: 'Forbidden', message });
    });
  });
});
