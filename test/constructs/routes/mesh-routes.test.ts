import { ApiObject, Chart, Testing } from 'cdk8s';
import {
  Backend, GrpcMatch, MeshGrpcRoute, type MeshGrpcRouteProps, MeshRoute, type MeshRouteProps, OperatorChart, Pods, RouteFilter, RouteMatch,
  TeamChart, type TeamGrant,
} from '../../../src';
import { grantData, testGrant } from '../../util/grants';
import { type Json, rulesOf, shopChart, specOf, web } from './shop';

const cart = (): Backend => Backend.service('cart', 8080);
const api = (): Backend => Backend.service('api', 443, { namespace: 'payments' });
const backendRefs = [{ group: '', kind: 'Service', name: 'web', port: 8080, weight: 1 }];

const route = (props: Partial<MeshRouteProps> = {}, ...grants: TeamGrant[]): MeshRoute =>
  new MeshRoute(shopChart(...grants), 'cart', { service: cart(), rules: [{ backends: [web()] }], ...props });
const calls = (props: Partial<MeshGrpcRouteProps> = {}, ...grants: TeamGrant[]): MeshGrpcRoute =>
  new MeshGrpcRoute(shopChart(...grants), 'cart', { service: cart(), rules: [{ backends: [web()] }], ...props });
const parentOf = (mesh: ApiObject): Json[] => specOf(mesh).parentRefs as Json[];

/** A Service of the app. */
function service(spec: object, namespace?: string): ApiObject {
  return new ApiObject(new Chart(Testing.app(), 'services', { namespace }), 'cart', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' }, spec: { ports: [{ port: 8080 }], ...spec },
  });
}

describe('a MeshRoute', () => {
  test('is the HTTPRoute, with the Service as its parent and no hostnames', () => {
    // GIVEN
    const chart = shopChart(testGrant({ isolation: { ingress: true, egress: true } }));

    // WHEN
    new MeshRoute(chart, 'cart', {
      service: cart(), metadata: { name: 'cart' },
      rules: [{ matches: [RouteMatch.pathPrefix('/v2')], backends: [Backend.service('other', 80, { namespace: 'any' })] }, { backends: [web()] }],
    });

    // THEN
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'cart', namespace: 'ecommerce-prod' },
      spec: {
        parentRefs: [{ group: '', kind: 'Service', name: 'cart', port: 8080 }],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/v2' } }],
            backendRefs: [{ group: '', kind: 'Service', name: 'other', namespace: 'any', port: 80, weight: 1 }],
          },
          { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs },
        ],
      },
    }]);
  });

  test('is several routes of the Service beyond the limits of one', () => {
    const rules = Array.from({ length: 20 }, (_, index) => ({ matches: [RouteMatch.pathPrefix(`/p${index}`)], backends: [web()] }));
    const chart = shopChart();
    new MeshRoute(chart, 'cart', { service: cart(), metadata: { name: 'cart' }, rules });
    const routes = Testing.synth(chart) as { metadata: { name: string }; spec: { parentRefs: unknown[]; rules: unknown[] } }[];
    expect(routes.map(({ metadata: { name }, spec }) => [name, spec.parentRefs, spec.rules.length])).toStrictEqual([
      ['cart', [{ group: '', kind: 'Service', name: 'cart', port: 8080 }], 16],
      ['cart-rules-2', [{ group: '', kind: 'Service', name: 'cart', port: 8080 }], 4],
    ]);
  });

  test('reads the Service where it stands in the app', () => {
    expect(parentOf(route({ service: Backend.of(service({})) }))).toStrictEqual([{ group: '', kind: 'Service', name: 'cart', port: 8080 }]);
  });

  test('grows by rules, and stays as it was where one is refused', () => {
    const grown = route({}, testGrant({ isolation: { ingress: true, egress: false } }));
    grown.addRule({ matches: [RouteMatch.pathExact('/a')], backends: [web()] });
    expect(() => grown.addRule({ backends: [] })).toThrow(/rules\[2\] has no backends/);
    expect(rulesOf(grown)).toStrictEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs },
      { matches: [{ path: { type: 'Exact', value: '/a' } }], backendRefs },
    ]);
    expect(grown.node.children).toEqual([]);
  });

  test('takes no notice of path prefixes, and of what the gateway\'s implementation lacks', () => {
    const hostnames = [{ ...grantData().hostnames[0], prefixes: ['/shop'] }];
    const implementation = { ...grantData().implementation, unsupportedFeatures: ['HTTPRouteCORS'] };
    const rules = [{ filters: [RouteFilter.cors({ allowOrigins: ['https://a.b'] })], backends: [web()] }];
    expect(rulesOf(route({ rules }, testGrant({ hostnames, implementation })))).toHaveLength(1);
  });

  test.each<[string, Partial<MeshRouteProps>, RegExp]>([
    ['no service', { service: undefined }, /MeshRoute: service undefined: it is not a Backend/],
    ['a weight', { service: Backend.service('cart', 80, { weight: 2 }) }, /service\.weight 2: it is the Service that is called.*write it for a backend/],
    ['filters', { service: Backend.service('cart', 80, { filters: [RouteFilter.addRequestHeaders({ a: 'b' })] }) }, /service\.filters: only backends of a rule/],
    ['pods', { service: Backend.service('cart', 80, { pods: Pods.labelled({ app: 'cart' }, 80) }) }, /service\.pods: no policy is made for the Service/],
    ['a headless Service', { service: Backend.of(service({ clusterIP: 'None' })) }, /service: Service cart is headless \(clusterIP None\)/],
    ['an ExternalName', { service: Backend.of(service({ type: 'ExternalName' })) }, /service: Service cart is an ExternalName/],
    ['a Service with UDP ports alone', { service: Backend.of(service({ ports: [{ port: 53, protocol: 'UDP' }] })) }, /service: Service cart has no TCP port/],
    ['a port for UDP', { service: Backend.of(service({ ports: [{ port: 53, protocol: 'UDP' }, { port: 80 }] }), { port: 53 }) }, /service\.port 53: Service cart has only 80/],
    ['hostnames', { hostnames: ['a.b'] } as never, /hostnames is no option here/],
    ['a grant', { grant: testGrant() } as never, /grant is no option here/],
    ['no rules', { rules: [] }, /rules \[\]: a route has at least one rule/],
    ['17 rules that tie', { rules: Array.from({ length: 17 }, () => ({ backends: [web()] })) }, /17 rules, and 16 rules are the limit of a route \(Gateway API v1\.6\.1, HTTPRouteSpec\)/],
    ['a namespace that was not granted', { metadata: { namespace: 'bank' } }, /metadata\.namespace "bank": it is not granted to the team for HTTPRoutes/],
  ])('is refused for %s', (_, props, message) => {
    expect(() => route(props)).toThrow(message);
  });

  test('is refused outside a team\'s scope', () => {
    const chart = new OperatorChart(Testing.app(), 'edge');
    expect(() => new MeshRoute(chart, 'cart', { service: cart(), rules: [] })).toThrow(/MeshRoute: it stands in a scope of the cluster operator/);
  });
});

describe('a MeshGrpcRoute', () => {
  const KINDS = { routeKinds: ['GRPCRoute'] };

  test('is the GRPCRoute, with the Service as its parent and no hostnames', () => {
    const mesh = calls({ metadata: { name: 'cart' }, rules: [{ matches: [GrpcMatch.service('shop.v1.Cart')], backends: [web()] }] }, testGrant(KINDS));
    mesh.addRule({ backends: [web()] });
    expect(mesh.toJson()).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GRPCRoute',
      metadata: { name: 'cart', namespace: 'ecommerce-prod' },
      spec: {
        parentRefs: [{ group: '', kind: 'Service', name: 'cart', port: 8080 }],
        rules: [{ matches: [{ method: { type: 'Exact', service: 'shop.v1.Cart' } }], backendRefs }, { backendRefs }],
      },
    });
  });

  test('needs a grant of its kind', () => {
    expect(() => calls()).toThrow(/MeshGrpcRoute: no grant of its scope admits GRPCRoute \(only HTTPRoute\); have the operator admit the team/);
  });

  test('is refused for a filter of HTTPRoutes, and for options that it has not', () => {
    const filters = [RouteFilter.rewrite({ hostname: 'a.b' })];
    expect(() => calls({ rules: [{ filters, backends: [web()] }] }, testGrant(KINDS))).toThrow(/rewrites, which a GRPCRoute cannot/);
    expect(() => calls({ hostnames: ['a.b'] } as never, testGrant(KINDS))).toThrow(/hostnames is no option here/);
  });
});

describe('a Service of another namespace', () => {
  const listed = testGrant({ meshServices: ['payments/api'] });

  test('is refused where no grant names it, with the option that does', () => {
    expect(() => route({ service: api() }))
      .toThrow(/service "payments\/api": it stands in a namespace of others, and no grant names it; have the operator admit the team with meshServices: \["payments\/api"\]/);
    expect(() => route({ service: Backend.service('ledger', 80, { namespace: 'payments' }) }, listed)).toThrow(/service "payments\/ledger"/);
  });

  test('is a parent with its namespace where a grant names it', () => {
    expect(parentOf(route({ service: api() }, listed))).toStrictEqual([{ group: '', kind: 'Service', name: 'api', namespace: 'payments', port: 443 }]);
  });

  test('is refused where the grant that names it is for another namespace, or another kind', () => {
    const metadata = { namespace: 'ecommerce-prod' };
    const elsewhere = testGrant({ namespaces: ['ecommerce-staging'], meshServices: ['payments/api'] });
    const forCalls = testGrant({ routeKinds: ['GRPCRoute'], meshServices: ['payments/api'] });
    expect(() => route({ service: api(), metadata }, testGrant(), elsewhere)).toThrow(/service "payments\/api"/);
    expect(() => route({ service: api(), metadata }, testGrant(), forCalls)).toThrow(/service "payments\/api"/);
  });

  test('needs no mention where the namespace is the team\'s', () => {
    const chart = new TeamChart(Testing.app(), 'shop', { namespace: 'b', grants: [testGrant({ namespaces: ['a'] }), testGrant({ namespaces: ['b'] })] });
    const consumer = new MeshRoute(chart, 'cart', { service: Backend.service('cart', 80, { namespace: 'a' }), rules: [{ backends: [web()] }] });
    expect([consumer.metadata.namespace, parentOf(consumer)]).toStrictEqual(['b', [{ group: '', kind: 'Service', name: 'cart', namespace: 'a', port: 80 }]]);
  });

  test('leaves the route\'s namespace to be named where several are granted', () => {
    expect(() => route({}, testGrant({ namespaces: ['a', 'b'] }))).toThrow(/its scope is for several namespaces, and none is named; write metadata\.namespace "a" or "b"/);
  });
});
