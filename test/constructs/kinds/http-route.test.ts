import { App, Chart } from 'cdk8s';
import {
  HttpExternalAuthProtocol, HttpPathModifierType, HttpRoute, HttpRouteFilterType, type HttpRouteSpec, PathMatchType, SessionPersistenceType,
} from '../../../src';

const routeOf = (spec: unknown): HttpRoute => new HttpRoute(new Chart(new App(), 'shop'), 'route', { spec: spec as HttpRouteSpec });
const messageOf = (spec: unknown): string => {
  try {
    routeOf(spec);
  } catch (error) {
    return (error as Error).message.replace(/^\[shop\/route\] HttpRoute: /, '');
  }
  return 'accepted';
};
const rule = (fields: unknown): unknown => ({ rules: [fields] });
const path = (value: unknown, type?: unknown): unknown => rule({ matches: [{ path: { value, ...(type !== undefined && { type }) } }] });
const backend = (fields: object): unknown => rule({ backendRefs: [{ name: 'shop', port: 8080, ...fields }] });
const filter = (fields: object): unknown => rule({ filters: [fields] });
const redirect = (settings: object): object => ({ type: 'RequestRedirect', requestRedirect: settings });
const rewrite = (settings: object): object => ({ type: 'URLRewrite', urlRewrite: settings });
const replacePrefix = { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' } };
const mirror = (share: object): unknown =>
  filter({ type: 'RequestMirror', requestMirror: { backendRef: { name: 'copy', port: 80 }, ...share } });
const setHeader = (name: unknown, value: unknown = 'x'): unknown =>
  filter({ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name, value }] } });
const AT = 'spec.rules[0]';

describe('accepted, and emitted as given', () => {
  test('every field of both channels', () => {
    const backendRef = { group: '', kind: 'Service', name: 'auth', namespace: 'infra', port: 9000 };
    const spec: HttpRouteSpec = {
      parentRefs: [{ group: 'g.io', kind: 'K', name: 'n', namespace: 'ns', sectionName: 'a.b', port: 443 }],
      hostnames: ['*.company.com', 'xn--bcher-kva.com'],
      rules: [{
        name: 'all',
        matches: [{ path: { type: PathMatchType.REGULAR_EXPRESSION, value: '/a/[^/]+//?#' } }],
        filters: [
          {
            type: HttpRouteFilterType.EXTERNAL_AUTH,
            externalAuth: {
              protocol: HttpExternalAuthProtocol.HTTP, backendRef, forwardBody: { maxSize: 8192 },
              http: { path: '/check', allowedHeaders: ['cookie'], allowedResponseHeaders: ['x-user'] },
            },
          },
          {
            type: HttpRouteFilterType.EXTERNAL_AUTH,
            externalAuth: { protocol: HttpExternalAuthProtocol.GRPC, backendRef, grpc: { allowedHeaders: ['cookie'] } },
          },
          { type: HttpRouteFilterType.EXTENSION_REF, extensionRef: { group: 'e.io', kind: 'Limit', name: 'n' } },
          { type: HttpRouteFilterType.EXTENSION_REF, extensionRef: { group: 'e.io', kind: 'Limit', name: 'm' } },
        ],
        backendRefs: [{ ...backendRef, weight: 1_000_000, filters: [] }, { ...backendRef, weight: 0 }],
        timeouts: { request: '1h30m', backendRequest: '500ms' },
        retry: { codes: [500, 503], attempts: 3, backoff: '100ms' },
        sessionPersistence: { sessionName: 's', absoluteTimeout: '12h', type: SessionPersistenceType.HEADER },
      }],
      useDefaultGateways: undefined,
    };
    expect(routeOf(spec).toJson().spec).toStrictEqual(JSON.parse(JSON.stringify(spec)));
  });

  test.each([
    ['no path in the match of a replaced prefix: the default is a prefix', rule({ filters: [rewrite(replacePrefix)] })],
    ['only headers in the match of a replaced prefix', rule({ matches: [{ headers: [{ name: 'a', value: 'b' }] }], filters: [rewrite(replacePrefix)] })],
    ['an empty list of matches', rule({ matches: [] })],
    ['parents that differ by section', { parentRefs: [{ name: 'a', sectionName: 'x' }, { name: 'a', sectionName: 'y' }] }],
    ['parents that differ by port, as the experimental channel has it', { parentRefs: [{ name: 'a', port: 80 }, { name: 'a', port: 443 }] }],
    ['parents that differ by namespace', { parentRefs: [{ name: 'a' }, { name: 'a', namespace: 'x' }] }],
    ['a backend of another kind without a port', rule({ backendRefs: [{ group: 'g.io', kind: 'ServiceImport', name: 'a' }] })],
    ['a request timeout of zero, which stands for none', rule({ timeouts: { request: '0s', backendRequest: '5s' } })],
    ['128 matches', { rules: [0, 1].map(() => ({ matches: new Array(64).fill({}) })) }],
    ['all percentages', { rules: [0, 100].map((percent) => (mirror({ percent }) as { rules: unknown[] }).rules[0]) }],
  ])('%s', (_, spec) => {
    expect(messageOf(spec)).toBe('accepted');
  });
});

describe('refused where it is written', () => {
  test.each<[unknown, string]>([
    [{ hostnames: ['https://shop.company.com'] }, 'spec.hostnames[0] "https://shop.company.com": a hostname has no scheme; write "shop.company.com"'],
    [{ hostnames: ['shop.company.com:443'] }, 'a hostname has no port; write "shop.company.com"; ports belong to listeners'],
    [{ hostnames: ['shop.company.com.'] }, 'a hostname has no trailing dot; write "shop.company.com"'],
    [{ hostnames: ['10.0.0.1'] }, 'an IP address is not a hostname'],
    [{ hostnames: ['Shop.company.com'] }, 'a hostname is lower case; write "shop.company.com"'],
    [{ hostnames: ['shop.*.com'] }, 'a wildcard stands only for whole first labels; write it as "*.company.com"'],
    [{ hostnames: ['bücher.com'] }, 'a hostname is ASCII; write its punycode form (xn--…)'],
    [{ hostnames: [''] }, 'spec.hostnames[0] "": it is empty'],
    [{ hostnames: 'shop.company.com' }, 'spec.hostnames "shop.company.com": it is not a list; write it in [ ]'],
    [{ hostnames: new Array(17).fill('a.com') }, 'it has 17 entries, and 16 is the limit'],
    [{ hostnames: null }, 'spec.hostnames null: null is not a value; leave the field out, or write its value'],
    [{ useDefaultGateways: 'Some' }, 'spec.useDefaultGateways "Some": it is none of the values that the API knows; write "All" or "None"'],
    [{ rules: [] }, 'spec.rules []: it is empty, and at least 1 entry is needed'],
    [{ rules: new Array(17).fill({}) }, 'it has 17 entries, and 16 is the limit'],
    [{ rules: [null] }, 'spec.rules[0] null: it is not an object'],
    [{ rules: new Array(1) }, 'spec.rules[0]: it is not an object'],
    [rule({ matches: new Array(65).fill({}) }), 'it has 65 entries, and 64 is the limit'],
    [{ rules: [64, 64, 1].map((count) => ({ matches: new Array(count).fill({}) })) }, 'its rules have 129 matches together, and 128 is the limit'],
    [{ rules: [{ name: 'a' }, {}, { name: 'a' }] }, 'spec.rules[2] {"name":"a"}: spec.rules[0] has the same name; give each its own name'],
    [rule({ name: 'A rule' }), `${AT}.name "A rule": a name holds lower case letters`],
    [rule({ backendRefs: new Array(17).fill({}) }), 'it has 17 entries, and 16 is the limit'],
    [rule({ filters: new Array(17).fill({}) }), 'it has 17 entries, and 16 is the limit'],
  ])('%j', (spec, message) => {
    expect(messageOf(spec)).toContain(message);
  });

  test.each<[unknown, string]>([
    [path('api'), `${AT}.matches[0].path.value "api": a path starts with "/"; write "/api"`],
    [path('/a?b=1'), 'a path has no query; write "/a"'],
    [path('/a//b'), '"//" is merged before matching'],
    [path('/a/../b'), `${AT}.matches[0].path.value "/a/../b": `],
    [path('/a/%2Fb'), `${AT}.matches[0].path.value "/a/%2Fb": `],
    [path('/a#b'), 'a path has no fragment'],
    [path('/a b'), 'it holds a character that a URL path cannot hold; percent-encode it'],
    [path('/'.padEnd(1025, 'a')), 'it has 1025 characters, and 1024 is the limit'],
    [path('(', 'RegularExpression'), 'accepted'],
    [path('', 'Exact'), 'a path starts with "/"; write "/"'],
    [path(5), `${AT}.matches[0].path.value 5: it is not text`],
    [path('/a', 'prefix'), `${AT}.matches[0].path.type "prefix": it is none of the values that the API knows; write "Exact", "PathPrefix" or`],
    [rule({ matches: [{ method: 'get' }] }), `${AT}.matches[0].method "get": it is none of the values`],
    [rule({ matches: [{ headers: [{ name: 'x y', value: 'a' }] }] }), 'headers[0].name "x y": a header name holds letters'],
    [rule({ matches: [{ headers: [{ name: ':path', value: 'a' }] }] }), 'names that start with ":" belong to HTTP/2 itself'],
    [rule({ matches: [{ headers: [{ name: '__proto__', value: 'a' }] }] }), 'headers[0].name "__proto__": programs that keep names in an object'],
    [rule({ matches: [{ headers: [{ name: 'a', value: '' }] }] }), 'headers[0].value "": it is empty'],
    [rule({ matches: [{ headers: [{ name: 'a', value: 'x\r\ny: z' }] }] }), 'a header value has no control characters'],
    [rule({ matches: [{ headers: [{ name: 'a' }] }] }), 'headers[0].value: it is required; write it'],
    [rule({ matches: [{ headers: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] }] }), 'headers[0] has the same name'],
    [rule({ matches: [{ queryParams: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] }] }), 'queryParams[0] has the same name'],
    [rule({ matches: [{ queryParams: [{ name: 'a b', value: '1' }] }] }), 'a query parameter name holds letters'],
  ])('matches: %j', (spec, message) => {
    expect(messageOf(spec)).toContain(message);
  });

  test.each<[unknown, string]>([
    ...[0, 65_536, -1].map((port): [unknown, string] => [backend({ port }), `${AT}.backendRefs[0].port ${port}: it is outside 1 to 65535`]),
    ...[NaN, 1.5, '8080', Infinity].map((port): [unknown, string] => [backend({ port }), 'it is not a whole number; write a whole number such as 8080']),
    ...[-1, 1_000_001].map((weight): [unknown, string] => [backend({ weight }), `weight ${weight}: it is outside 0 to 1000000`]),
    ...[NaN, 1.5, '1', true].map((weight): [unknown, string] => [backend({ weight }), `weight ${JSON.stringify(weight) === 'null' ? 'NaN' : JSON.stringify(weight)}: it is not a whole number`]),
    [rule({ backendRefs: [{ name: 'shop' }] }), `${AT}.backendRefs[0].port: it is required; write the port of Service "shop", such as 8080`],
    [rule({ backendRefs: [{ name: '', port: 1 }] }), `${AT}.backendRefs[0].name "": it is empty`],
    [backend({ namespace: 'Shop' }), `${AT}.backendRefs[0].namespace "Shop": a DNS label`],
    [backend({ kind: '1Service' }), 'a kind holds letters'],
    [backend({ filters: [redirect({}), rewrite({})] }), `${AT}.backendRefs[0].filters[1]`],
    [backend({ filters: [rewrite(replacePrefix)] }), 'accepted'],
    [{ rules: [{ matches: [{}, {}], backendRefs: [{ name: 'a', port: 1, filters: [redirect(replacePrefix)] }] }] },
      `${AT}.backendRefs[0].filters[0].requestRedirect.path.type "ReplacePrefixMatch": which prefix it replaces is said by ${AT}.matches`],
  ])('backends: %j', (spec, message) => {
    expect(messageOf(spec)).toContain(message);
  });

  test.each<[unknown, string]>([
    [filter({}), `${AT}.filters[0].type: it is required`],
    [filter({ type: 'Rewrite' }), `${AT}.filters[0].type "Rewrite": it is none of the values that the API knows; write "RequestHeaderModifier",`],
    [filter({ type: 'CORS' }), `${AT}.filters[0].cors: it is required; write it: it says what "CORS" does`],
    [filter({ ...rewrite({}), cors: {} }), `${AT}.filters[0].cors {}: it belongs to type "CORS", and the type here is "URLRewrite"; leave it out`],
    ...['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'RequestRedirect', 'URLRewrite', 'ExtensionRef', 'CORS', 'ExternalAuth']
      .map((type): [unknown, string] => [filter({ type, bogus: 1 }), `${AT}.filters[0].bogus 1: the field is unknown`]),
    [rule({ filters: [redirect({}), rewrite({})] }), `${AT}.filters[1] {"type":"URLRewrite","urlRewrite":{}}: a redirect answers the request`],
    [rule({ filters: [rewrite({}), rewrite({})] }), `${AT}.filters[0] is a URLRewrite filter too, and one is the limit; put both into one filter`],
    [{ rules: [{ filters: [redirect({})], backendRefs: [{ name: 'a', port: 1 }] }] },
      `${AT}.backendRefs [{"name":"a","port":1}]: ${AT}.filters[0] redirects, so no request reaches a backend`],
    [rule({ matches: [{ path: { type: 'Exact', value: '/a' } }], filters: [rewrite(replacePrefix)] }), 'which must be exactly one PathPrefix match'],
    [filter(redirect({ hostname: '*.company.com' })), 'a wildcard is not allowed here; write one hostname'],
    [filter(redirect({ scheme: 'ftp' })), 'requestRedirect.scheme "ftp": it is none of the values that the API knows; write "http" or "https"'],
    [filter(redirect({ statusCode: 300 })), 'statusCode 300: it is none of the values that the API knows; write 301, 302, 303, 307 or 308'],
    [filter(redirect({ statusCode: '301' })), 'statusCode "301": it is none of the values'],
    [filter(redirect({ port: 0 })), 'requestRedirect.port 0: it is outside 1 to 65535'],
    [filter(rewrite({ path: { type: HttpPathModifierType.REPLACE_FULL_PATH } })), 'urlRewrite.path.replaceFullPath: it is required'],
    [filter(rewrite({ path: { type: 'ReplaceFullPath', replaceFullPath: '/', replacePrefixMatch: '/' } })), 'it belongs to type "ReplacePrefixMatch"'],
    [mirror({ percent: 10, fraction: { numerator: 1 } }), 'percent 10: the share is already said by fraction; leave percent or fraction out'],
    [mirror({ percent: 101 }), 'percent 101: it is outside 0 to 100'],
    [mirror({ fraction: { numerator: 101 } }), 'fraction.numerator 101: it is more than the denominator 100; write at most 100'],
    [mirror({ fraction: { numerator: 1, denominator: 0 } }), 'fraction.denominator 0: it is outside 1 to'],
    [mirror({ backendRef: { name: 'copy' } }), 'requestMirror.backendRef.port: it is required; write the port of Service "copy"'],
    [setHeader('a b'), 'requestHeaderModifier.set[0].name "a b": a header name'],
    [setHeader('__proto__'), 'set[0].name "__proto__": programs that keep names in an object lose this one'],
    [setHeader('a', 'x\ny'), 'a header value has no control characters, such as line ends; write it on one line'],
    [setHeader('a', 5), 'set[0].value 5: it is not text'],
    [filter({ type: 'RequestHeaderModifier', requestHeaderModifier: { set: { 'x-a': '1' } } }), 'set {"x-a":"1"}: it is not a list'],
    [filter({ type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['a', 'a'] } }), 'remove[0] has the same value'],
    [filter({ type: 'CORS', cors: { allowOrigins: ['company.com'] } }), 'an origin is a scheme, a host and perhaps a port'],
    [filter({ type: 'CORS', cors: { allowMethods: ['*', 'GET'] } }), '"*" stands alone; leave "*" or the other entries out'],
    [filter({ type: 'CORS', cors: { allowHeaders: ['*', 'a'] } }), '"*" stands alone'],
    [filter({ type: 'CORS', cors: { maxAge: 0 } }), 'cors.maxAge 0: it is outside 1 to'],
    [filter({ type: 'CORS', cors: { allowCredentials: 'yes' } }), 'allowCredentials "yes": it is neither true nor false'],
    [filter({ type: 'ExternalAuth', externalAuth: { protocol: 'GRPC', backendRef: { name: 'a', port: 1 } } }), 'externalAuth.grpc: it is required'],
    [filter({ type: 'ExternalAuth', externalAuth: { protocol: 'GRPC', grpc: {}, http: {}, backendRef: { name: 'a', port: 1 } } }),
      'externalAuth.http {}: it belongs to type "HTTP", and the type here is "GRPC"'],
  ])('filters: %j', (spec, message) => {
    expect(messageOf(spec)).toContain(message);
  });

  test.each<[unknown, string]>([
    [rule({ timeouts: { request: '0.5s' } }), `${AT}.timeouts.request "0.5s": a duration is up to four whole numbers of at most five digits, each with h, m, s or ms; write "500ms"`],
    [rule({ timeouts: { request: '100us' } }), 'write a duration such as "1h30m" or "500ms"'],
    [rule({ timeouts: { request: '-1s' } }), 'a duration is up to four whole numbers'],
    [rule({ timeouts: { request: '' } }), 'a duration is up to four whole numbers'],
    [rule({ timeouts: { request: 10 } }), 'timeouts.request 10: it is not text; write a duration such as "10s"'],
    [rule({ timeouts: { request: '1s', backendRequest: '1001ms' } }),
      `${AT}.timeouts.backendRequest "1001ms": it is longer than the whole request may take (1s); write at most "1s"`],
    [rule({ retry: { codes: [399] } }), 'retry.codes[0] 399: it is outside 400 to 599'],
    [rule({ retry: { codes: [500, 500] } }), 'retry.codes[0] has the same value'],
    [rule({ retry: { attempts: 0 } }), 'retry.attempts 0: it is less than 1; write a number such as 3'],
    [rule({ retry: { attempts: 1e300 } }), 'retry.attempts 1e+300: it is too large to be exact; write a number such as 3'],
    [rule({ retry: { attempts: 1.5 } }), 'retry.attempts 1.5: it is not a whole number'],
    [rule({ sessionPersistence: { type: 'Header', cookieConfig: {} } }), 'cookieConfig {}: sessions are kept by type "Header"; leave it out'],
    [rule({ sessionPersistence: { cookieConfig: { lifetimeType: 'Permanent' } } }),
      'sessionPersistence.absoluteTimeout: it is required; write how long a permanent cookie lasts, such as "12h"'],
    [{ parentRefs: [{ name: 'a' }, { name: 'a' }] },
      'spec.parentRefs[1] {"name":"a"}: spec.parentRefs[0] refers to the same parent; write another sectionName in each, or leave one out'],
    [{ parentRefs: [{ name: 'a', sectionName: 'x' }, { name: 'b' }, { name: 'a' }] }, 'spec.parentRefs[0] refers to the same parent'],
    [{ parentRefs: [{ name: 'a', kind: 'Gateway' }, { name: 'a', group: 'gateway.networking.k8s.io' }] }, 'refers to the same parent'],
    [{ parentRefs: [{ name: 'a', port: 80 }, { name: 'a' }] }, 'refers to the same parent'],
    [{ parentRefs: new Array(33).fill({ name: 'a' }) }, 'it has 33 entries, and 32 is the limit'],
    [{ parentRefs: [{ name: 'a', sectionName: 'Http' }] }, 'spec.parentRefs[0].sectionName "Http": a name holds lower case letters'],
  ])('timeouts, retries, sessions, parents: %j', (spec, message) => {
    expect(messageOf(spec)).toContain(message);
  });

  test('traps are said of what the API server takes', () => {
    expect(messageOf({ hostnames: ['10.0.0.1'], rules: [] })).toBe(
      'spec.rules []: it is empty, and at least 1 entry is needed; write one, or leave the field out');
    expect(messageOf({ hostnames: ['10.0.0.1'], rules: [{ filters: [rewrite({})] }] })).toBe(
      'spec.hostnames[0] "10.0.0.1": an IP address is not a hostname; write a DNS name; routes match on the Host header or SNI\n'
      + '  spec.rules[0].filters[0].urlRewrite {}: it changes nothing; write hostname or path, or leave the filter out');
  });

  test('one parent twice, where the route says its namespace', () => {
    const spec = { parentRefs: [{ name: 'edge' }, { name: 'edge', namespace: 'shop' }] };
    const chart = new Chart(new App(), 'shop');
    expect(() => new HttpRoute(chart, 'route', { metadata: { namespace: 'shop' }, spec })).toThrow(
      '[shop/route] HttpRoute: spec.parentRefs[1] {"name":"edge","namespace":"shop"}: spec.parentRefs[0] refers to the same parent');
    expect(new HttpRoute(chart, 'route', { spec }).toJson().spec).toStrictEqual(spec);
  });

  test('a list of a million entries and an object that holds itself take no time', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(messageOf({ hostnames: new Array(1_000_000).fill('X') })).toContain('it has 1000000 entries');
    expect(messageOf({ hostnames: [circle] })).toContain('spec.hostnames[0] [object Object]: it is not text');
    expect(messageOf(circle)).toContain('spec.self [object Object]: the field is unknown');
  });

  test.each<[string, unknown]>([
    ['in a fix that quotes it', filter({
      type: 'ExternalAuth',
      externalAuth: { protocol: 'HTTP', backendRef: { name: 'auth', port: 80 }, http: { path: `/a?${'x'.repeat(1_000_000)}//` } },
    })],
    ['in a path match', path(`/${'//x'.repeat(400_000)}`)],
  ])('a value of a megabyte is shortened %s', (_, spec) => {
    const message = messageOf(spec);
    expect(message).toContain('(shortened)');
    expect(message.length).toBeLessThan(2000);
  });
});
