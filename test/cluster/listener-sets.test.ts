import type { GrantData } from '../../src/manifest/grant-data';
import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectRefused } from './harness/expectations';
import { type Manifest, manifestOf } from './harness/manifests';
import { policiesInForce } from './harness/policies';
import { access, GATEWAY_API, grant, inForce, section } from './harness/team-access';
import { typeChecks } from './harness/type-check';

const delegated = (names: string[], overrides: Partial<GrantData> = {}) => grant({
  namespaces: ['guarded-prod', 'guarded-jobs'],
  sections: [],
  hostnames: names.map((hostname) => ({ hostname, sections: [], prefixes: ['/'] })),
  delegation: { ports: [443], clearTextPorts: [] },
  ...overrides,
});

/** HTTPS for shop and everything under dev; clear text for another hostname; and a listener of the gateway's own. */
const grants = [
  delegated(['shop.company.com', '*.dev.company.com'], { routeKinds: ['HTTPRoute', 'TLSRoute'] }),
  delegated(['plain.company.com'], { namespaces: ['guarded-prod'], delegation: { ports: [443], clearTextPorts: [8080] } }),
  grant({
    sections: [section('www', 'www.company.com')],
    hostnames: [{ hostname: 'www.company.com', sections: ['www'], prefixes: ['/'] }],
  }),
  grant({ namespaces: ['guarded-staging'] }),
];

const TLS = { mode: 'Terminate', certificateRefs: [{ name: 'shop-tls' }] };
const own = { name: 'https', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com', tls: TLS };
const selecting = (selector: object): object => ({ namespaces: { from: 'Selector', selector } });
const byName = (...values: string[]): object =>
  selecting({ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] });

function set(listeners: object[], { namespace = 'guarded-prod', parentRef = {} } = {}): Manifest {
  return manifestOf({
    apiVersion: `${GATEWAY_API}/v1`, kind: 'ListenerSet', metadata: { name: 'shop', namespace },
    spec: { parentRef: { name: 'company-gateway', namespace: 'gateway-system', ...parentRef }, listeners },
  });
}

const listener = (change: object): Manifest => set([{ ...own, ...change }]);

function route(hostnames: string[], parent: object, { kind = 'HTTPRoute', namespace = 'guarded-prod' } = {}): Manifest {
  return manifestOf({
    apiVersion: `${GATEWAY_API}/v1`, kind, metadata: { name: 'route', namespace },
    spec: { parentRefs: [parent].flat(), hostnames, rules: [{ backendRefs: [{ name: 'backend', port: 80 }] }] },
  });
}

const ofSet = (change: object = {}): object => ({ kind: 'ListenerSet', name: 'shop', sectionName: 'https', ...change });
const ofGateway = { name: 'company-gateway', namespace: 'gateway-system', sectionName: 'www' };

describeCluster('admission of a team\'s own listeners', 'standard', (cluster) => {
  const manifests = access(...grants);
  beforeAll(() => inForce(cluster, manifests, ['guarded-prod', 'guarded-jobs', 'guarded-staging', 'guarded-other']));
  afterAll(async () => {
    await cluster.delete(manifests);
    await policiesInForce(cluster);
  });

  test('the expressions have the types of the kinds that they judge', async () => {
    const checks = await typeChecks(cluster, manifests);
    expect(checks.map(({ resource }) => resource.split('.')[0])).toContain('listenersets');
    expect(checks.filter(({ warnings }) => warnings.length > 0)).toEqual([]);
  });

  test.each<[string, Manifest]>([
    ['a delegated hostname', set([own])],
    ['a hostname under a delegated wildcard', listener({ hostname: 'a.b.dev.company.com' })],
    ['the delegated wildcard itself', listener({ hostname: '*.dev.company.com' })],
    ['the protocols of the granted kinds', listener({ protocol: 'TLS', tls: { mode: 'Passthrough' } })],
    ['clear text where it is delegated', set([{ name: 'http', port: 8080, protocol: 'HTTP', hostname: 'plain.company.com' }])],
    ['group and kind spelled out', set([own], { parentRef: { group: GATEWAY_API, kind: 'Gateway' } })],
    ['routes of its own namespaces by name', listener({ allowedRoutes: byName('guarded-prod', 'guarded-jobs') })],
    ['routes of its own namespace', listener({ allowedRoutes: { namespaces: { from: 'Same' } } })],
    ['a certificate of its own namespace by name', listener({ tls: { certificateRefs: [{ name: 'shop-tls', namespace: 'guarded-prod' }] } })],
    ['a set in another namespace of the grant', set([own], { namespace: 'guarded-jobs' })],
    ['anything in a namespace that is not the team\'s', set([{ ...own, hostname: 'bank.company.com' }], { namespace: 'guarded-other' })],
    ['a route for its hostname at its set', route(['shop.company.com'], ofSet())],
    ['a route without a section at its set', route(['a.dev.company.com'], ofSet({ sectionName: undefined }))],
    ['a route at a set in another namespace of the grant', route(['shop.company.com'], ofSet({ group: GATEWAY_API, namespace: 'guarded-jobs' }))],
    ['a TLS route at its set', route(['shop.company.com'], ofSet(), { kind: 'TLSRoute' })],
    ['a route at its set and at the gateway', route(['shop.company.com', 'www.company.com'], [ofSet(), ofGateway])],
  ])('admits %s', async (_, manifest) => {
    expectAccepted(await cluster.dryRun([manifest]));
  });

  test.each<[string, Manifest, RegExp]>([
    ['another team\'s hostname', listener({ hostname: 'bank.company.com' }), /listener "https" is not within what was delegated in namespace guarded-prod/],
    ['a foreign listener beside its own', set([own, { ...own, name: 'bank', hostname: 'bank.company.com' }]), /listener "bank"/],
    ['the domain under its wildcard', listener({ hostname: 'dev.company.com' }), /listener "https"/],
    ['a hostname that only ends like the delegated one', listener({ hostname: 'xdev.company.com' }), /listener "https"/],
    ['a wildcard over its hostname', listener({ hostname: '*.company.com' }), /listener "https"/],
    ['no hostname', listener({ hostname: undefined }), /listener "https"/],
    ['another port', listener({ port: 8443 }), /listener "https"/],
    ['the port of another delegation', listener({ port: 8080 }), /listener "https"/],
    ['clear text where it is not delegated', listener({ protocol: 'HTTP', tls: undefined }), /listener "https"/],
    ['clear text on a port for TLS', set([{ name: 'http', port: 443, protocol: 'HTTP', hostname: 'plain.company.com' }]), /listener "http"/],
    ['TLS on a port for clear text', listener({ port: 8080, hostname: 'plain.company.com' }), /listener "https"/],
    ['TCP, which has no hostname', listener({ protocol: 'TCP', tls: undefined, hostname: undefined }), /listener "https"/],
    ['an implementation\'s protocol', listener({ protocol: 'example.com/Any' }), /listener "https"/],
    ['routes of every namespace', listener({ allowedRoutes: { namespaces: { from: 'All' } } }), /listener "https"/],
    ['routes of foreign namespaces', listener({ allowedRoutes: byName('guarded-prod', 'guarded-other') }), /listener "https"/],
    ['routes of namespaces by another label', listener({ allowedRoutes: selecting({ matchLabels: { team: 'guarded' } }) }), /listener "https"/],
    ['routes of namespaces by an empty selector', listener({ allowedRoutes: selecting({}) }), /listener "https"/],
    ['routes of all namespaces but one', listener({
      allowedRoutes: selecting({ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['guarded-prod'] }] }),
    }), /listener "https"/],
    ['a certificate of another namespace', listener({ tls: { certificateRefs: [{ name: 'x', namespace: 'gateway-system' }] } }), /a certificate of the ListenerSet is of another namespace/],
    ['another gateway', set([own], { parentRef: { name: 'internal' } }), /listeners of gateway gateway-system\/internal are not delegated/],
    ['a gateway of that name in its own namespace', set([own], { parentRef: { namespace: undefined } }), /gateway guarded-prod\/company-gateway are not delegated/],
    ['a parent that is no Gateway', set([own], { parentRef: { group: 'example.com', kind: 'Pool' } }), /gateway Pool company-gateway are not/],
    ['the other namespace\'s clear text', set([{ name: 'http', port: 8080, protocol: 'HTTP', hostname: 'plain.company.com' }], { namespace: 'guarded-jobs' }), /listener "http"/],
    ['a set where nothing is delegated', set([own], { namespace: 'guarded-staging' }), /is not delegated listeners here/],
    ['a route for a foreign hostname at its set', route(['bank.company.com'], ofSet()), /hostname "bank\.company\.com" is not granted/],
    ['a route for the gateway\'s hostname at its set alone', route(['www.company.com'], ofSet()), /hostname "www\.company\.com"/],
    ['a route for its own hostname at the gateway alone', route(['shop.company.com'], ofGateway), /hostname "shop\.company\.com"/],
    ['a route at a set of another namespace', route(['shop.company.com'], ofSet({ namespace: 'guarded-other' })), /parent \(ListenerSet\) guarded-other .* is not granted/],
    ['a route at a ListenerSet of another group', route(['shop.company.com'], ofSet({ group: 'example.com' })), /parent ListenerSet example\.com shop/],
    ['a route at a set where nothing is delegated', route(['shop.company.com'], ofSet(), { namespace: 'guarded-staging' }), /parent \(ListenerSet\) guarded-staging/],
  ])('refuses %s, whoever asks', async (_, manifest, message) => {
    const expected = { reason: 'Forbidden', message: new RegExp(`ValidatingAdmissionPolicy 'gateway-access-guarded-.*team "guarded".*${message.source}`) };
    expectRefused((await cluster.dryRun([manifest]))[0], expected);
  });

  test('the team writes ListenerSets where listeners are delegated, and nowhere else', async () => {
    const team = { as: 'ann', groups: ['team-guarded', 'system:authenticated'] };
    expectAccepted([await cluster.dryRunUntil('accepted', set([own]), team)]);
    expectRefused((await cluster.dryRun([set([own], { namespace: 'guarded-staging' })], team))[0], {
      reason: 'Forbidden', message: /cannot create resource "listenersets"/,
    });
  });
});
