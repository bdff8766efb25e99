import { type ApiObject, Duration, Testing } from 'cdk8s';
import {
  Backend, Findings, GrpcMatch, type GrpcRule, HeaderMatch, Pods, RouteFilter, type RouteSessionPersistence, SessionPersistenceType, type TeamGrant,
  TeamGrpcRoute, type TeamGrpcRouteProps,
} from '../../../src';
import { grantData, testGrant } from '../../util/grants';
import { rulesOf, shopChart, specOf } from './shop';

const KINDS = { routeKinds: ['HTTPRoute', 'GRPCRoute'] };
const api = (): Backend => Backend.service('products', 9090);
const route = (rule: Partial<GrpcRule> = {}, props: Partial<TeamGrpcRouteProps> = {}, ...grants: TeamGrant[]): TeamGrpcRoute =>
  new TeamGrpcRoute(shopChart(...(grants.length > 0 ? grants : [testGrant(KINDS)])), 'api', { rules: [{ backends: [api()], ...rule }], ...props });
const ref = { group: '', kind: 'Service', name: 'products', port: 9090, weight: 1 };

describe('a TeamGrpcRoute', () => {
  test('is the GRPCRoute, with parent, hostnames and API defaults spelled out', () => {
    // GIVEN
    const chart = shopChart(testGrant(KINDS));

    // WHEN
    new TeamGrpcRoute(chart, 'api', {
      metadata: { name: 'api' },
      rules: [{ name: 'products', matches: [GrpcMatch.method('shop.v1.Products', 'List')], backends: [api()] }],
    });

    // THEN
    expect(Testing.synth(chart)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GRPCRoute',
      metadata: { name: 'api', namespace: 'ecommerce-prod' },
      spec: {
        parentRefs: [{
          group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway-system', name: 'company-gateway',
          sectionName: 'https-shop-company-com',
        }],
        hostnames: ['shop.company.com'],
        rules: [{
          name: 'products',
          matches: [{ method: { type: 'Exact', service: 'shop.v1.Products', method: 'List' } }],
          backendRefs: [ref],
        }],
      },
    }]);
  });

  test('takes every call where it has no match', () => {
    expect(rulesOf(route())).toStrictEqual([{ backendRefs: [ref] }]);
  });

  test('changes headers and mirrors calls', () => {
    const filters = [
      RouteFilter.replaceRequestHeaders({ 'x-team': 'shop' }), RouteFilter.removeResponseHeaders(['x-debug']),
      RouteFilter.mirror(Backend.service('shadow', 9090), { percent: 20 }),
    ];
    expect(rulesOf(route({ filters }))[0].filters).toStrictEqual([
      { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-team', value: 'shop' }] } },
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['x-debug'] } },
      { type: 'RequestMirror', requestMirror: { backendRef: { group: '', kind: 'Service', name: 'shadow', port: 9090 }, percent: 20 } },
    ]);
  });

  describe('keeps sessions', () => {
    const { cluster } = grantData();
    const experimental = testGrant({ ...KINDS, cluster: { ...cluster, gatewayApi: { version: '1.6', channel: 'experimental' } } });

    test.each<[RouteSessionPersistence, object]>([
      [{}, { type: 'Cookie' }],
      [{ type: SessionPersistenceType.HEADER, sessionName: 'x-session', absoluteTimeout: Duration.hours(1) },
        { type: 'Header', sessionName: 'x-session', absoluteTimeout: '1h' }],
    ])('%j is written in the API\'s fields', (sessionPersistence, expected) => {
      expect(rulesOf(route({ sessionPersistence }, {}, experimental))).toStrictEqual([{ backendRefs: [ref], sessionPersistence: expected }]);
    });

    test.each<[string, unknown, RegExp]>([
      ['what is no object', true, /rules\[0\]\.sessionPersistence true: it is not an object/],
      ['an unknown option', { idleTimeout: '1h' }, /rules\[0\]\.sessionPersistence\.idleTimeout is no option here/],
      ['a name that no header has', { type: SessionPersistenceType.HEADER, sessionName: 'x session' }, /sessionName "x session": a header name holds/],
    ])('and refuses %s', (_, sessionPersistence, message) => {
      expect(() => route({ sessionPersistence: sessionPersistence as RouteSessionPersistence }, {}, experimental)).toThrow(message);
    });

    test('of one rule, so more than 64 matches are refused', () => {
      const matches = Array.from({ length: 65 }, (_, i) => GrpcMatch.service(`shop.S${i}`));
      expect(() => route({ matches, sessionPersistence: {} }, {}, experimental))
        .toThrow(/65 entries, and 64 is the limit of a rule \(Gateway API v1\.6\.1, GRPCRouteRule\); a rule that keeps sessions cannot be cut/);
    });

    test('which is an error at synth in the standard channel', () => {
      expect(Findings.of(route({ sessionPersistence: {} }))).toMatchObject([{ code: 'GW005', path: 'spec.rules[0].sessionPersistence' }]);
    });
  });

  test('changes headers of one backend', () => {
    const backend = Backend.service('products', 9090, { filters: [RouteFilter.addRequestHeaders({ 'x-a': '1' })] });
    expect(rulesOf(route({ backends: [backend] }))[0].backendRefs).toStrictEqual([{
      ...ref, filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'x-a', value: '1' }] } }],
    }]);
  });

  test('grows by rules, and by the policies that they need', () => {
    const grant = testGrant({ ...KINDS, isolation: { ingress: true, egress: false } });
    const pods = Pods.labelled({ app: 'products' }, 9090);
    const grown = new TeamGrpcRoute(shopChart(grant), 'api', { rules: [{ backends: [Backend.service('products', 9090, { pods })] }] });
    grown.addRule({ matches: [GrpcMatch.any()], backends: [Backend.service('other', 1, { pods: Pods.labelled({ app: 'other' }, 7) })] });
    expect(rulesOf(grown)).toHaveLength(2);
    expect(grown.node.children.map(({ node }) => node.id)).toEqual(['gateway-to-products-9090', 'gateway-to-other-7']);
    expect((specOf(grown.node.children[1] as ApiObject).ingress as { ports: object[] }[])[0].ports).toEqual([{ protocol: 'TCP', port: 7 }]);
    expect(() => grown.addRule({ backends: [] })).toThrow(/rules\[2\] has no backends/);
    expect(rulesOf(grown)).toHaveLength(2);
  });

  test.each<[string, Partial<GrpcRule>, RegExp]>([
    ['no backends', { backends: [] }, /rules\[0\] has no backends, so each of its calls would get UNAVAILABLE/],
    ['no matches', { matches: [] }, /rules\[0\]\.matches \[\]: the API would take every call; write a match, or GrpcMatch\.any\(\)/],
    ['matches in text', { matches: 'x' as never }, /rules\[0\]\.matches "x": it is not a list; write \[GrpcMatch\.service/],
    ['a match that is none', { matches: [{}] as never }, /rules\[0\]\.matches\[0\] \{\}: it is not a GrpcMatch/],
    ['filters in text', { filters: 'x' as never }, /rules\[0\]\.filters "x": it is not a list/],
    ['a redirect', { filters: [RouteFilter.redirect({ hostname: 'a.b' })] }, /rules\[0\]\.filters\[0\] redirects, which a GRPCRoute cannot/],
    ['a rewrite', { filters: [RouteFilter.rewrite({ hostname: 'a.b' })] }, /rules\[0\]\.filters\[0\] rewrites, which a GRPCRoute cannot/],
    ['a rewrite of one backend', { backends: [Backend.service('a', 1, { filters: [RouteFilter.rewrite({ hostname: 'a.b' })] })] },
      /rules\[0\]\.backends\[0\]\.filters\[0\] rewrites, which a GRPCRoute cannot/],
    ['a header that a backend changes too', {
      filters: [RouteFilter.addRequestHeaders({ 'x-a': '1' })],
      backends: [Backend.service('a', 1, { filters: [RouteFilter.addRequestHeaders({ 'X-A': '1' })] })],
    }, /rules\[0\]\.backends\[0\]\.filters\[0\] changes the request header "x-a", which rules\[0\]\.filters\[0\] already does/],
    ['a name that is none', { name: 'A B' }, /rules\[0\]\.name "A B"/],
    ['timeouts', { timeouts: {} } as never, /rules\[0\]\.timeouts is no option here/],
  ])('is refused for %s', (_, rule, message) => {
    expect(() => route(rule)).toThrow(message);
  });

  test.each<[string, Partial<TeamGrpcRouteProps>, RegExp]>([
    ['no rules', { rules: [] }, /rules \[\]: a route has at least one rule/],
    ['a rule that is none', { rules: [null as never] }, /rules\[0\] null: it is not an object/],
    ['17 rules that tie', { rules: Array.from({ length: 17 }, () => ({ backends: [api()] })) },
      /spec\.rules\[16\] .*16 rules are the limit of a route \(Gateway API v1\.6\.1, GRPCRouteSpec\)/],
    ['a hostname of another team', { hostnames: ['bank.company.com'] }, /hostnames\[0\] "bank\.company\.com": it is not granted/],
    ['an option that is none', { listenerNames: ['x'] } as never, /listenerNames is no option here/],
  ])('as a whole is refused for %s', (_, props, message) => {
    expect(() => route({}, props)).toThrow(message);
  });

  const limited = testGrant({ ...KINDS, hostnames: [{ ...grantData().hostnames[0], prefixes: ['/shop.v1.Products', '/shop.v1.Carts/Get'] }] });

  test('stays under granted prefixes by service and method', () => {
    const matches = [GrpcMatch.service('shop.v1.Products'), GrpcMatch.method('shop.v1.Products', 'List'), GrpcMatch.method('shop.v1.Carts', 'Get')];
    expect(() => route({ matches }, {}, limited)).not.toThrow();
  });

  test.each<[string, GrpcMatch[] | undefined, RegExp]>([
    ['no matches', undefined, /rules\[0\]\.matches is missing, so the rule takes every call, and "shop\.company\.com" is granted under "\/shop\.v1\.Products"/],
    ['another service', [GrpcMatch.service('bank.v1.Accounts')], /matches\[0\] takes calls beside the grant.*GrpcMatch\.service/],
    ['a service beside a granted one', [GrpcMatch.service('shop.v1.Products'), GrpcMatch.service('bank.v1.Accounts')], /matches\[1\] takes calls/],
    ['a service that starts like a granted one', [GrpcMatch.service('shop.v1.ProductsAdmin')], /matches\[0\] takes calls/],
    ['another method', [GrpcMatch.method('shop.v1.Carts', 'Drop')], /matches\[0\] takes calls/],
    ['all methods where one is granted', [GrpcMatch.service('shop.v1.Carts')], /matches\[0\] takes calls/],
    ['any call', [GrpcMatch.any()], /matches\[0\] takes calls/],
  ])('is refused under prefixes with %s', (_, matches, message) => {
    expect(() => route({ ...(matches && { matches }) }, {}, limited)).toThrow(message);
  });

  test('is refused where its kind is not granted', () => {
    expect(() => route({}, {}, testGrant())).toThrow(/does not admit GRPCRoute \(only HTTPRoute\)/);
  });
});

describe('a GrpcMatch', () => {
  const headers = [HeaderMatch.exact('x-beta', 'true')];
  const asked = [{ type: 'Exact', name: 'x-beta', value: 'true' }];

  test.each<[string, GrpcMatch, object]>([
    ['method', GrpcMatch.method('shop.v1.Products', 'List'), { method: { type: 'Exact', service: 'shop.v1.Products', method: 'List' } }],
    ['service', GrpcMatch.service('shop.v1.Products', { headers }), { method: { type: 'Exact', service: 'shop.v1.Products' }, headers: asked }],
    ['methodRegex', GrpcMatch.methodRegex('shop\\..*', 'Get.*'), { method: { type: 'RegularExpression', service: 'shop\\..*', method: 'Get.*' } }],
    ['methodRegex with alternatives', GrpcMatch.methodRegex('shop|crm', 'Get|List'),
      { method: { type: 'RegularExpression', service: '(shop|crm)', method: '(Get|List)' } }],
    ['methodRegex with alternatives that stand apart', GrpcMatch.methodRegex('(shop|crm)\\.(v1|v(2|3))', 'Get\\||[|]List'),
      { method: { type: 'RegularExpression', service: '(shop|crm)\\.(v1|v(2|3))', method: '(Get\\||[|]List)' } }],
    ['serviceRegex with characters that look like alternatives', GrpcMatch.serviceRegex('a\\|b[|]c\\$'),
      { method: { type: 'RegularExpression', service: 'a\\|b[|]c\\$' } }],
    ['serviceRegex', GrpcMatch.serviceRegex('shop\\..*', { headers }), { method: { type: 'RegularExpression', service: 'shop\\..*' }, headers: asked }],
    ['any', GrpcMatch.any(), {}],
    ['any with headers', GrpcMatch.any({ headers }), { headers: asked }],
  ])('%s is as the API has it', (_, match, expected) => {
    expect(rulesOf(route({ matches: [match] }))[0].matches).toStrictEqual([expected]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a service with a slash', () => GrpcMatch.service('shop/Products'), /^GrpcMatch\.service: service "shop\/Products": a service is a name of protobuf/],
    ['an empty service', () => GrpcMatch.service(''), /^GrpcMatch\.service: service "": it is no name; write one such as "shop\.v1\.Products"/],
    ['no method', () => GrpcMatch.method('a', undefined as never), /^GrpcMatch\.method: method undefined: it is no name; write one such as "List"/],
    ['a method with a dot', () => GrpcMatch.method('a', 'b.c'), /^GrpcMatch\.method: method "b\.c": a method is a name of protobuf/],
    ['a service of 1025 characters', () => GrpcMatch.service('a'.repeat(1025)), /service ".*1025 characters/],
    ['an expression beyond RE2', () => GrpcMatch.serviceRegex('a(?=b)'), /^GrpcMatch\.serviceRegex: service "a\(\?=b\)"/],
    ['an anchor before the service', () => GrpcMatch.serviceRegex('^shop'),
      /^GrpcMatch\.serviceRegex: service "\^shop": it stands within the path .*; leave \^ and \$ out/],
    ['an anchor after the method', () => GrpcMatch.methodRegex('shop', 'Get$'), /^GrpcMatch\.methodRegex: method "Get\$": it stands within/],
    ['an expression that is none', () => GrpcMatch.methodRegex('a', '('), /^GrpcMatch\.methodRegex: method "\("/],
    ['a header that is none', () => GrpcMatch.any({ headers: ['x'] as never }), /headers\[0\] "x": it is not a HeaderMatch/],
    ['a header twice', () => GrpcMatch.any({ headers: [...headers, HeaderMatch.exact('X-Beta', '1')] }), /headers\[0\] already asks for "x-beta"/],
    ['an option that is none', () => GrpcMatch.any({ method: 'GET' } as never), /method is no option here/],
    ['options in text', () => GrpcMatch.any('x' as never), /options "x": it is not an object/],
  ])('is refused for %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
