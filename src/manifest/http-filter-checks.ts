import { byValue, type Data, type FieldCheck, list, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { COMMON_FILTERS, fieldOfType, filterList } from './filter-checks';
import { preciseHostnameFormProblem } from './hostname';
import { cors } from './http-cors-checks';
import { integerProblem, LARGEST_INTEGER, portProblem } from './numbers';
import { pathTextProblem } from './path';
import { backendReference } from './reference-checks';
import { textProblem } from './text-checks';

/** Most names of headers in one list. Source: Gateway API v1.6.1, HTTPExternalAuthFilter. */
export const HEADER_LIST_LIMIT = 64;

const replacement = valueOf((value) => textProblem(value, 0, 1024, '/api'));

const pathModifier: FieldCheck = object({
  required: { type: oneOf(['ReplaceFullPath', 'ReplacePrefixMatch']) },
  optional: { replaceFullPath: replacement, replacePrefixMatch: replacement },
  rules: [(modifier, path) => [
    ...fieldOfType('replaceFullPath', 'ReplaceFullPath', modifier.type, modifier, path),
    ...fieldOfType('replacePrefixMatch', 'ReplacePrefixMatch', modifier.type, modifier, path),
  ]],
});

const requestRedirect: FieldCheck = object({
  optional: {
    scheme: oneOf(['http', 'https']),
    hostname: valueOf(preciseHostnameFormProblem),
    path: pathModifier,
    port: valueOf(portProblem),
    statusCode: oneOf([301, 302, 303, 307, 308]),
  },
});

const urlRewrite: FieldCheck = object({ optional: { hostname: valueOf(preciseHostnameFormProblem), path: pathModifier } });

const headerName = valueOf((value) => textProblem(value, 1, 256, 'authorization'));
const headerNames: FieldCheck = list(headerName, { max: HEADER_LIST_LIMIT, of: 'HTTPExternalAuthFilter', unique: byValue });

const externalAuth: FieldCheck = object({
  required: { protocol: oneOf(['HTTP', 'GRPC']), backendRef: backendReference },
  optional: {
    grpc: object({ optional: { allowedHeaders: headerNames } }),
    http: object({
      optional: { path: valueOf(pathTextProblem), allowedHeaders: headerNames, allowedResponseHeaders: headerNames },
    }),
    forwardBody: object({ optional: { maxSize: valueOf((value) => integerProblem(value, 0, LARGEST_INTEGER, '8192')) } }),
  },
  rules: [(auth, path) => [
    ...fieldOfType('http', 'HTTP', auth.protocol, auth, path),
    ...fieldOfType('grpc', 'GRPC', auth.protocol, auth, path),
  ]],
});

function redirectOrRewrite(filters: Data[], path: string): FieldProblem[] {
  const rewrite = filters.findIndex(({ type }) => type === 'URLRewrite');
  if (rewrite < 0 || !filters.some(({ type }) => type === 'RequestRedirect')) return [];
  return [fieldProblem(
    `${path}[${rewrite}]`, filters[rewrite],
    'a redirect answers the request, so there is nothing to rewrite',
    'leave one of the two filters out, or put them into rules of their own',
  )];
}

/** The filters of a rule or a backend. Source: Gateway API v1.6.1, HTTPRouteFilter. */
export const httpFilters: FieldCheck = filterList('HTTPRouteRule', {
  ...COMMON_FILTERS,
  RequestRedirect: { field: 'requestRedirect', settings: requestRedirect, once: true },
  URLRewrite: { field: 'urlRewrite', settings: urlRewrite, once: true },
  CORS: { field: 'cors', settings: cors, once: true },
  ExternalAuth: { field: 'externalAuth', settings: externalAuth, once: false },
}, [redirectOrRewrite]);
