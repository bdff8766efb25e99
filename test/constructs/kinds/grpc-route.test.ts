import { App, Chart } from 'cdk8s';
import {
  CookieLifetimeType, GatewayDefaultScope, GrpcMethodMatchType, GrpcRoute, GrpcRouteFilterType, type GrpcRouteSpec, HeaderMatchType,
  SessionPersistenceType,
} from '../../../src';

const routeOf = (spec: unknown, namespace?: string): GrpcRoute => {
  const chart = new Chart(new App(), 'shop', { disableResourceNameHashes: true });
  return new GrpcRoute(chart, 'route', { ...(namespace && { metadata: { namespace } }), spec: spec as GrpcRouteSpec });
};
const messageOf = (spec: unknown, namespace?: string): string => {
  try {
    routeOf(spec, namespace);
  } catch (error) {
    return (error as Error).message.replace(/^\[shop\/route\] GrpcRoute: /, '');
  }
  return 'accepted';
};
const rule = (fields: unknown): unknown => ({ rules: [fields] });
const method = (fields: object): unknown => rule({ matches: [{ method: fields }] });
const filters = (...list: object[]): unknown => rule({ filters: list });
const AT = 'spec.rules[0]';

describe('accepted, and emitted as given', () => {
  test('every field of both channels', () => {
    // GIVEN
    const backendRef = { group: '', kind: 'Service', name: 'calls', namespace: 'infra', port: 9000 };
    const headers = { set: [{ name: 'x-a', value: '1' }], add: [{ name: 'x-b', value: '2' }], remove: ['x-c'] };
    const spec: GrpcRouteSpec = {
      parentRefs: [{ group: 'g.io', kind: 'K', name: 'n', namespace: 'ns', sectionName: 'a.b', port: 443 }],
      hostnames: ['*.company.com'],
      rules: [{
        name: 'all',
        matches: [
          {
            method: { type: GrpcMethodMatchType.REGULAR_EXPRESSION, service: 'shop\\..*', method: 'Get.*' },
            headers: [{ name: 'version', value: '2', type: HeaderMatchType.EXACT }],
          },
          { method: { service: '.shop.v1.Products' } },
        ],
        filters: [
          { type: GrpcRouteFilterType.REQUEST_HEADER_MODIFIER, requestHeaderModifier: headers },
          { type: GrpcRouteFilterType.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: headers },
          { type: GrpcRouteFilterType.REQUEST_MIRROR, requestMirror: { backendRef, percent: 10 } },
          { type: GrpcRouteFilterType.REQUEST_MIRROR, requestMirror: { backendRef, fraction: { numerator: 1, denominator: 1000 } } },
          { type: GrpcRouteFilterType.EXTENSION_REF, extensionRef: { group: 'e.io', kind: 'Limit', name: 'n' } },
        ],
        backendRefs: [{ ...backendRef, weight: 1_000_000, filters: [] }, { ...backendRef, weight: 0 }],
        sessionPersistence: {
          sessionName: 's', absoluteTimeout: '12h', type: SessionPersistenceType.COOKIE,
          cookieConfig: { lifetimeType: CookieLifetimeType.PERMANENT },
        },
      }],
      useDefaultGateways: GatewayDefaultScope.ALL,
    };
    // THEN
    expect(routeOf(spec, 'shop').toJson()).toStrictEqual({
      apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GRPCRoute',
      metadata: { name: 'shop-route', namespace: 'shop' }, spec: JSON.parse(JSON.stringify(spec)),
    });
  });

  test.each([
    ['no rules, which the API server fills in for HTTP alone', { rules: [] }],
    ['nothing', {}],
    ['128 matches beside rules without, which count none', { rules: [{ matches: new Array(64).fill({}) }, { matches: new Array(64).fill({}) }, {}] }],
    ['parents that differ by port, as the experimental channel has it', { parentRefs: [{ name: 'a', port: 80 }, { name: 'a', port: 443 }] }],
  ])('%s', (_, spec) => {
    expect(messageOf(spec)).toBe('accepted');
  });
});

describe('refused where it is written', () => {
  test.each<[unknown, string]>([
    [{ hostnames: ['Shop.company.com'] }, 'spec.hostnames[0] "Shop.company.com": a hostname is lower case; write "shop.company.com"'],
    [{ hostnames: new Array(17).fill('a.com') }, 'it has 17 entries, and 16 is the limit'],
    [{ rules: new Array(17).fill({}) }, 'it has 17 entries, and 16 is the limit'],
    [{ rules: [{ name: 'a' }, { name: 'a' }] }, 'spec.rules[1] {"name":"a"}: spec.rules[0] has the same name; give each its own name, or leave one out'],
    [{ rules: [{ matches: new Array(64).fill({}) }, { matches: new Array(64).fill({}) }, { matches: [{}] }] },
      'its rules have 129 matches together, and 128 is the limit (Gateway API v1.6.1, GRPCRouteSpec); put some of the rules into another route'],
    [rule({ matches: new Array(65).fill({}) }), 'it has 65 entries, and 64 is the limit'],
    [rule({ timeouts: { request: '1s' } }),
      `${AT}.timeouts {"request":"1s"}: the field is unknown; write one of name, matches, filters, backendRefs, sessionPersistence, or`],
    [rule({ matches: [{ path: {} }] }), `${AT}.matches[0].path {}: the field is unknown; write one of method, headers, or`],
    [method({}), `${AT}.matches[0].method {}: it names neither a service nor a method; write the service, such as "shop.v1.Products"`],
    [method({ type: 'RegularExpression' }), 'it names neither a service nor a method'],
    [method({ service: 'shop/Products' }), `${AT}.matches[0].method.service "shop/Products": a service is a name of protobuf`],
    [method({ service: '' }), `${AT}.matches[0].method.service "": a service is a name of protobuf`],
    [method({ service: 'shop.1' }), 'in parts joined by "." that start with no digit; write a name such as "shop.v1.Products", or type "RegularExpression"'],
    [method({ service: 'a', method: 'Get.*', type: 'Exact' }), `${AT}.matches[0].method.method "Get.*": a method is a name of protobuf`],
    [method({ method: '' }), `${AT}.matches[0].method.method "": a method is a name of protobuf`],
    [method({ type: 'Prefix', service: 'a' }), 'method.type "Prefix": it is none of the values that the API knows; write "Exact" or "RegularExpression"'],
    [method({ service: 'a'.repeat(1025) }), 'it has 1025 characters, and 1024 is the limit'],
    [rule({ matches: [{ headers: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] }] }), `${AT}.matches[0].headers[0] has the same name`],
    [rule({ matches: [{ headers: [{ name: ':path', value: '/' }] }] }), 'names that start with ":" belong to HTTP/2 itself'],
    [filters({ type: 'URLRewrite' }), `${AT}.filters[0].type "URLRewrite": it is none of the values that the API knows; write "RequestHeaderModifier",`],
    [filters({ type: 'RequestMirror' }), `${AT}.filters[0].requestMirror: it is required; write it: it says what "RequestMirror" does`],
    [filters({ type: 'ExtensionRef', extensionRef: { group: 'a.io', kind: 'K', name: 'n' }, requestHeaderModifier: { remove: ['a'] } }),
      `${AT}.filters[0].requestHeaderModifier {"remove":["a"]}: it belongs to type "RequestHeaderModifier"`],
    [filters(...[0, 1].map(() => ({ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['a'] } }))),
      `${AT}.filters[0] is a RequestHeaderModifier filter too, and one is the limit; put both into one filter`],
    [filters({ type: 'RequestMirror', requestMirror: { backendRef: { name: 'a', port: 1 }, percent: 1, fraction: { numerator: 1 } } }),
      'the share is already said by fraction'],
    [filters({ type: 'RequestMirror', requestMirror: { backendRef: { name: 'a' } } }),
      'requestMirror.backendRef.port: it is required; write the port of Service "a"'],
    [rule({ backendRefs: [{ name: 'a' }] }), `${AT}.backendRefs[0].port: it is required; write the port of Service "a", such as 8080`],
    [rule({ backendRefs: [{ name: 'a', port: 1, weight: -1 }] }), `${AT}.backendRefs[0].weight -1: it is outside 0 to 1000000`],
    [rule({ backendRefs: [{ name: 'a', port: 1, filters: [{ type: 'CORS' }] }] }), `${AT}.backendRefs[0].filters[0].type "CORS": it is none of`],
    [rule({ sessionPersistence: { cookieConfig: { lifetimeType: 'Permanent' } } }), 'sessionPersistence.absoluteTimeout: it is required'],
    [{ parentRefs: [{ name: 'a' }, { name: 'a' }] }, 'spec.parentRefs[0] refers to the same parent'],
    [{ useDefaultGateways: 'Some' }, 'spec.useDefaultGateways "Some": it is none of the values that the API knows; write "All" or "None"'],
  ])('%j', (spec, message) => {
    expect(messageOf(spec)).toContain(message);
  });

  test('traps, all of them at once', () => {
    expect(messageOf({
      hostnames: ['10.0.0.1'], parentRefs: [{ name: 'a' }, { name: 'a', namespace: 'infra' }],
      rules: [{ backendRefs: [{ name: 'a', port: 1, weight: 0 }] }],
    }, 'infra')).toBe([
      'spec.hostnames[0] "10.0.0.1": an IP address is not a hostname; write a DNS name; routes match on the Host header or SNI',
      '  spec.parentRefs[1] {"name":"a","namespace":"infra"}: spec.parentRefs[0] refers to the same parent: '
        + 'an omitted namespace is the route\'s own, "infra"; write another sectionName in each, or leave one out',
      '  spec.rules[0].backendRefs [{"name":"a","port":1,"weight":0}]: every weight is 0, so nothing reaches a backend; '
        + 'write a weight above 0 for one of them',
    ].join('\n'));
  });
});
