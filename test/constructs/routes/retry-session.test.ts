import { Duration } from 'cdk8s';
import {
  Backend, CanaryRelease, type CanaryReleaseProps, CookieLifetimeType, HeaderMatch, RouteFilter, type RouteRetry, type RouteRule,
  type RouteSessionPersistence, SessionPersistenceType,
} from '../../../src';
import { grantData, testGrant } from '../../util/grants';
import { type Json, routeWith, rulesOf, shopChart, web } from './shop';

const { cluster, implementation } = grantData();
const experimental = testGrant({ cluster: { ...cluster, gatewayApi: { version: '1.6', channel: 'experimental' } } });
const ruleOf = (rule: Partial<RouteRule>): Json => rulesOf(routeWith(rule, {}, experimental))[0];

describe('retry', () => {
  test.each<[RouteRetry, object]>([
    [{ codes: [502, 503], attempts: 3, backoff: Duration.millis(100) }, { codes: [502, 503], attempts: 3, backoff: '100ms' }],
    [{ codes: [400, 599] }, { codes: [400, 599] }],
    [{ attempts: 1 }, { attempts: 1 }],
    [{ backoff: Duration.hours(99_999) }, { backoff: '99999h' }],
  ])('%j is written in the API\'s fields', (retry, expected) => {
    expect(ruleOf({ retry }).retry).toStrictEqual(expected);
  });

  test('keeps nothing of the caller\'s list', () => {
    const codes = [503];
    const route = routeWith({ retry: { codes } }, {}, experimental);
    codes.push(1);
    expect(rulesOf(route)[0].retry).toStrictEqual({ codes: [503] });
  });

  test.each<[string, unknown, RegExp]>([
    ['what is no object', 3, /rules\[0\]\.retry 3: it is not an object/],
    ['an unknown option', { count: 3 }, /rules\[0\]\.retry\.count is no option here, .*codes, attempts or backoff/],
    ['a code below 400', { codes: [503, 399] }, /rules\[0\]\.retry\.codes\[1\] 399: it is outside 400 to 599/],
    ['a code above 599', { codes: [600] }, /rules\[0\]\.retry\.codes\[0\] 600/],
    ['a code twice', { codes: [503, 503] }, /rules\[0\]\.retry\.codes\[1\] 503: rules\[0\]\.retry\.codes\[0\] has the same value/],
    ['codes that are no list', { codes: 503 }, /rules\[0\]\.retry\.codes 503: it is not a list/],
    ['no attempts', { attempts: 0 }, /rules\[0\]\.retry\.attempts 0/],
    ['half an attempt', { attempts: 0.5 }, /rules\[0\]\.retry\.attempts 0\.5: it is not a whole number/],
    ['a wait that is text', { backoff: '1s' }, /rules\[0\]\.retry\.backoff "1s": it is not a Duration of cdk8s/],
    ['a wait of 0', { backoff: Duration.millis(0) }, /rules\[0\]\.retry\.backoff "0s": it is no time at all/],
    ['a wait of half milliseconds', { backoff: Duration.millis(0.5) }, /retry\.backoff 0\.5: it is no whole number of milliseconds/],
    ['a wait of six digits of hours', { backoff: Duration.hours(100_000) }, /retry\.backoff .*at most five digits of hours/],
  ])('refuses %s', (_, retry, message) => {
    expect(() => ruleOf({ retry: retry as RouteRetry })).toThrow(message);
  });

  test('is refused in the standard channel', () => {
    expect(() => routeWith({ retry: { attempts: 1 } })).toThrow(
      /rules\[0\]\.retry: only the experimental channel of Gateway API 1\.6 has it, and cluster "eks" has the standard one.*gatewayApiChannel of the ClusterProfile/);
  });

  test('is refused where the implementation does not retry', () => {
    const grant = testGrant({
      cluster: { ...cluster, gatewayApi: { version: '1.6', channel: 'experimental' } },
      implementation: { ...implementation, name: 'Cilium', unsupportedFeatures: ['HTTPRouteRetry'] },
    });
    expect(() => routeWith({ retry: {} }, {}, grant)).toThrow(/rules\[0\]\.retry: Cilium does not support it \(HTTPRouteRetry .*Envoy Gateway/);
  });
});

describe('sessionPersistence', () => {
  test.each<[RouteSessionPersistence, object]>([
    [{}, { type: 'Cookie' }],
    [{ sessionName: 'shop-session', absoluteTimeout: Duration.hours(12), cookieLifetime: CookieLifetimeType.PERMANENT },
      { type: 'Cookie', sessionName: 'shop-session', absoluteTimeout: '12h', cookieConfig: { lifetimeType: 'Permanent' } }],
    [{ cookieLifetime: CookieLifetimeType.SESSION }, { type: 'Cookie', cookieConfig: { lifetimeType: 'Session' } }],
    [{ type: SessionPersistenceType.HEADER, sessionName: 'X-Session' }, { type: 'Header', sessionName: 'X-Session' }],
    [{ sessionName: 'a'.repeat(128) }, { type: 'Cookie', sessionName: 'a'.repeat(128) }],
  ])('%j is written in the API\'s fields', (sessionPersistence, expected) => {
    expect(ruleOf({ sessionPersistence }).sessionPersistence).toStrictEqual(expected);
  });

  test.each<[string, unknown, RegExp]>([
    ['what is no object', true, /rules\[0\]\.sessionPersistence true: it is not an object/],
    ['an unknown option', { idleTimeout: '1h' }, /rules\[0\]\.sessionPersistence\.idleTimeout is no option here/],
    ['an unknown type', { type: 'Query' }, /rules\[0\]\.sessionPersistence\.type "Query": it is none of the values/],
    ['an empty name', { sessionName: '' }, /sessionPersistence\.sessionName "": it is empty/],
    ['a name of 129 characters', { sessionName: 'a'.repeat(129) }, /sessionName .*129 characters, and 128 is the limit/],
    ['a name that no cookie has', { sessionName: 'a=b' }, /sessionName "a=b": a cookie name holds/],
    ['a name that no header has', { type: SessionPersistenceType.HEADER, sessionName: 'X Session' }, /sessionName "X Session": a header name holds/],
    ['a name that is none', { sessionName: 1 }, /sessionName 1: it is not text/],
    ['a timeout that is text', { absoluteTimeout: '12h' }, /absoluteTimeout "12h": it is not a Duration of cdk8s/],
    ['a timeout of 0', { absoluteTimeout: Duration.millis(0) }, /absoluteTimeout "0s": it is no time at all/],
    ['an unknown lifetime', { cookieLifetime: 'Forever' }, /cookieLifetime "Forever": it is no lifetime of a cookie/],
    ['a lasting cookie without timeout', { cookieLifetime: CookieLifetimeType.PERMANENT }, /absoluteTimeout: it is required/],
    ['a cookie beside a header', { type: SessionPersistenceType.HEADER, cookieLifetime: CookieLifetimeType.SESSION },
      /cookieLifetime "Session": the session is kept by a header/],
  ])('refuses %s', (_, sessionPersistence, message) => {
    expect(() => ruleOf({ sessionPersistence: sessionPersistence as RouteSessionPersistence })).toThrow(message);
  });

  test('is refused in the standard channel', () => {
    expect(() => routeWith({ sessionPersistence: {} })).toThrow(/rules\[0\]\.sessionPersistence: only the experimental channel/);
  });
});

test.each<Partial<RouteRule>>([{ retry: {} }, { sessionPersistence: {} }])('a rule that redirects refuses %j, which nothing would read', (option) => {
  const rule = { backends: undefined, filters: [RouteFilter.redirect({ port: 1 })], ...option };
  expect(() => ruleOf(rule)).toThrow(/rules\[0\]\.(retry|sessionPersistence): the rule redirects and has no backends, so it would have no effect/);
});

describe('a CanaryRelease', () => {
  const release = (props: Partial<CanaryReleaseProps>): CanaryRelease => new CanaryRelease(shopChart(experimental), 'products', {
    stable: web(), canary: Backend.service('web-v2', 8080), weight: 20, ...props,
  });

  test('retries and keeps sessions; its preview keeps others', () => {
    const rules = rulesOf(release({
      retry: { attempts: 2 }, sessionPersistence: { sessionName: 'shop' }, preview: HeaderMatch.exact('X-Preview', 'true'),
    }));
    expect(rules.map(({ retry, sessionPersistence }) => ({ retry, sessionPersistence }))).toStrictEqual([
      { retry: { attempts: 2 }, sessionPersistence: { type: 'Cookie', sessionName: 'shop-preview' } },
      { retry: { attempts: 2 }, sessionPersistence: { type: 'Cookie', sessionName: 'shop' } },
    ]);
  });

  test('leaves the name of both sessions to the implementation, where none is said', () => {
    const rules = rulesOf(release({ sessionPersistence: {}, preview: HeaderMatch.exact('X-Preview', 'true') }));
    expect(rules.map(({ sessionPersistence }) => sessionPersistence)).toStrictEqual([{ type: 'Cookie' }, { type: 'Cookie' }]);
  });

  test('refuses a name that its preview\'s makes too long', () => {
    expect(() => release({ sessionPersistence: { sessionName: 'a'.repeat(121) }, preview: HeaderMatch.exact('X-Preview', 'true') }))
      .toThrow(/sessionPersistence\.sessionName .*129 characters, and 128 is the limit/);
  });

  test('names its options as they are written', () => {
    expect(() => release({ retry: { codes: [1] } })).toThrow(/^\[shop\/products\] CanaryRelease: retry\.codes\[0\] 1: it is outside 400 to 599/);
    expect(() => release({ sessionPersistence: { type: 'x' as never } })).toThrow(/CanaryRelease: sessionPersistence\.type "x"/);
  });

  test('gives each version filters of its own', () => {
    const version = (value: string): RouteFilter[] => [RouteFilter.addResponseHeaders({ 'X-Version': value })];
    const stable = Backend.service('web', 8080, { filters: version('1') });
    const canary = Backend.service('web-v2', 8080, { filters: version('2') });
    const filters = (value: string): object[] =>
      [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'X-Version', value }] } }];
    expect(rulesOf(release({ stable, canary }))[0].backendRefs).toStrictEqual([
      { group: '', kind: 'Service', name: 'web', port: 8080, weight: 80, filters: filters('1') },
      { group: '', kind: 'Service', name: 'web-v2', port: 8080, weight: 20, filters: filters('2') },
    ]);
    expect(() => release({ stable: Backend.service('web', 8080, { filters: [RouteFilter.redirect({ port: 1 })] }) }))
      .toThrow(/CanaryRelease: stable\.filters\[0\] redirects/);
  });

  test('refuses filters of a canary that gets copies, which pass none', () => {
    const canary = Backend.service('web-v2', 8080, { filters: [RouteFilter.addRequestHeaders({ 'X-A': '1' })] });
    expect(() => release({ canary, weight: undefined, mirror: 20 })).toThrow(/canary\.filters: copies pass no filters of a backend, so they would have no effect/);
  });
});
