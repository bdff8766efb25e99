import { App, Chart } from 'cdk8s';
import {
  CookieLifetimeType, GatewayDefaultScope, HeaderMatchType, HttpCorsMethod, HttpExternalAuthProtocol, HttpMethod, HttpPathModifierType,
  HttpRoute, type HttpRouteFilter, HttpRouteFilterType, type HttpRouteRule, type HttpRouteSpec, HttpScheme, PathMatchType, QueryParamMatchType,
  SessionPersistenceType,
} from '../../../src';

/** What a route with this spec emits. */
function written(spec: HttpRouteSpec): unknown {
  return new HttpRoute(new Chart(new App(), 'shop'), 'products', { spec }).toJson().spec;
}

const service = { group: '', kind: 'Service', name: 'products', namespace: 'shop', port: 8080 };
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const { ALL, ...NAMED } = HttpCorsMethod;

/** Every filter that can stand in one list: a redirect or a rewrite, but not both. */
const FILTERS: HttpRouteFilter[] = [
  {
    type: HttpRouteFilterType.REQUEST_HEADER_MODIFIER,
    requestHeaderModifier: { set: [{ name: 'x-shop', value: 'eu' }], add: [{ name: 'x-trace', value: 'on' }], remove: ['x-debug'] },
  },
  {
    type: HttpRouteFilterType.RESPONSE_HEADER_MODIFIER,
    responseHeaderModifier: { set: [{ name: 'x-served-by', value: 'shop' }], add: [{ name: 'vary', value: 'x-shop' }], remove: ['server'] },
  },
  { type: HttpRouteFilterType.REQUEST_MIRROR, requestMirror: { backendRef: service, percent: 5 } },
  { type: HttpRouteFilterType.REQUEST_MIRROR, requestMirror: { backendRef: service, fraction: { numerator: 1, denominator: 1000 } } },
  { type: HttpRouteFilterType.EXTENSION_REF, extensionRef: { group: 'company.com', kind: 'RateLimit', name: 'slow' } },
  {
    type: HttpRouteFilterType.CORS,
    cors: {
      allowOrigins: ['https://*.company.com'], allowCredentials: true, allowMethods: Object.values(NAMED), allowHeaders: ['x-shop'],
      exposeHeaders: ['x-served-by'], maxAge: 600,
    },
  },
  {
    type: HttpRouteFilterType.EXTERNAL_AUTH,
    externalAuth: {
      protocol: HttpExternalAuthProtocol.HTTP, backendRef: service, forwardBody: { maxSize: 8192 },
      http: { path: '/check', allowedHeaders: ['cookie'], allowedResponseHeaders: ['x-user'] },
    },
  },
  {
    type: HttpRouteFilterType.EXTERNAL_AUTH,
    externalAuth: { protocol: HttpExternalAuthProtocol.GRPC, backendRef: service, grpc: { allowedHeaders: ['cookie'] } },
  },
];

const WRITTEN_FILTERS = [
  {
    type: 'RequestHeaderModifier',
    requestHeaderModifier: { set: [{ name: 'x-shop', value: 'eu' }], add: [{ name: 'x-trace', value: 'on' }], remove: ['x-debug'] },
  },
  {
    type: 'ResponseHeaderModifier',
    responseHeaderModifier: { set: [{ name: 'x-served-by', value: 'shop' }], add: [{ name: 'vary', value: 'x-shop' }], remove: ['server'] },
  },
  { type: 'RequestMirror', requestMirror: { backendRef: service, percent: 5 } },
  { type: 'RequestMirror', requestMirror: { backendRef: service, fraction: { numerator: 1, denominator: 1000 } } },
  { type: 'ExtensionRef', extensionRef: { group: 'company.com', kind: 'RateLimit', name: 'slow' } },
  {
    type: 'CORS',
    cors: {
      allowOrigins: ['https://*.company.com'], allowCredentials: true,
      allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'],
      allowHeaders: ['x-shop'], exposeHeaders: ['x-served-by'], maxAge: 600,
    },
  },
  {
    type: 'ExternalAuth',
    externalAuth: {
      protocol: 'HTTP', backendRef: service, forwardBody: { maxSize: 8192 },
      http: { path: '/check', allowedHeaders: ['cookie'], allowedResponseHeaders: ['x-user'] },
    },
  },
  { type: 'ExternalAuth', externalAuth: { protocol: 'GRPC', backendRef: service, grpc: { allowedHeaders: ['cookie'] } } },
];

const rewrite = (path: HttpRouteFilter['urlRewrite']): HttpRouteFilter => ({ type: HttpRouteFilterType.URL_REWRITE, urlRewrite: path });
const redirect = (settings: HttpRouteFilter['requestRedirect']): HttpRouteFilter =>
  ({ type: HttpRouteFilterType.REQUEST_REDIRECT, requestRedirect: settings });

test('an HTTPRoute with every field of both channels', () => {
  const replaced = rewrite({ hostname: 'shop.internal', path: { type: HttpPathModifierType.REPLACE_PREFIX_MATCH, replacePrefixMatch: '/' } });
  expect(written({
    parentRefs: [{
      group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'edge', sectionName: 'https', port: 443,
    }],
    hostnames: ['shop.company.com'],
    rules: [{
      name: 'products',
      matches: [{
        path: { type: PathMatchType.PATH_PREFIX, value: '/products' },
        method: HttpMethod.OPTIONS,
        headers: [{ name: 'origin', value: 'eu', type: HeaderMatchType.EXACT }],
        queryParams: [{ name: 'page', value: '[0-9]+', type: QueryParamMatchType.REGULAR_EXPRESSION }],
      }],
      filters: [...FILTERS, replaced],
      backendRefs: [{ ...service, weight: 90, filters: [...FILTERS, replaced] }],
      timeouts: { request: '10s', backendRequest: '2s' },
      retry: { codes: [503], attempts: 3, backoff: '100ms' },
      sessionPersistence: {
        sessionName: 'shop', absoluteTimeout: '12h', type: SessionPersistenceType.COOKIE,
        cookieConfig: { lifetimeType: CookieLifetimeType.PERMANENT },
      },
    }],
    useDefaultGateways: GatewayDefaultScope.ALL,
  })).toStrictEqual({
    parentRefs: [{
      group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'edge', sectionName: 'https', port: 443,
    }],
    hostnames: ['shop.company.com'],
    rules: [{
      name: 'products',
      matches: [{
        path: { type: 'PathPrefix', value: '/products' },
        method: 'OPTIONS',
        headers: [{ name: 'origin', value: 'eu', type: 'Exact' }],
        queryParams: [{ name: 'page', value: '[0-9]+', type: 'RegularExpression' }],
      }],
      filters: [
        ...WRITTEN_FILTERS,
        { type: 'URLRewrite', urlRewrite: { hostname: 'shop.internal', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
      ],
      backendRefs: [{
        ...service, weight: 90,
        filters: [
          ...WRITTEN_FILTERS,
          { type: 'URLRewrite', urlRewrite: { hostname: 'shop.internal', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
        ],
      }],
      timeouts: { request: '10s', backendRequest: '2s' },
      retry: { codes: [503], attempts: 3, backoff: '100ms' },
      sessionPersistence: { sessionName: 'shop', absoluteTimeout: '12h', type: 'Cookie', cookieConfig: { lifetimeType: 'Permanent' } },
    }],
    useDefaultGateways: 'All',
  });
});

/** A rule whose filters stand on itself, and one whose filters stand on its backend. */
function bothPlaces(filter: HttpRouteFilter): HttpRouteRule[] {
  return [{ filters: [filter] }, { backendRefs: [{ name: 'products', port: 8080, filters: [filter] }] }];
}

test.each<[string, HttpRouteFilter, unknown]>([
  ['a redirect to another prefix',
    redirect({
      scheme: HttpScheme.HTTPS, hostname: 'www.company.com', port: 8443, statusCode: 301,
      path: { type: HttpPathModifierType.REPLACE_PREFIX_MATCH, replacePrefixMatch: '/new' },
    }),
    {
      type: 'RequestRedirect',
      requestRedirect: {
        scheme: 'https', hostname: 'www.company.com', port: 8443, statusCode: 301,
        path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' },
      },
    }],
  ['a redirect to another path',
    redirect({ scheme: HttpScheme.HTTP, path: { type: HttpPathModifierType.REPLACE_FULL_PATH, replaceFullPath: '/new' } }),
    { type: 'RequestRedirect', requestRedirect: { scheme: 'http', path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } } }],
  ...[302, 303, 307, 308].map((statusCode): [string, HttpRouteFilter, unknown] => [
    `a redirect with status ${statusCode}`,
    redirect({ hostname: 'www.company.com', statusCode }),
    { type: 'RequestRedirect', requestRedirect: { hostname: 'www.company.com', statusCode } },
  ]),
  ['a rewrite of the whole path',
    rewrite({ path: { type: HttpPathModifierType.REPLACE_FULL_PATH, replaceFullPath: '/new' } }),
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } } }],
  ['CORS for every method',
    { type: HttpRouteFilterType.CORS, cors: { allowMethods: [ALL] } },
    { type: 'CORS', cors: { allowMethods: ['*'] } }],
])('%s', (_, filter, expected) => {
  expect(written({ rules: bothPlaces(filter) })).toStrictEqual({
    rules: [{ filters: [expected] }, { backendRefs: [{ name: 'products', port: 8080, filters: [expected] }] }],
  });
});

test('every method', () => {
  expect(written({ rules: [{ matches: Object.values(HttpMethod).map((method) => ({ method })) }] }))
    .toStrictEqual({ rules: [{ matches: METHODS.map((method) => ({ method })) }] });
});

test('every type of path, header and query match', () => {
  expect(written({
    rules: [{
      matches: [
        { path: { type: PathMatchType.EXACT, value: '/a' }, headers: [{ name: 'a', value: '.*', type: HeaderMatchType.REGULAR_EXPRESSION }] },
        {
          path: { type: PathMatchType.REGULAR_EXPRESSION, value: '/a|/b' },
          queryParams: [{ name: 'a', value: 'b', type: QueryParamMatchType.EXACT }],
        },
      ],
    }],
  })).toStrictEqual({
    rules: [{
      matches: [
        { path: { type: 'Exact', value: '/a' }, headers: [{ name: 'a', value: '.*', type: 'RegularExpression' }] },
        { path: { type: 'RegularExpression', value: '/a|/b' }, queryParams: [{ name: 'a', value: 'b', type: 'Exact' }] },
      ],
    }],
  });
});

test('a session that a header keeps, and one that ends with the browser', () => {
  expect(written({
    rules: [
      { sessionPersistence: { type: SessionPersistenceType.HEADER } },
      { sessionPersistence: { cookieConfig: { lifetimeType: CookieLifetimeType.SESSION } } },
    ],
    useDefaultGateways: GatewayDefaultScope.NONE,
  })).toStrictEqual({
    rules: [{ sessionPersistence: { type: 'Header' } }, { sessionPersistence: { cookieConfig: { lifetimeType: 'Session' } } }],
    useDefaultGateways: 'None',
  });
});
