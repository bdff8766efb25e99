import { type FieldFeatures, isThere, type Need, needsOfFields, type Place } from './feature-need';
import { itemsAt, placesAt } from './places';

/** Who serves a rule: gateways, a mesh, or both. */
export interface Served {
  readonly byGateway: boolean;
  readonly byMesh: boolean;
}

const MATCH: FieldFeatures = [['queryParams', 'HTTPRouteQueryParamMatching'], ['method', 'HTTPRouteMethodMatching']];
const TIMEOUTS: FieldFeatures = [['request', 'HTTPRouteRequestTimeout'], ['backendRequest', 'HTTPRouteBackendTimeout']];
const NAME: FieldFeatures = [['name', 'HTTPRouteNamedRouteRule']];
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

/** What a rule of an HTTPRoute needs of gateways, of a mesh, or of both. Source: Gateway API v1.6.1, pkg/features. */
export function httpRuleNeeds(rule: Place, { byGateway, byMesh }: Served): Need[] {
  const needs = ruleNeeds(rule);
  return [...byGateway ? needs : [], ...byMesh ? needs.map(inMesh) : []];
}

function ruleNeeds(rule: Place): Need[] {
  const filters = itemsAt(rule, 'filters');
  return [
    ...needsOfFields(rule, NAME),
    ...itemsAt(rule, 'matches').flatMap((match) => needsOfFields(match, MATCH)),
    ...filters.flatMap(filterNeeds),
    ...mirrorNeeds(filters),
    ...filtersOfBackends(rule).flatMap((filter) => byType(filter, BACKEND_FILTERS)),
    ...placesAt(rule, 'timeouts').flatMap((timeouts) => needsOfFields(timeouts, TIMEOUTS)),
    ...retryNeeds(rule),
  ];
}

function filtersOfBackends(rule: Place): Place[] {
  return itemsAt(rule, 'backendRefs').flatMap((ref) => itemsAt(ref, 'filters'));
}

function filterNeeds(filter: Place): Need[] {
  return [
    ...byType(filter, FILTERS),
    ...placesAt(filter, 'requestRedirect').flatMap((redirect) => needsOfFields(redirect, REDIRECT)),
    ...placesAt(filter, 'requestRedirect').flatMap(statusNeeds),
    ...placesAt(filter, 'urlRewrite').flatMap((rewrite) => needsOfFields(rewrite, REWRITE)),
  ];
}

function byType({ fields, path }: Place, features: ReadonlyMap<unknown, string>): Need[] {
  const feature = features.get(fields.type);
  return feature === undefined ? [] : [{ feature, path: `${path}.type` }];
}

function statusNeeds({ fields, path }: Place): Need[] {
  const feature = STATUS_CODES.get(fields.statusCode);
  return feature === undefined ? [] : [{ feature, path: `${path}.statusCode` }];
}

/** Several mirrors of one rule, and mirrors of a share of the requests. */
function mirrorNeeds(filters: readonly Place[]): Need[] {
  const mirrors = filters.filter(({ fields }) => fields.type === 'RequestMirror');
  const [, second] = mirrors;
  return [
    ...second ? [{ feature: 'HTTPRouteRequestMultipleMirrors', path: `${second.path}.type` }] : [],
    ...mirrors.flatMap((filter) => placesAt(filter, 'requestMirror'))
      .flatMap((mirror) => needsOfFields(mirror, SHARE).slice(0, 1)),
  ];
}

const SHARE: FieldFeatures = [['percent', 'HTTPRouteRequestPercentageMirror'], ['fraction', 'HTTPRouteRequestPercentageMirror']];

/** Retries also after a connection that failed, and each within the timeout of a backend. */
function retryNeeds(rule: Place): Need[] {
  if (!isThere(rule.fields.retry)) return [];
  const path = `${rule.path}.retry`;
  const bounded = placesAt(rule, 'timeouts').some(({ fields }) => isThere(fields.backendRequest));
  return [
    { feature: 'HTTPRouteRetry', path },
    ...bounded ? [{ feature: 'HTTPRouteRetryBackendTimeout', path }] : [],
    { feature: 'HTTPRouteRetryConnectionError', path, behavioural: true },
  ];
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

function inMesh(need: Need): Need {
  return { ...need, feature: IN_MESH.get(need.feature) ?? need.feature, inMesh: true };
}
