import { App, Chart } from 'cdk8s';
import {
  CookieLifetimeType, GatewayDefaultScope, GrpcMethodMatchType, GrpcRoute, type GrpcRouteFilter, GrpcRouteFilterType, type GrpcRouteSpec,
  HeaderMatchType, SessionPersistenceType,
} from '../../../src';

/** What a route with this spec emits. */
function written(spec: GrpcRouteSpec): unknown {
  return new GrpcRoute(new Chart(new App(), 'shop'), 'products', { spec }).toJson().spec;
}

const parent = {
  group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'edge', sectionName: 'https', port: 443,
};
const service = { group: '', kind: 'Service', name: 'products', namespace: 'shop', port: 9000 };
const requestChanges = { set: [{ name: 'x-shop', value: 'eu' }], add: [{ name: 'x-trace', value: 'on' }], remove: ['x-debug'] };
const answerChanges = { set: [{ name: 'x-served-by', value: 'shop' }], add: [{ name: 'vary', value: 'x-shop' }], remove: ['server'] };
const slow = { group: 'company.com', kind: 'RateLimit', name: 'slow' };

/** Every filter; they all can stand in one list. */
const FILTERS: GrpcRouteFilter[] = [
  { type: GrpcRouteFilterType.REQUEST_HEADER_MODIFIER, requestHeaderModifier: requestChanges },
  { type: GrpcRouteFilterType.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: answerChanges },
  { type: GrpcRouteFilterType.REQUEST_MIRROR, requestMirror: { backendRef: service, percent: 5 } },
  { type: GrpcRouteFilterType.REQUEST_MIRROR, requestMirror: { backendRef: service, fraction: { numerator: 1, denominator: 1000 } } },
  { type: GrpcRouteFilterType.EXTENSION_REF, extensionRef: slow },
];

const WRITTEN_FILTERS = [
  { type: 'RequestHeaderModifier', requestHeaderModifier: requestChanges },
  { type: 'ResponseHeaderModifier', responseHeaderModifier: answerChanges },
  { type: 'RequestMirror', requestMirror: { backendRef: service, percent: 5 } },
  { type: 'RequestMirror', requestMirror: { backendRef: service, fraction: { numerator: 1, denominator: 1000 } } },
  { type: 'ExtensionRef', extensionRef: slow },
];

test('a GRPCRoute with every field of both channels', () => {
  expect(written({
    parentRefs: [parent],
    hostnames: ['grpc.company.com'],
    rules: [{
      name: 'products',
      matches: [{
        method: { type: GrpcMethodMatchType.EXACT, service: 'shop.v1.Products', method: 'List' },
        headers: [{ name: 'x-shop', value: 'eu', type: HeaderMatchType.EXACT }],
      }],
      filters: FILTERS,
      backendRefs: [{ ...service, weight: 90, filters: FILTERS }],
      sessionPersistence: {
        sessionName: 'shop', absoluteTimeout: '12h', type: SessionPersistenceType.COOKIE,
        cookieConfig: { lifetimeType: CookieLifetimeType.PERMANENT },
      },
    }],
    useDefaultGateways: GatewayDefaultScope.ALL,
  })).toStrictEqual({
    parentRefs: [parent],
    hostnames: ['grpc.company.com'],
    rules: [{
      name: 'products',
      matches: [{
        method: { type: 'Exact', service: 'shop.v1.Products', method: 'List' },
        headers: [{ name: 'x-shop', value: 'eu', type: 'Exact' }],
      }],
      filters: WRITTEN_FILTERS,
      backendRefs: [{ ...service, weight: 90, filters: WRITTEN_FILTERS }],
      sessionPersistence: { sessionName: 'shop', absoluteTimeout: '12h', type: 'Cookie', cookieConfig: { lifetimeType: 'Permanent' } },
    }],
    useDefaultGateways: 'All',
  });
});

test('the other values: expressions, a session in a header, one that ends with the browser, and no default Gateway', () => {
  expect(written({
    rules: [
      {
        matches: [{
          method: { type: GrpcMethodMatchType.REGULAR_EXPRESSION, service: 'shop\\.v[12]\\.Products' },
          headers: [{ name: 'x-shop', value: 'e.*', type: HeaderMatchType.REGULAR_EXPRESSION }],
        }],
        sessionPersistence: { type: SessionPersistenceType.HEADER },
      },
      { sessionPersistence: { cookieConfig: { lifetimeType: CookieLifetimeType.SESSION } } },
    ],
    useDefaultGateways: GatewayDefaultScope.NONE,
  })).toStrictEqual({
    rules: [
      {
        matches: [{
          method: { type: 'RegularExpression', service: 'shop\\.v[12]\\.Products' },
          headers: [{ name: 'x-shop', value: 'e.*', type: 'RegularExpression' }],
        }],
        sessionPersistence: { type: 'Header' },
      },
      { sessionPersistence: { cookieConfig: { lifetimeType: 'Session' } } },
    ],
    useDefaultGateways: 'None',
  });
});
