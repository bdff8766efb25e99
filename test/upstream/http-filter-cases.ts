import {
  type HttpHeader, type HttpPathModifier, HttpPathModifierType, type HttpRequestMirror, type HttpRequestRedirect, type HttpRouteFilter, HttpRouteFilterType,
  type HttpRouteRule, type ParentReference,
} from '../../src';
import { backend, type Builder, INFRA, infraRoute, MESH, MODIFY_HEADERS, prefix, requestHeaders, route } from './parts';

const full = (replaceFullPath: string): HttpPathModifier => ({ type: HttpPathModifierType.REPLACE_FULL_PATH, replaceFullPath });
const newPrefix = (replacePrefixMatch: string): HttpPathModifier =>
  ({ type: HttpPathModifierType.REPLACE_PREFIX_MATCH, replacePrefixMatch });
const redirect = (path: string, requestRedirect: HttpRequestRedirect): HttpRouteRule =>
  ({ matches: [prefix(path)], filters: [{ type: HttpRouteFilterType.REQUEST_REDIRECT, requestRedirect }] });
const rewrite = (path: HttpPathModifier): HttpRouteFilter => ({ type: HttpRouteFilterType.URL_REWRITE, urlRewrite: { path } });
const headers = (stem: string, value: string, count: number): HttpHeader[] =>
  Array.from({ length: count }, (_, i) => ({ name: `${stem}-${i + 1}`, value: `${value}-${i + 1}` }));

/** A route of the mesh, for the Service `echo`. */
export const ECHO: ParentReference = { group: '', kind: 'Service', name: 'echo', port: 80 };

export const redirect303: Builder = (chart) =>
  infraRoute(chart, '303-redirect', 'same-namespace', [redirect('/see-other', { statusCode: 303 })]);

export const redirect308: Builder = (chart) =>
  infraRoute(chart, '308-redirect', 'same-namespace', [redirect('/permanent', { statusCode: 308 })]);

export const redirectPath: Builder = (chart) => infraRoute(chart, 'redirect-path', 'same-namespace', [
  redirect('/original-prefix', { path: newPrefix('/replacement-prefix') }),
  redirect('/full', { path: full('/full-path-replacement') }),
  redirect('/path-and-host', { hostname: 'example.org', path: newPrefix('/replacement-prefix') }),
  redirect('/path-and-status', { path: newPrefix('/replacement-prefix'), statusCode: 301 }),
  redirect('/full-path-and-host', { hostname: 'example.org', path: full('/replacement-full') }),
  redirect('/full-path-and-status', { path: full('/replacement-full'), statusCode: 301 }),
]);

const REDIRECT_PORT: HttpRouteRule[] = [
  redirect('/port', { port: 8083 }),
  redirect('/port-and-host', { hostname: 'example.org', port: 8083 }),
  redirect('/port-and-status', { port: 8083, statusCode: 301 }),
  redirect('/port-and-host-and-status', { port: 8083, hostname: 'example.org', statusCode: 302 }),
];

export const redirectPort: Builder = (chart) => infraRoute(chart, 'redirect-port', 'same-namespace', REDIRECT_PORT);

export const meshRedirectPort: Builder = (chart) =>
  route(chart, 'mesh-redirect-port', { parentRefs: [ECHO], rules: REDIRECT_PORT }, MESH);

export const mesh303: Builder = (chart) =>
  route(chart, 'mesh-303-redirect', { parentRefs: [ECHO], rules: [redirect('/redirect', { statusCode: 303 })] }, MESH);

export const mesh308: Builder = (chart) =>
  route(chart, 'mesh-308-redirect', { parentRefs: [ECHO], rules: [redirect('/permanent', { statusCode: 308 })] }, MESH);

export const meshRedirectHost: Builder = (chart) => route(chart, 'mesh-redirect-host-and-status', {
  parentRefs: [ECHO],
  rules: [
    redirect('/hostname-redirect', { hostname: 'example.org' }),
    redirect('/host-and-status', { statusCode: 301, hostname: 'example.org' }),
  ],
}, MESH);

/** Header changes of a backend alone. */
function modifiedBackends(service: string): HttpRouteRule[] {
  const rule = (path: string, filter: HttpRouteFilter): HttpRouteRule =>
    ({ matches: [prefix(path)], backendRefs: [backend(service, { filters: [filter] })] });
  return [
    rule('/set', requestHeaders({ set: [{ name: 'X-Header-Set', value: 'set-overwrites-values' }] })),
    rule('/add', requestHeaders({ add: [{ name: 'X-Header-Add', value: 'add-appends-values' }] })),
    rule('/remove', requestHeaders({ remove: ['X-Header-Remove'] })),
    rule('/multiple', requestHeaders({
      set: headers('X-Header-Set', 'header-set', 2),
      add: headers('X-Header-Add', 'header-add', 3),
      remove: ['X-Header-Remove-1', 'X-Header-Remove-2'],
    })),
    rule('/case-insensitivity', requestHeaders({
      set: [{ name: 'X-Header-Set', value: 'header-set' }],
      add: [{ name: 'X-Header-Add', value: 'header-add' }],
      remove: ['X-Header-Remove'],
    })),
  ];
}

export const headersOfBackend: Builder = (chart) =>
  infraRoute(chart, 'request-header-modifier', 'same-namespace', modifiedBackends('infra-backend-v1'));

export const meshHeadersOfBackend: Builder = (chart) =>
  route(chart, 'mesh-request-header-modifier', { parentRefs: [ECHO], rules: modifiedBackends('echo-v1') }, MESH);

function mirrored(path: string, share: Partial<HttpRequestMirror>, ...before: HttpRouteFilter[]): HttpRouteRule {
  const copy = backend('infra-backend-v2', { namespace: INFRA });
  return {
    matches: [prefix(path)],
    filters: [...before, { type: HttpRouteFilterType.REQUEST_MIRROR, requestMirror: { backendRef: copy, ...share } }],
    backendRefs: [backend('infra-backend-v1', { namespace: INFRA })],
  };
}

export const mirror: Builder = (chart) => infraRoute(chart, 'request-mirror', 'same-namespace', [
  mirrored('/mirror', {}),
  mirrored('/mirror-and-modify-headers', {}, MODIFY_HEADERS),
]);

export const mirrorShare: Builder = (chart) => infraRoute(chart, 'request-percentage-mirror', 'same-namespace', [
  mirrored('/percent-mirror', { percent: 20 }),
  mirrored('/percent-mirror-fraction', { fraction: { numerator: 25, denominator: 50 } }),
  mirrored('/percent-mirror-and-modify-headers', { percent: 35 }, MODIFY_HEADERS),
]);

function rewritten(service: string, port: number): HttpRouteRule[] {
  const rule = (path: string, ...filters: HttpRouteFilter[]): HttpRouteRule =>
    ({ matches: [prefix(path)], filters, backendRefs: [{ name: service, port }] });
  return [
    rule('/prefix/one', rewrite(newPrefix('/one'))),
    rule('/strip-prefix', rewrite(newPrefix('/'))),
    rule('/full/one', rewrite(full('/one'))),
    rule('/full/rewrite-path-and-modify-headers', rewrite(full('/test')), MODIFY_HEADERS),
    rule('/prefix/rewrite-path-and-modify-headers', rewrite(newPrefix('/prefix')), MODIFY_HEADERS),
  ];
}

export const rewritePath: Builder = (chart) => infraRoute(chart, 'rewrite-path', 'same-namespace', rewritten('infra-backend-v1', 8080));

export const meshRewritePath: Builder = (chart) =>
  route(chart, 'mesh-rewrite-path', { parentRefs: [ECHO], rules: rewritten('echo-v1', 80) }, MESH);
