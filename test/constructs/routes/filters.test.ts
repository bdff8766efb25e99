import { Duration } from 'cdk8s';
import { Backend, Findings, HttpCorsMethod, HttpMethod, Pods, RouteFilter, RouteMatch, type RouteRule } from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { type Json, routeWith, rulesOf, web } from './shop';

const { cluster, implementation } = grantData();
const experimental: Partial<GrantData> = { cluster: { ...cluster, gatewayApi: { version: '1.6', channel: 'experimental' } } };
const withExperimental = testGrant(experimental);
const ORIGIN = 'https://www.company.com';
const cors = (options: object = {}): RouteFilter => RouteFilter.cors({ allowOrigins: [ORIGIN], ...options });
const auth = (name = 'auth'): Backend => Backend.service(name, 9000);
const AUTH = { group: '', kind: 'Service', name: 'auth', port: 9000 };

/** The filters of a route with one rule, on a cluster with the experimental channel. */
function filtersOf(filters: RouteFilter[], rule: Partial<RouteRule> = {}): Json[] {
  return rulesOf(routeWith({ filters, ...rule }, {}, withExperimental))[0].filters as Json[];
}

describe('RouteFilter.cors', () => {
  test('says what pages of other origins may do, in the API\'s fields', () => {
    const filter = RouteFilter.cors({
      allowOrigins: [ORIGIN, 'https://*.partner.com:8443', 'http://localhost:65535'],
      allowCredentials: true,
      allowMethods: [HttpCorsMethod.GET, HttpCorsMethod.PUT],
      allowHeaders: ['X-Team'],
      exposeHeaders: ['X-Request-Id'],
      maxAge: Duration.minutes(10),
    });
    expect(filtersOf([filter])).toStrictEqual([{
      type: 'CORS',
      cors: {
        allowOrigins: [ORIGIN, 'https://*.partner.com:8443', 'http://localhost:65535'],
        allowCredentials: true,
        allowMethods: ['GET', 'PUT'],
        allowHeaders: ['X-Team'],
        exposeHeaders: ['X-Request-Id'],
        maxAge: 600,
      },
    }]);
  });

  test('takes wildcards where nothing of a user is at stake', () => {
    const filter = RouteFilter.cors({
      allowOrigins: ['*'], allowMethods: [HttpCorsMethod.ALL], allowHeaders: ['*'], exposeHeaders: ['*'], allowCredentials: false,
    });
    expect(filtersOf([filter])).toStrictEqual([{
      type: 'CORS',
      cors: { allowOrigins: ['*'], allowMethods: ['*'], allowHeaders: ['*'], exposeHeaders: ['*'], allowCredentials: false },
    }]);
  });

  test('keeps nothing of the caller\'s lists', () => {
    const allowOrigins = [ORIGIN];
    const filter = RouteFilter.cors({ allowOrigins });
    allowOrigins.push('*');
    expect(filtersOf([filter])).toStrictEqual([{ type: 'CORS', cors: { allowOrigins: [ORIGIN] } }]);
  });

  test('stands in the standard channel from Gateway API 1.5 on', () => {
    const route = routeWith({ filters: [cors()] });
    expect(Findings.of(route)).toEqual([]);
    const old = testGrant({ cluster: { ...cluster, gatewayApi: { version: '1.4', channel: 'standard' } } });
    expect(Findings.of(routeWith({ filters: [cors()] }, {}, old))).toMatchObject([{ code: 'GW005' }]);
  });

  test('is refused where the implementation does not answer, and says who does', () => {
    const grant = testGrant({ implementation: { ...implementation, name: 'Traefik', unsupportedFeatures: ['HTTPRouteCORS'] } });
    expect(() => routeWith({ filters: [cors()] }, {}, grant))
      .toThrow(/\[shop\/web\] TeamRoute: rules\[0\]\.filters, CORS: Traefik does not support it \(HTTPRouteCORS .*: .*Envoy Gateway/);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no options', () => RouteFilter.cors(undefined as never), /^RouteFilter\.cors: options undefined: it is not an object/],
    ['no origins', () => RouteFilter.cors({} as never), /allowOrigins names no origin, so no page could call/],
    ['an empty list of origins', () => cors({ allowOrigins: [] }), /allowOrigins names no origin/],
    ['an unknown option', () => cors({ origins: [] }), /origins is no option here, .*allowOrigins/],
    ['an origin without scheme', () => cors({ allowOrigins: ['www.company.com'] }), /allowOrigins\[0\] "www\.company\.com": an origin is a scheme/],
    ['an origin with a path', () => cors({ allowOrigins: [`${ORIGIN}/shop`] }), /allowOrigins\[0\] .*an origin is a scheme, a host and perhaps a port/],
    ['an origin of another scheme', () => cors({ allowOrigins: ['ftp://a.com'] }), /allowOrigins\[0\] "ftp/],
    ['an inner wildcard', () => cors({ allowOrigins: ['https://www.*.com'] }), /allowOrigins\[0\] .*wildcard only as its first label/],
    ['a port beyond the last', () => cors({ allowOrigins: [`${ORIGIN}:65536`] }), /allowOrigins\[0\] .*65536": it is outside 1 to 65535/],
    ['port 0', () => cors({ allowOrigins: [`${ORIGIN}:0`] }), /it is outside 1 to 65535/],
    ['an origin in upper case', () => cors({ allowOrigins: ['https://WWW.company.com'] }), /lower case; write "https:\/\/www\.company\.com"/],
    ['every origin beside one', () => cors({ allowOrigins: ['*', ORIGIN] }), /allowOrigins .*"\*" stands alone/],
    ['an origin twice', () => cors({ allowOrigins: [ORIGIN, ORIGIN] }), /allowOrigins\[1\] .*allowOrigins\[0\] has the same value/],
    ['65 origins', () => cors({ allowOrigins: Array.from({ length: 65 }, (_, i) => `https://a${i}.com`) }), /65 entries, and 64 is the limit/],
    ['origins that are no list', () => cors({ allowOrigins: ORIGIN }), /allowOrigins "https.*it is not a list/],
    ['a method that is none', () => cors({ allowMethods: ['get'] }), /allowMethods\[0\] "get": it is none of the values/],
    ['every method beside one', () => cors({ allowMethods: [HttpCorsMethod.ALL, HttpCorsMethod.GET] }), /allowMethods .*"\*" stands alone/],
    ['a header that is none', () => cors({ allowHeaders: ['X Team'] }), /allowHeaders\[0\] "X Team"/],
    ['every header beside one', () => cors({ allowHeaders: ['*', 'X-Team'] }), /allowHeaders .*"\*" stands alone/],
    ['a shown header that is none', () => cors({ exposeHeaders: [':path'] }), /exposeHeaders\[0\] ":path"/],
    ['credentials that are text', () => cors({ allowCredentials: 'yes' }), /allowCredentials "yes": it is neither true nor false/],
    ['an age of 0', () => cors({ maxAge: Duration.seconds(0) }), /maxAge "0s": it is not one or more whole seconds; write Duration\.seconds/],
    ['an age of half seconds', () => cors({ maxAge: Duration.millis(1500) }), /maxAge "1s500ms": it is not one or more whole seconds/],
    ['an age that is a number', () => cors({ maxAge: 600 }), /maxAge 600: it is not a Duration of cdk8s/],
    ['credentials for every origin', () => cors({ allowOrigins: ['*'], allowCredentials: true }),
      /allowOrigins\[0\] "\*" with allowCredentials lets every site on the internet call with the user's cookies.*write the origins that are yours/],
    ['credentials for every origin of a scheme', () => cors({ allowOrigins: [ORIGIN, 'https://*'], allowCredentials: true }),
      /allowOrigins\[1\] "https:\/\/\*" with allowCredentials/],
    ['credentials with every header shown', () => cors({ exposeHeaders: ['*'], allowCredentials: true }), /exposeHeaders "\*" with allowCredentials/],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('is refused in a rule that browsers\' questions never reach', () => {
    const matches = [RouteMatch.pathPrefix('/a', { method: HttpMethod.GET }), RouteMatch.pathPrefix('/b', { method: HttpMethod.PUT })];
    expect(() => filtersOf([RouteFilter.mirror(web()), cors()], { matches }))
      .toThrow(/spec\.rules\[0\]\.matches .*: spec\.rules\[0\]\.filters\[1\] answers browsers, which ask with OPTIONS first, and no match takes that method/);
  });

  test.each<[string, RouteMatch[]]>([
    ['a match of OPTIONS', [RouteMatch.pathPrefix('/a', { method: HttpMethod.GET }), RouteMatch.pathPrefix('/a', { method: HttpMethod.OPTIONS })]],
    ['a match of every method', [RouteMatch.pathPrefix('/a', { method: HttpMethod.GET }), RouteMatch.pathPrefix('/b')]],
  ])('is taken with %s', (_, matches) => {
    expect(filtersOf([cors()], { matches })).toHaveLength(1);
  });
});

describe('RouteFilter.externalAuth…', () => {
  test('by HTTP', () => {
    expect(filtersOf([RouteFilter.externalAuthHttp(auth()), cors()])).toStrictEqual([
      { type: 'ExternalAuth', externalAuth: { protocol: 'HTTP', backendRef: AUTH, http: {} } },
      { type: 'CORS', cors: { allowOrigins: [ORIGIN] } },
    ]);
    const all = { path: '/check', allowedHeaders: ['cookie'], allowedResponseHeaders: ['x-user'], forwardBodyBytes: 8192 };
    expect(filtersOf([RouteFilter.externalAuthHttp(Backend.service('auth', 9000, { namespace: 'identity' }), all)])).toStrictEqual([{
      type: 'ExternalAuth',
      externalAuth: {
        protocol: 'HTTP',
        backendRef: { ...AUTH, namespace: 'identity' },
        http: { path: '/check', allowedHeaders: ['cookie'], allowedResponseHeaders: ['x-user'] },
        forwardBody: { maxSize: 8192 },
      },
    }]);
  });

  test('by gRPC', () => {
    expect(filtersOf([RouteFilter.externalAuthGrpc(auth(), { allowedHeaders: ['cookie'], forwardBodyBytes: 1 })])).toStrictEqual([{
      type: 'ExternalAuth',
      externalAuth: { protocol: 'GRPC', backendRef: AUTH, grpc: { allowedHeaders: ['cookie'] }, forwardBody: { maxSize: 1 } },
    }]);
    expect(filtersOf([RouteFilter.externalAuthGrpc(auth())])).toStrictEqual([
      { type: 'ExternalAuth', externalAuth: { protocol: 'GRPC', backendRef: AUTH, grpc: {} } },
    ]);
  });

  test('the gateway is let in to the service, where ingress is isolated', () => {
    const grant = testGrant({ ...experimental, isolation: { ingress: true, egress: false } });
    const at = (name: string): Backend => Backend.service(name, 80, { pods: Pods.labelled({ app: name }, 8080) });
    const route = routeWith({ backends: [at('web')], filters: [RouteFilter.externalAuthHttp(at('auth'))] }, {}, grant);
    expect(route.node.children.map(({ node }) => node.id)).toEqual(['gateway-to-web-8080', 'gateway-to-auth-8080']);
    expect(Findings.of(route)).toEqual([]);
  });

  test('is an error at synth on a cluster with the standard channel, which would drop it and let everybody in', () => {
    expect(Findings.of(routeWith({ filters: [RouteFilter.externalAuthHttp(auth())] }))).toMatchObject([{ code: 'GW005', severity: 'error' }]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no backend', () => RouteFilter.externalAuthHttp('auth' as never), /^RouteFilter\.externalAuthHttp: backend "auth": it is not a Backend/],
    ['a weight', () => RouteFilter.externalAuthGrpc(Backend.service('auth', 80, { weight: 1 })),
      /^RouteFilter\.externalAuthGrpc: backend\.weight 1: one service is asked every time/],
    ['filters of the backend', () => RouteFilter.externalAuthHttp(Backend.service('auth', 80, { filters: [cors()] })),
      /backend\.filters: only backends of a rule have filters, so they would have no effect; leave them out/],
    ['options that are none', () => RouteFilter.externalAuthHttp(auth(), 'x' as never), /options "x": it is not an object/],
    ['a path that is none', () => RouteFilter.externalAuthHttp(auth(), { path: 'check' }), /path "check": a path starts with "\/"/],
    ['a header that is none', () => RouteFilter.externalAuthHttp(auth(), { allowedHeaders: ['a b'] }), /allowedHeaders\[0\] "a b"/],
    ['a header twice', () => RouteFilter.externalAuthGrpc(auth(), { allowedHeaders: ['a', 'a'] }), /allowedHeaders\[1\] "a": allowedHeaders\[0\] has the same/],
    ['an empty list', () => RouteFilter.externalAuthGrpc(auth(), { allowedHeaders: [] }), /allowedHeaders \[\]: it is empty/],
    ['65 headers', () => RouteFilter.externalAuthHttp(auth(), { allowedResponseHeaders: Array.from({ length: 65 }, (_, i) => `x-${i}`) }),
      /allowedResponseHeaders .*65 entries, and 64 is the limit/],
    ['a body of 0 bytes', () => RouteFilter.externalAuthHttp(auth(), { forwardBodyBytes: 0 }), /forwardBodyBytes 0: it is outside 1 to/],
    ['a path by gRPC', () => RouteFilter.externalAuthGrpc(auth(), { path: '/' } as never), /path is no option here, .*allowedHeaders or forwardBodyBytes/],
    ['an unknown option by HTTP', () => RouteFilter.externalAuthHttp(auth(), { headers: [] } as never), /headers is no option here/],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('RouteFilter.extension', () => {
  test('names an object of the route\'s namespace, as often as asked', () => {
    const group = 'gateway.envoyproxy.io';
    expect(filtersOf([RouteFilter.extension(group, 'HTTPRouteFilter', 'a'), RouteFilter.extension(group, 'HTTPRouteFilter', 'b')])).toStrictEqual([
      { type: 'ExtensionRef', extensionRef: { group, kind: 'HTTPRouteFilter', name: 'a' } },
      { type: 'ExtensionRef', extensionRef: { group, kind: 'HTTPRouteFilter', name: 'b' } },
    ]);
  });

  test.each<[string, [string, string, string], RegExp]>([
    ['a version in the group', ['gateway.envoyproxy.io/v1alpha1', 'X', 'a'], /^RouteFilter\.extension: group .*a group has no version; write "gateway\.envoyproxy\.io"/],
    ['a group "core"', ['core', 'ConfigMap', 'a'], /group "core": the core group has no name; write ""/],
    ['a group that is none', ['Envoy', 'X', 'a'], /group "Envoy"/],
    ['a kind that is none', ['a.io', 'x y', 'a'], /kind "x y"/],
    ['a name that no object has', ['a.io', 'X', 'A b'], /name "A b"/],
  ])('refuses %s', (_, [group, kind, name], message) => {
    expect(() => RouteFilter.extension(group, kind, name)).toThrow(message);
  });
});

describe('lists of filters', () => {
  test.each<[string, RouteFilter[], RegExp]>([
    ['two CORS filters', [cors(), cors()], /rules\[0\]\.filters\[1\] answers other origins, and rules\[0\]\.filters\[0\] already does; write one/],
    ['two services that are asked', [RouteFilter.externalAuthHttp(auth()), RouteFilter.externalAuthGrpc(auth('other'))],
      /rules\[0\]\.filters\[1\] asks a service first, and rules\[0\]\.filters\[0\] already does/],
    ['17 filters', Array.from({ length: 17 }, () => RouteFilter.extension('a.io', 'X', 'a')), /filters .*17 entries, and 16 is the limit/],
  ])('%s are refused', (_, filters, message) => {
    expect(() => filtersOf(filters)).toThrow(message);
  });

  test('16 copies stand, each for its own backend', () => {
    const mirrors = Array.from({ length: 16 }, (_, i) => RouteFilter.mirror(Backend.service(`shadow-${i}`, 80), { percent: i }));
    expect(filtersOf(mirrors)).toStrictEqual(mirrors.map((_, i) => ({
      type: 'RequestMirror', requestMirror: { backendRef: { group: '', kind: 'Service', name: `shadow-${i}`, port: 80 }, percent: i },
    })));
  });

  test('16 filters remain after merging, of more that were written', () => {
    const headers = Array.from({ length: 10 }, (_, i) => RouteFilter.addRequestHeaders({ [`X-${i}`]: '1' }));
    const mirrors = Array.from({ length: 15 }, (_, i) => RouteFilter.mirror(Backend.service(`shadow-${i}`, 80)));
    expect(filtersOf([...headers, ...mirrors])).toHaveLength(16);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['without "/"', () => RouteFilter.rewrite({ prefix: 'v2' }), /prefix "v2": a path starts with "\/"; write "\/v2"/],
    ['with a space', () => RouteFilter.redirect({ fullPath: '/a b' }), /fullPath "\/a b": it holds a character that a URL path cannot hold/],
    ['with ".."', () => RouteFilter.rewrite({ fullPath: '/a/../b' }), /fullPath "\/a\/\.\.\/b": "\.", "\.\." and "%2f" are resolved/],
    ['of 1025 characters', () => RouteFilter.redirect({ prefix: `/${'a'.repeat(1024)}` }), /prefix .*1025 characters, and 1024 is the limit/],
  ])('a new path %s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('a copy goes to a backend without filters of its own', () => {
    expect(() => RouteFilter.mirror(Backend.service('shadow', 80, { filters: [cors()] })))
      .toThrow(/^RouteFilter\.mirror: backend\.filters: only backends of a rule have filters/);
  });

});

describe('a header twice in one filter', () => {
  const twice = { 'X-A': '1', 'x-a': '2' };

  test.each([
    'addRequestHeaders', 'replaceRequestHeaders', 'addResponseHeaders', 'replaceResponseHeaders',
  ] as const)('is refused by %s', (factory) => {
    expect(() => RouteFilter[factory](twice)).toThrow(new RegExp(`^RouteFilter\\.${factory}: headers "x-a": "X-A" is the same header, `
      + 'as names are compared without regard to case; write it once, with all its values as one text'));
  });

  test.each(['removeRequestHeaders', 'removeResponseHeaders'] as const)('is refused by %s', (factory) => {
    expect(() => RouteFilter[factory](['X-A', 'X-B', 'x-a']))
      .toThrow(new RegExp(`^RouteFilter\\.${factory}: names "x-a": "X-A" is the same header, .*; leave one out$`));
  });
});
