import {
  GatewayClass, HeaderMatchType, type HttpCors, HttpMethod, HttpPathModifierType, type HttpRequestRedirect, HttpRoute,
  type HttpRouteFilter, HttpRouteFilterType, HttpScheme, type HttpUrlRewrite, PathMatchType, QueryParamMatchType,
} from '../../src';
import { backend, type Builder, gateway, GATEWAY_API, grant, http, MESH, prefix, requestHeaders, route } from './parts';

const redirect = (requestRedirect: HttpRequestRedirect): HttpRouteFilter =>
  ({ type: HttpRouteFilterType.REQUEST_REDIRECT, requestRedirect });
const rewrite = (urlRewrite: HttpUrlRewrite): HttpRouteFilter => ({ type: HttpRouteFilterType.URL_REWRITE, urlRewrite });
const full = (replaceFullPath: string) => ({ type: HttpPathModifierType.REPLACE_FULL_PATH, replaceFullPath });
const imported = (name: string) => ({ group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name });

export const basicHttp: Builder = (chart) => {
  new GatewayClass(chart, 'example', {
    spec: { controllerName: 'acme.io/gateway-controller', parametersRef: { name: 'example', group: 'acme.io', kind: 'Parameters' } },
  });
  gateway(chart, 'my-gateway', { gatewayClassName: 'example', listeners: [http('http')] });
  route(chart, 'http-app-1', {
    parentRefs: [{ name: 'my-gateway' }], hostnames: ['foo.com'],
    rules: [
      { matches: [prefix('/bar')], backendRefs: [backend('my-service1')] },
      {
        matches: [{
          headers: [{ type: HeaderMatchType.EXACT, name: 'magic', value: 'foo' }],
          queryParams: [{ type: QueryParamMatchType.EXACT, name: 'great', value: 'example' }],
          path: { type: PathMatchType.PATH_PREFIX, value: '/some/thing' },
          method: HttpMethod.GET,
        }],
        backendRefs: [backend('my-service2')],
      },
    ],
  });
};

export const responseHeaders: Builder = (chart) => route(chart, 'response-header-modifier', {
  parentRefs: [{ name: 'acme-gw' }],
  rules: [{
    matches: [prefix('/add-multiple-response-headers')],
    filters: [{
      type: HttpRouteFilterType.RESPONSE_HEADER_MODIFIER,
      responseHeaderModifier: {
        add: [
          { name: 'X-Header-Add-1', value: 'header-add-1' },
          { name: 'X-Header-Add-2', value: 'header-add-2' },
          { name: 'X-Header-Add-3', value: 'header-add-3' },
          { name: 'Content-Disposition', value: 'attachment; filename="example_file.txt"' },
        ],
      },
    }],
    backendRefs: [backend('echo')],
  }],
});

export const meshFrontend: Builder = (chart) => route(chart, 'mesh-split-v1', {
  parentRefs: [{ group: '', kind: 'Service', name: 'echo-v2' }],
  rules: [{
    filters: [{
      type: HttpRouteFilterType.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: { set: [{ name: 'X-Header-Set', value: 'set' }] },
    }],
    backendRefs: [{ name: 'echo-v2', port: 80 }],
  }],
}, MESH);

export const timeoutExample: Builder = (chart) => route(chart, 'timeout-example', {
  parentRefs: [{ name: 'example-gateway' }],
  rules: [{
    matches: [prefix('/timeout')], timeouts: { request: '10s', backendRequest: '2s' }, backendRefs: [backend('timeout-svc')],
  }],
});

export const storeRoute: Builder = (chart) => route(chart, 'store', {
  parentRefs: [{ name: 'shared-gateway', namespace: 'infra-ns' }],
  rules: [{ matches: [{ path: { value: '/store' } }], backendRefs: [backend('store')] }],
}, 'store-ns');

const cors = (settings: HttpCors): Builder => (chart) => route(chart, 'cors-allow-credentials', {
  parentRefs: [{ name: 'same-namespace' }],
  rules: [{
    matches: [prefix('/cors-behavior-creds-false')],
    backendRefs: [backend('infra-backend-v1')],
    filters: [{ type: HttpRouteFilterType.CORS, cors: settings }],
  }],
});

export const corsAllOrigins: Builder = cors({ allowOrigins: ['*'], allowCredentials: false });
export const corsWildcards: Builder = cors({
  allowOrigins: ['https://www.baz.com', 'https://*.bar.com', 'https://*.foo.com'], allowCredentials: false,
});

export const headerFilter: Builder = (chart) => route(chart, 'http-filter-1', {
  hostnames: ['my.filter.com'],
  rules: [{
    filters: [requestHeaders({ add: [{ name: 'my-header', value: 'foo' }] })],
    backendRefs: [{ name: 'my-filter-svc1', weight: 1, port: 80 }],
  }],
});

export const headerAdd: Builder = (chart) => route(chart, 'header-http-echo', {
  parentRefs: [{ name: 'acme-gw' }],
  rules: [{
    matches: [prefix('/add-a-request-header')],
    filters: [requestHeaders({ add: [{ name: 'my-header-name', value: 'my-header-value' }] })],
    backendRefs: [backend('echo')],
  }],
});

export const headerSet: Builder = (chart) => route(chart, 'header-http-echo', {
  parentRefs: [{ name: 'acme-gw' }],
  rules: [{
    matches: [prefix('/edit-a-request-header')],
    filters: [requestHeaders({ set: [{ name: 'my-header-name', value: 'my-new-header-value' }] })],
    backendRefs: [backend('echo')],
  }],
});

export const redirect307: Builder = (chart) => route(chart, 'method-preserving-redirect', {
  parentRefs: [{ name: 'redirect-gateway' }], hostnames: ['api.example.com'],
  rules: [{ matches: [prefix('/api/v1')], filters: [redirect({ path: full('/api/v2'), statusCode: 307 })] }],
});

export const redirectFull: Builder = (chart) => route(chart, 'http-filter-redirect', {
  hostnames: ['redirect.example'],
  rules: [{ matches: [prefix('/cayenne')], filters: [redirect({ path: full('/paprika'), statusCode: 302 })] }],
});

export const redirectedHttps: Builder = (chart) => {
  new HttpRoute(chart, 'https', {
    metadata: { name: 'https-route', labels: { gateway: 'redirect-gateway' } },
    spec: {
      parentRefs: [{ name: 'redirect-gateway', sectionName: 'https' }], hostnames: ['redirect.example'],
      rules: [{ backendRefs: [{ name: 'example-svc', port: 80 }] }],
    },
  });
};

export const rewriteFullPath: Builder = (chart) => route(chart, 'http-filter-rewrite', {
  hostnames: ['rewrite.example'],
  rules: [{
    matches: [prefix('/cardamom')],
    filters: [rewrite({ hostname: 'elsewhere.example', path: full('/fennel') })],
    backendRefs: [{ name: 'example-svc', weight: 1, port: 80 }],
  }],
});

export const rewriteHostname: Builder = (chart) => route(chart, 'http-filter-rewrite', {
  hostnames: ['rewrite.example'],
  rules: [{ filters: [rewrite({ hostname: 'elsewhere.example' })], backendRefs: [{ name: 'example-svc', weight: 1, port: 80 }] }],
});

export const rewriteOnly: Builder = (chart) => route(chart, 'http-filter-1', {
  parentRefs: [{ name: 'my-filter-gateway', sectionName: 'http' }], hostnames: ['my-filter.example.com'],
  rules: [{ filters: [rewrite({ path: full('/foo') })] }],
}, 'gateway-api-example-ns1');

export const barRoute: Builder = (chart) => route(chart, 'bar-route', {
  parentRefs: [{ name: 'example-gateway' }], hostnames: ['bar.example.com'],
  rules: [
    {
      matches: [{ headers: [{ type: HeaderMatchType.EXACT, name: 'env', value: 'canary' }] }],
      backendRefs: [backend('bar-svc-canary')],
    },
    { backendRefs: [backend('bar-svc')] },
  ],
});

export const gamma: Builder = (chart) => route(chart, 'store', {
  parentRefs: [imported('store')], rules: [{ matches: [{ path: { value: '/cart' } }], backendRefs: [imported('cart')] }],
});

export const locations: Builder = (chart) => route(chart, 'store', {
  parentRefs: [{ name: 'external-http' }],
  rules: [
    { matches: [prefix('/west')], backendRefs: [{ ...imported('store-west'), port: 8080 }] },
    { matches: [prefix('/east')], backendRefs: [{ ...imported('store-east'), port: 8080 }] },
    { backendRefs: [{ ...imported('store'), port: 8080 }] },
  ],
});

export const importedWithGrant: Builder = (chart) => {
  route(chart, 'foo', { rules: [{ matches: [prefix('/bar')], backendRefs: [{ ...imported('bar'), namespace: 'bar' }] }] }, 'foo');
  grant(chart, 'bar', { group: GATEWAY_API, kind: 'HTTPRoute', namespace: 'foo' }, { group: 'multicluster.x-k8s.io', kind: 'ServiceImport' }, 'bar');
};

export const simpleRoute: Builder = (chart) =>
  route(chart, 'foo', { parentRefs: [{ name: 'prod-web' }], rules: [{ backendRefs: [backend('foo-svc')] }] });

export const httpsRoute: Builder = (chart) => route(chart, 'foo', {
  parentRefs: [{ name: 'example-gateway', sectionName: 'https' }], hostnames: ['foo.example.com'],
  rules: [
    { matches: [prefix('/')], backendRefs: [{ name: 'foo-app', port: 80 }] },
    { matches: [prefix('/orders')], backendRefs: [{ name: 'foo-orders-app', port: 80 }] },
  ],
});

export const tlsRedirect: Builder = (chart) => route(chart, 'tls-redirect', {
  parentRefs: [{ name: 'example-gateway', sectionName: 'http' }], hostnames: ['foo.example.com', 'bar.example.com'],
  rules: [{ filters: [redirect({ scheme: HttpScheme.HTTPS, port: 443 })] }],
});

export const splitByHeader: Builder = (chart) => {
  new HttpRoute(chart, 'foo', {
    metadata: { name: 'foo-route', labels: { gateway: 'prod-web-gw' } },
    spec: {
      hostnames: ['foo.example.com'],
      rules: [
        { backendRefs: [backend('foo-v1')] },
        { matches: [{ headers: [{ name: 'traffic', value: 'test' }] }], backendRefs: [backend('foo-v2')] },
      ],
    },
  });
};

export const splitDone: Builder = (chart) => {
  new HttpRoute(chart, 'foo', {
    metadata: { name: 'foo-route', labels: { gateway: 'prod-web-gw' } },
    spec: {
      hostnames: ['foo.example.com'], rules: [{ backendRefs: [backend('foo-v1', { weight: 0 }), backend('foo-v2', { weight: 1 })] }],
    },
  });
};
