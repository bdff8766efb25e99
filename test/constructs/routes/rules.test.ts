import { Duration } from 'cdk8s';
import {
  Backend, HeaderMatch, HttpMethod, HttpScheme, QueryMatch, type RouteFilter as Filter, RouteFilter, RouteMatch, type RouteTimeouts,
} from '../../../src';
import { routeWith, rulesOf, web } from './shop';

const matchOf = (match: RouteMatch): unknown => (rulesOf(routeWith({ matches: [match] }))[0].matches as unknown[])[0];
const filtersOf = (...filters: Filter[]): unknown => rulesOf(routeWith({ matches: [RouteMatch.pathPrefix('/a')], filters }))[0].filters;

describe('RouteMatch', () => {
  test.each([
    ['a prefix', RouteMatch.pathPrefix('/api'), { path: { type: 'PathPrefix', value: '/api' } }],
    ['an exact path', RouteMatch.pathExact('/reports'), { path: { type: 'Exact', value: '/reports' } }],
    ['an expression', RouteMatch.pathRegex('/users/[0-9]+'), { path: { type: 'RegularExpression', value: '/users/[0-9]+' } }],
    ['any path', RouteMatch.anyPath(), { path: { type: 'PathPrefix', value: '/' } }],
    ['headers', RouteMatch.anyPath({ headers: [HeaderMatch.exact('X-Mobile-App', 'true')] }), {
      path: { type: 'PathPrefix', value: '/' }, headers: [{ type: 'Exact', name: 'X-Mobile-App', value: 'true' }],
    }],
    ['queries', RouteMatch.anyPath({ queries: [QueryMatch.regex('export', 'pdf|csv')] }), {
      path: { type: 'PathPrefix', value: '/' }, queryParams: [{ type: 'RegularExpression', name: 'export', value: 'pdf|csv' }],
    }],
    ['a method', RouteMatch.anyPath({ method: HttpMethod.PATCH }), { path: { type: 'PathPrefix', value: '/' }, method: 'PATCH' }],
    ['everything', RouteMatch.pathExact('/reports', {
      headers: [HeaderMatch.regex('X-Version', 'v[12]'), HeaderMatch.exact('X-Team', 'a b')],
      queries: [QueryMatch.exact('export', 'pdf ü')],
      method: HttpMethod.GET,
    }), {
      path: { type: 'Exact', value: '/reports' },
      headers: [{ type: 'RegularExpression', name: 'X-Version', value: 'v[12]' }, { type: 'Exact', name: 'X-Team', value: 'a b' }],
      queryParams: [{ type: 'Exact', name: 'export', value: 'pdf ü' }],
      method: 'GET',
    }],
    ['empty conditions', RouteMatch.pathPrefix('/a', { headers: [], queries: [] }), { path: { type: 'PathPrefix', value: '/a' } }],
  ])('%s', (_, match, expected) => {
    expect(matchOf(match)).toStrictEqual(expected);
  });

  test('a rule without matches says that it takes every path', () => {
    expect(rulesOf(routeWith({}))[0].matches).toStrictEqual([{ path: { type: 'PathPrefix', value: '/' } }]);
  });

  test.each([
    [() => RouteMatch.pathPrefix('api'), /^RouteMatch\.pathPrefix: path "api": a path starts with "\/"; write "\/api"$/],
    [() => RouteMatch.pathPrefix('/a?b=c'), /a path has no query; write "\/a" and match the query with QueryMatch/],
    [() => RouteMatch.pathExact('/a//b'), /write "\/a\/b"/],
    [() => RouteMatch.pathExact('/a/../b'), /resolved before matching/],
    [() => RouteMatch.pathPrefix('/straße'), /percent-encode/],
    [() => RouteMatch.pathPrefix(undefined as never), /path undefined: it is not text/],
    [() => RouteMatch.pathRegex('/a(?!b)'), /pattern "\/a\(\?!b\)": RE2.*no look-ahead/],
    [() => RouteMatch.pathRegex('/(a)\\1'), /no back-references/],
    [() => RouteMatch.pathRegex('/a('), /not a regular expression/],
    [() => RouteMatch.pathRegex(''), /it is empty/],
    [() => RouteMatch.pathRegex(`/${'a'.repeat(1024)}`), /1025 characters, and 1024 is the limit/],
    [() => RouteMatch.anyPath({ method: 'get' as never }), /method "get": it is not a method.*HttpMethod\.GET/],
    [() => RouteMatch.anyPath([HeaderMatch.exact('a', 'b')] as never), /^RouteMatch\.anyPath: options \[.*\]: it is not an object; write \{ headers, queries, method \}/],
    [() => RouteFilter.mirror(Backend.service('a', 80), 20 as never), /^RouteFilter\.mirror: options 20: it is not an object; write \{ percent: 20 \}/],
    [() => RouteMatch.anyPath({ headers: {} as never }), /headers \{\}: it is not a list/],
    [() => RouteMatch.anyPath({ headers: [QueryMatch.exact('a', 'b')] as never }), /headers\[0\] \{\}: it is not a HeaderMatch; write HeaderMatch\.exact/],
    [() => RouteMatch.anyPath({ headers: [HeaderMatch.exact('X-A', '1'), HeaderMatch.exact('x-a', '2')] }),
      /headers\[1\] "x-a": headers\[0\] already asks for "X-A", and only the first of one name counts/],
    [() => RouteMatch.anyPath({ queries: [QueryMatch.exact('a', '1'), QueryMatch.exact('a', '2')] }), /queries\[1\] "a": queries\[0\] already/],
    [() => HeaderMatch.exact('__proto__', 'x'), /^HeaderMatch\.exact: name "__proto__": /],
    [() => HeaderMatch.exact('X A', 'x'), /name "X A"/],
    [() => HeaderMatch.exact('a'.repeat(300), 'x'), /300 characters, and 256 is the limit/],
    [() => HeaderMatch.exact('X-A', 'ü'), /value "ü": a header value is ASCII; percent-encode/],
    [() => HeaderMatch.exact('X-A', ' a'), /starts or ends with a space/],
    [() => HeaderMatch.exact('X-A', ''), /it is empty/],
    [() => HeaderMatch.exact('X-A', true as never), /value true: it is not text/],
    [() => HeaderMatch.regex('X-A', '('), /HeaderMatch\.regex: pattern "\(": it is not a regular expression/],
    [() => QueryMatch.exact('a b', 'x'), /QueryMatch\.exact: name "a b"/],
    [() => QueryMatch.regex('a', '['), /QueryMatch\.regex: pattern "\["/],
    [() => QueryMatch.exact('a', 'x'.repeat(1025)), /1025 characters, and 1024/],
  ])('%s', (make, message) => {
    expect(make).toThrow(message);
  });

  test.each(['(?i)/api', '/v(?P<major>[0-9]+)', '/a\\(?=b', '[(?=]+'])('%s is RE2', (pattern) => {
    expect(matchOf(RouteMatch.pathRegex(pattern))).toEqual({ path: { type: 'RegularExpression', value: pattern } });
  });

  test('names of queries are compared with regard to case', () => {
    const match = RouteMatch.anyPath({ queries: [QueryMatch.exact('a', '1'), QueryMatch.exact('A', '2')] });
    expect(matchOf(match)).toMatchObject({ queryParams: [{ name: 'a' }, { name: 'A' }] });
  });
});

describe('RouteFilter', () => {
  test('header changes of one direction become one modifier, where the first of them stands', () => {
    expect(filtersOf(
      RouteFilter.addRequestHeaders({ 'X-Traffic-Type': 'canary-testing' }),
      RouteFilter.rewrite({ prefix: '/' }),
      RouteFilter.replaceRequestHeaders({ 'X-A': '1', 'X-B': '2' }),
      RouteFilter.replaceResponseHeaders({ 'Cache-Control': 'no-store' }),
      RouteFilter.removeRequestHeaders(['X-Internal']),
      RouteFilter.addResponseHeaders({ Vary: 'X-A' }),
      RouteFilter.removeResponseHeaders(['Server']),
      RouteFilter.rewrite({ hostname: 'internal.company.com' }),
    )).toStrictEqual([
      {
        type: 'RequestHeaderModifier',
        requestHeaderModifier: {
          set: [{ name: 'X-A', value: '1' }, { name: 'X-B', value: '2' }],
          add: [{ name: 'X-Traffic-Type', value: 'canary-testing' }],
          remove: ['X-Internal'],
        },
      },
      { type: 'URLRewrite', urlRewrite: { hostname: 'internal.company.com', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
      {
        type: 'ResponseHeaderModifier',
        responseHeaderModifier: {
          set: [{ name: 'Cache-Control', value: 'no-store' }], add: [{ name: 'Vary', value: 'X-A' }], remove: ['Server'],
        },
      },
    ]);
  });

  test('copies go to several backends, by percent, by fraction, or all', () => {
    const ref = { group: '', kind: 'Service', name: 'web', port: 8080 };
    expect(filtersOf(
      RouteFilter.mirror(web(), { percent: 20 }),
      RouteFilter.mirror(web(), { fraction: { numerator: 1, denominator: 1000 } }),
      RouteFilter.mirror(Backend.service('web', 8080, { namespace: 'ecommerce-prod' }), { fraction: { numerator: 5 } }),
      RouteFilter.mirror(Backend.service('web', 8080, { namespace: 'shadow' })),
    )).toStrictEqual([
      { type: 'RequestMirror', requestMirror: { backendRef: ref, percent: 20 } },
      { type: 'RequestMirror', requestMirror: { backendRef: ref, fraction: { numerator: 1, denominator: 1000 } } },
      { type: 'RequestMirror', requestMirror: { backendRef: ref, fraction: { numerator: 5, denominator: 100 } } },
      { type: 'RequestMirror', requestMirror: { backendRef: { ...ref, namespace: 'shadow' } } },
    ]);
  });

  test.each([
    [{ scheme: HttpScheme.HTTPS, statusCode: 301 }, { scheme: 'https', statusCode: 301 }],
    [{ hostname: 'www.company.com', port: 8443 }, { hostname: 'www.company.com', port: 8443, statusCode: 302 }],
    [{ fullPath: '/new' }, { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' }, statusCode: 302 }],
    [{ prefix: '/v2' }, { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' }, statusCode: 302 }],
  ])('a redirect %j needs no backends', (options, requestRedirect) => {
    const route = routeWith({ matches: [RouteMatch.pathPrefix('/v1')], backends: undefined, filters: [RouteFilter.redirect(options)] });
    expect(rulesOf(route)).toStrictEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/v1' } }], filters: [{ type: 'RequestRedirect', requestRedirect }] },
    ]);
  });

  test.each([
    [() => RouteFilter.replaceRequestHeaders({}), /^RouteFilter\.replaceRequestHeaders: headers \{\}: it names no header/],
    [() => RouteFilter.replaceRequestHeaders({ __proto__: 'x' } as never), /it names no header/],
    [() => RouteFilter.replaceRequestHeaders(JSON.parse('{"__proto__":"x"}') as never), /header "__proto__"/],
    [() => RouteFilter.addResponseHeaders({ 'X A': '1' }), /header "X A"/],
    [() => RouteFilter.addResponseHeaders({ 'X-A': 1 as never }), /headers\["X-A"\] 1: it is not text/],
    [() => RouteFilter.removeRequestHeaders([]), /names \[\]: it names no header/],
    [() => RouteFilter.removeResponseHeaders(['__proto__']), /names\[0\] "__proto__"/],
    [() => RouteFilter.redirect({}), /would redirect for ever/],
    [() => RouteFilter.redirect(undefined as never), /would redirect for ever/],
    [() => RouteFilter.redirect({ statusCode: 301 }), /would redirect for ever/],
    [() => RouteFilter.redirect({ scheme: 'ftp' as never }), /scheme "ftp": .*HttpScheme\.HTTPS/],
    [() => RouteFilter.redirect({ hostname: '*.company.com' }), /a wildcard is not allowed here/],
    [() => RouteFilter.redirect({ port: 65536 }), /port 65536: it is outside 1 to 65535/],
    [() => RouteFilter.redirect({ scheme: HttpScheme.HTTPS, statusCode: 304 }), /statusCode 304: it is not a status of redirects/],
    [() => RouteFilter.redirect({ fullPath: '/a', prefix: '/b' }), /fullPath and prefix are both given/],
    [() => RouteFilter.rewrite({}), /RouteFilter\.rewrite: it changes nothing/],
    [() => RouteFilter.rewrite({ fullPath: 'a' }), /fullPath "a": a path starts with "\/"/],
    [() => RouteFilter.rewrite({ prefix: '/a b' }), /prefix "\/a b"/],
    [() => RouteFilter.mirror({} as never), /backend \{\}: it is not a Backend/],
    [() => RouteFilter.mirror(Backend.service('a', 80, { weight: 2 })), /backend\.weight 2: copies are not shared out by weight/],
    [() => RouteFilter.mirror(web(), { percent: 101 }), /percent 101: it is outside 0 to 100/],
    [() => RouteFilter.mirror(web(), { percent: 1, fraction: { numerator: 1 } }), /percent and fraction are both given/],
    [() => RouteFilter.mirror(web(), { fraction: { numerator: 101 } }), /fraction\.numerator 101: it is outside 0 to 100/],
    [() => RouteFilter.mirror(web(), { fraction: { numerator: 1, denominator: 0 } }), /fraction\.denominator 0/],
    [() => RouteFilter.mirror(web(), { fraction: 0.5 as never }), /fraction 0\.5: it is not an object/],
  ])('%s', (make, message) => {
    expect(make).toThrow(message);
  });

  test.each([
    ['a header set and added', [RouteFilter.replaceRequestHeaders({ 'X-A': '1' }), RouteFilter.addRequestHeaders({ 'x-a': '2' })],
      /rules\[0\]\.filters\[1\] changes the request header "x-a", which rules\[0\]\.filters\[0\] \(set\) already changes/],
    ['two redirects', [RouteFilter.redirect({ port: 1 }), RouteFilter.redirect({ port: 2 })],
      /rules\[0\]\.filters\[1\] redirects, and rules\[0\]\.filters\[0\] already does/],
    ['two hostnames', [RouteFilter.rewrite({ hostname: 'a.b' }), RouteFilter.rewrite({ hostname: 'c.d' })], /filters\[1\] rewrites the hostname/],
    ['two paths', [RouteFilter.rewrite({ prefix: '/a' }), RouteFilter.rewrite({ fullPath: '/b' })], /filters\[1\] rewrites the path/],
    ['a redirect with backends', [RouteFilter.redirect({ port: 1 })], /backendRefs .*redirects, so no request reaches a backend/],
    ['more than 16', Array.from({ length: 17 }, () => RouteFilter.mirror(web())), /filters .*17 entries, and 16 is the limit/],
  ])('%s in one rule: refused', (_, filters, message) => {
    expect(() => filtersOf(...filters)).toThrow(message);
  });

  test('a redirect and a rewrite in one rule: refused', () => {
    const filters = [RouteFilter.redirect({ port: 1 }), RouteFilter.rewrite({ hostname: 'a.b' })];
    expect(() => routeWith({ backends: undefined, filters })).toThrow(/filters\[1\].*nothing to rewrite/);
  });

  test.each([[RouteMatch.pathExact('/a')], [RouteMatch.pathPrefix('/a'), RouteMatch.pathPrefix('/b')]])(
    'a new prefix without exactly one prefix match: refused', (...matches) => {
      expect(() => routeWith({ matches, filters: [RouteFilter.rewrite({ prefix: '/' })] })).toThrow(/exactly one PathPrefix match/);
    });
});

describe('backends of a rule', () => {
  test('weights and namespaces as the API has them', () => {
    const backends = [
      Backend.service('a', 80, { weight: 0 }),
      Backend.service('b', 80, { weight: 1_000_000, namespace: 'ecommerce-prod' }),
      Backend.service('c', 80, { namespace: 'shared' }),
    ];
    expect(rulesOf(routeWith({ backends }))[0].backendRefs).toStrictEqual([
      { group: '', kind: 'Service', name: 'a', port: 80, weight: 0 },
      { group: '', kind: 'Service', name: 'b', port: 80, weight: 1_000_000 },
      { group: '', kind: 'Service', name: 'c', namespace: 'shared', port: 80, weight: 1 },
    ]);
  });

  test.each([
    ['none', undefined, /rules\[0\] has no backends, so each of its requests would get 500/],
    ['an empty list', [], /rules\[0\] has no backends/],
    ['only weight 0', [Backend.service('a', 80, { weight: 0 }), Backend.service('b', 80, { weight: 0 })], /rules\[0\]\.backends all have weight 0/],
    ['17', Array.from({ length: 17 }, web), /backendRefs .*17 entries, and 16 is the limit/],
  ])('%s: refused', (_, backends, message) => {
    expect(() => routeWith({ backends })).toThrow(message);
  });

  test.each([
    [() => Backend.service('Web', 80), /^Backend\.service: name "Web": .*write "web"/],
    [() => Backend.service('ü', 80), /name "ü"/],
    [() => Backend.service('a'.repeat(300), 80), /300 characters, and 63 is the limit/],
    [() => Backend.service('a', 0), /port 0: it is outside 1 to 65535/],
    [() => Backend.service('a', 65536), /port 65536/],
    [() => Backend.service('a', NaN), /port NaN: it is not a whole number/],
    [() => Backend.service('a', 1.5), /port 1\.5/],
    [() => Backend.service('a', 80, { weight: -1 }), /weight -1: it is outside 0 to 1000000/],
    [() => Backend.service('a', 80, { weight: 1_000_001 }), /weight 1000001/],
    [() => Backend.service('a', 80, { weight: 0.5 }), /weight 0\.5: it is not a whole number/],
    [() => Backend.service('a', 80, { namespace: 'A_b' }), /namespace "A_b"/],
    [() => Backend.service('a', 80, { filters: ['a', null] as never }), /^Backend\.service: filters\[0\] "a": it is not a RouteFilter; write RouteFilter\./],
    [() => Backend.service('a', 80, { filters: 'a' as never }), /^Backend\.service: filters "a": it is not a list/],
    [() => Backend.service('a', 80, { pods: {} as never }), /pods \{\}: it does not say which pods; write Pods\.labelled/],
  ])('%s', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('names, timeouts and sizes', () => {
  test.each<[RouteTimeouts, object]>([
    [{ request: Duration.seconds(10) }, { request: '10s' }],
    [{ request: Duration.seconds(90), backendRequest: Duration.millis(1500) }, { request: '1m30s', backendRequest: '1s500ms' }],
    [{ request: Duration.hours(25), backendRequest: Duration.millis(3_661_001) }, { request: '25h', backendRequest: '1h1m1s1ms' }],
    [{ request: Duration.millis(0), backendRequest: Duration.seconds(5) }, { request: '0s', backendRequest: '5s' }],
    [{ request: Duration.seconds(4.35) }, { request: '4s350ms' }],
  ])('timeouts %#', (timeouts, expected) => {
    expect(rulesOf(routeWith({ timeouts }))[0].timeouts).toStrictEqual(expected);
  });

  test.each<[RouteTimeouts, RegExp]>([
    [{ request: Duration.seconds(1), backendRequest: Duration.seconds(2) }, /backendRequest "2s": it is longer than the whole request/],
    [{ request: Duration.millis(0.5) }, /timeouts\.request 0\.5: it is no whole number of milliseconds/],
    [{ request: Duration.hours(100_000) }, /at most five digits of hours/],
    [{ request: '10s' as never }, /rules\[0\]\.timeouts\.request "10s": it is not a Duration of cdk8s; write Duration\.seconds\(10\)/],
    ['10s' as never, /rules\[0\]\.timeouts "10s": it is not an object/],
    [Duration.seconds(3) as never, /rules\[0\]\.timeouts .*: it does not say of what; write \{ request: Duration\.seconds\(3\) \}, or leave it out/],
    [new Date(0) as never, /rules\[0\]\.timeouts .*: it does not say of what/],
    [{}, /rules\[0\]\.timeouts \{\}: it does not say of what/],
  ])('timeouts %# are refused', (timeouts, message) => {
    expect(() => routeWith({ timeouts })).toThrow(message);
  });

  test('a name is a DNS subdomain', () => {
    expect(rulesOf(routeWith({ name: 'checkout.v2' }))[0].name).toBe('checkout.v2');
    expect(() => routeWith({ name: 'Checkout' })).toThrow(/rules\[0\]\.name "Checkout": .*write "checkout"/);
    expect(() => routeWith({ name: 'a'.repeat(300) })).toThrow(/300 characters, and 253 is the limit/);
  });

  test('matches that are said to be none are refused, as the API would take every request', () => {
    expect(() => routeWith({ matches: [] })).toThrow(/rules\[0\]\.matches \[\]: the API would take every request/);
  });
});
