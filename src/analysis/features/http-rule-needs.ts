import { given } from '../../manifest/manifest';
import type { Need } from './feature-need';
import { addFields, type FieldFeatures, type InnerObject, pathTo, visitField, visitItems } from './inner-object';

const NAME: FieldFeatures = [['name', 'HTTPRouteNamedRouteRule']];
const MATCH: FieldFeatures = [['queryParams', 'HTTPRouteQueryParamMatching'], ['method', 'HTTPRouteMethodMatching']];
const TIMEOUTS: FieldFeatures = [['request', 'HTTPRouteRequestTimeout'], ['backendRequest', 'HTTPRouteBackendTimeout']];
const REDIRECT: FieldFeatures = [
  ['scheme', 'HTTPRouteSchemeRedirect'], ['port', 'HTTPRoutePortRedirect'], ['path', 'HTTPRoutePathRedirect'],
];
const REWRITE: FieldFeatures = [['hostname', 'HTTPRouteHostRewrite'], ['path', 'HTTPRoutePathRewrite']];

/** Status codes beside 301 and 302, which every implementation has. */
const STATUS_CODES = new Map<unknown, string>([
  [303, 'HTTPRoute303RedirectStatusCode'], [307, 'HTTPRoute307RedirectStatusCode'], [308, 'HTTPRoute308RedirectStatusCode'],
]);

/** Features of filters that are all or nothing, by their type. */
const FILTERS = new Map<unknown, string>([
  ['ResponseHeaderModifier', 'HTTPRouteResponseHeaderModification'],
  ['RequestMirror', 'HTTPRouteRequestMirror'],
  ['CORS', 'HTTPRouteCORS'],
]);

/** The same for filters of one backend. Of the other types of theirs no feature has a name. */
const BACKEND_FILTERS = new Map<unknown, string>([
  ['RequestHeaderModifier', 'HTTPRouteBackendRequestHeaderModification'],
  ['URLRewrite', 'HTTPRouteBackendURLRewrite'],
  ['RequestRedirect', 'HTTPRouteBackendRequestRedirect'],
]);

/** Adds what a rule of an HTTPRoute needs. Source: Gateway API v1.6.1, pkg/features. */
export function addHttpRule(needs: Need[], rule: InnerObject): void {
  addFields(needs, rule, NAME);
  visitItems(rule, 'matches', (match) => addFields(needs, match, MATCH));
  addFilters(needs, rule);
  visitItems(rule, 'backendRefs', (ref) => visitItems(ref, 'filters', (filter) => addByType(needs, filter, BACKEND_FILTERS)));
  visitField(rule, 'timeouts', (timeouts) => addFields(needs, timeouts, TIMEOUTS));
  if (given(rule.fields.retry)) addRetry(needs, rule);
}

function addFilters(needs: Need[], rule: InnerObject): void {
  let mirrors = 0;
  visitItems(rule, 'filters', (filter) => {
    addByType(needs, filter, FILTERS);
    visitField(filter, 'requestRedirect', (redirect) => addRedirect(needs, redirect));
    visitField(filter, 'urlRewrite', (rewrite) => addFields(needs, rewrite, REWRITE));
    if (filter.fields.type === 'RequestMirror') addMirror(needs, filter, ++mirrors);
  });
}

function addByType(needs: Need[], filter: InnerObject, features: ReadonlyMap<unknown, string>): void {
  const feature = features.get(filter.fields.type);
  if (feature !== undefined) needs.push({ feature, path: pathTo(filter, 'type') });
}

function addRedirect(needs: Need[], redirect: InnerObject): void {
  addFields(needs, redirect, REDIRECT);
  const feature = STATUS_CODES.get(redirect.fields.statusCode);
  if (feature !== undefined) needs.push({ feature, path: pathTo(redirect, 'statusCode') });
}

/** Several mirrors of one rule, and mirrors of a share of the requests. */
function addMirror(needs: Need[], filter: InnerObject, count: number): void {
  if (count === 2) needs.push({ feature: 'HTTPRouteRequestMultipleMirrors', path: pathTo(filter, 'type') });
  visitField(filter, 'requestMirror', (mirror) => {
    const share = ['percent', 'fraction'].find((field) => given(mirror.fields[field]));
    if (share !== undefined) needs.push({ feature: 'HTTPRouteRequestPercentageMirror', path: pathTo(mirror, share) });
  });
}

/** Retries also after a connection that failed, and each within the timeout of a backend. */
function addRetry(needs: Need[], rule: InnerObject): void {
  const path = pathTo(rule, 'retry');
  needs.push({ feature: 'HTTPRouteRetry', path });
  visitField(rule, 'timeouts', ({ fields }) => {
    if (given(fields.backendRequest)) needs.push({ feature: 'HTTPRouteRetryBackendTimeout', path });
  });
  needs.push({ feature: 'HTTPRouteRetryConnectionError', path, behavioural: true });
}

/** Features that have another name in a mesh; the others have one for both. */
const IN_MESH = new Map([
  ['HTTPRouteBackendRequestHeaderModification', 'MeshHTTPRouteBackendRequestHeaderModification'],
  ['HTTPRouteNamedRouteRule', 'MeshHTTPRouteNamedRouteRule'],
  ['HTTPRoutePathRedirect', 'MeshHTTPRouteRedirectPath'],
  ['HTTPRoutePathRewrite', 'MeshHTTPRouteRewritePath'],
  ['HTTPRoutePortRedirect', 'MeshHTTPRouteRedirectPort'],
  ['HTTPRouteQueryParamMatching', 'MeshHTTPRouteQueryParamMatching'],
  ['HTTPRouteSchemeRedirect', 'MeshHTTPRouteSchemeRedirect'],
]);

/** The same need of a mesh. */
export function inMesh(need: Need): Need {
  return { ...need, feature: IN_MESH.get(need.feature) ?? need.feature, inMesh: true };
}
