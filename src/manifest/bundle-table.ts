/** The releases that the table covers, in order. */
export const RELEASES = ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6'] as const;
export type Release = typeof RELEASES[number];

/** From a release on, or in the releases from one to another: `1.2`, `1.1-1.3`. */
export type Span = Release | `${Release}-${Release}`;

/** In which releases each channel has something. */
export interface Availability {
  readonly experimental?: Span;
  readonly standard?: Span;
}

/** A version of a kind, as a bundle serves it. */
export interface ServedVersion {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly has: Availability;
  /** Its fields are others than those of the newest version: nothing of the newer form is written for it. */
  readonly differs?: true;
  /** What took the kind's place, where it is gone. */
  readonly successor?: string;
}

/** A field, some of its values, or a member of a union that is younger than the kind, or experimental in it. */
export interface YoungPart {
  readonly kinds: readonly string[];
  /** Such as `spec.rules[].retry`. With `member`, the place of the union. */
  readonly path: string;
  readonly values?: readonly (string | number)[];
  /** The value of the union's `type`, and the field that goes with it. */
  readonly member?: { readonly type: string; readonly field: string };
  readonly has: Availability;
}

const GROUP = 'gateway.networking.k8s.io';
const GROUP_X = 'gateway.networking.x-k8s.io';

const both = (span: Span): Availability => ({ standard: span, experimental: span });
const served = (kind: string, version: string, has: Availability, group = GROUP): ServedVersion =>
  ({ group, kind, version, has });

/**
 * Each version of each kind; of a kind, the newest first. Sources: the v1.6.1 definitions; changelogs of Gateway API 1.0 to 1.6.
 * Versions of a kind that the table does not list are served by no bundle of 1.0 or later.
 */
export const SERVED: readonly ServedVersion[] = [
  served('GatewayClass', 'v1', both('1.0')),
  served('GatewayClass', 'v1beta1', both('1.0')),
  served('Gateway', 'v1', both('1.0')),
  served('Gateway', 'v1beta1', both('1.0')),
  served('HTTPRoute', 'v1', both('1.0')),
  served('HTTPRoute', 'v1beta1', both('1.0')),
  // 1.1: v1 graduates. 1.2: v1alpha2 is no longer served; in 1.1 the experimental channel alone has it.
  served('GRPCRoute', 'v1', both('1.1')),
  served('GRPCRoute', 'v1alpha2', { experimental: '1.0-1.1' }),
  // 1.4 adds v1alpha3, 1.5 v1; the standard channel serves v1 alone.
  served('TLSRoute', 'v1', both('1.5')),
  served('TLSRoute', 'v1alpha3', { experimental: '1.4' }),
  served('TLSRoute', 'v1alpha2', { experimental: '1.0' }),
  served('TCPRoute', 'v1', both('1.6')),
  served('TCPRoute', 'v1alpha2', { experimental: '1.0' }),
  served('UDPRoute', 'v1', both('1.6')),
  served('UDPRoute', 'v1alpha2', { experimental: '1.0' }),
  // 1.2: v1alpha2 is no longer served. 1.5: v1, with the fields of v1beta1.
  served('ReferenceGrant', 'v1', both('1.5')),
  served('ReferenceGrant', 'v1beta1', both('1.0')),
  served('ReferenceGrant', 'v1alpha2', both('1.0-1.1')),
  // 1.1 renames the fields of v1alpha2 in v1alpha3; 1.4 graduates them as v1.
  served('BackendTLSPolicy', 'v1', both('1.4')),
  served('BackendTLSPolicy', 'v1alpha3', { experimental: '1.1' }),
  { ...served('BackendTLSPolicy', 'v1alpha2', { experimental: '1.0-1.0' }), differs: true },
  served('ListenerSet', 'v1', both('1.5')),
  { ...served('XListenerSet', 'v1alpha1', { experimental: '1.3-1.4' }, GROUP_X), successor: 'ListenerSet' },
  { ...served('BackendLBPolicy', 'v1alpha2', { experimental: '1.1-1.2' }), successor: 'XBackendTrafficPolicy' },
  served('XBackendTrafficPolicy', 'v1alpha1', { experimental: '1.3' }, GROUP_X),
  served('XMesh', 'v1alpha1', { experimental: '1.4' }, GROUP_X),
  served('XBackend', 'v1alpha1', { experimental: '1.6' }, GROUP_X),
];

const HTTP = ['HTTPRoute'];
const HTTP_AND_GRPC = ['HTTPRoute', 'GRPCRoute'];
const STREAM = ['TCPRoute', 'UDPRoute'];
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
/** Where a rule of a route holds filters. */
const FILTERS = ['spec.rules[].filters[]', 'spec.rules[].backendRefs[].filters[]'];

const field = (kinds: readonly string[], path: string, has: Availability): YoungPart => ({ kinds, path, has });
const filterField = (kinds: readonly string[], name: string, has: Availability): YoungPart[] =>
  FILTERS.map((place) => field(kinds, `${place}.${name}`, has));
const filterMember = (type: string, name: string, has: Availability): YoungPart[] =>
  FILTERS.map((path) => ({ kinds: HTTP, path, member: { type, field: name }, has }));

/**
 * What is younger than its kind. Sources: the differences of the two channels at v1.6.1, which a test derives from the
 * definitions; changelogs of Gateway API 1.0 to 1.6, at the release named.
 *
 * Not held here, and so never refused: what changed its limits or its form only (an address without value, 1.3; matches of a
 * rule, 1.2 and 1.3; other values of wellKnownCACertificates, 1.5; `*` and `false` in a CORS filter, 1.4), fields that an
 * experimental release had and a later one took away (frontendValidation of a listener, backendTLS of a Gateway,
 * idleTimeout of a session), and fields inside experimental ones, of which no source says that they came later.
 */
export const YOUNG: readonly YoungPart[] = [
  // 1.1, "ParentRef Port field Graduated to GA"
  field(ROUTES, 'spec.parentRefs[].port', { experimental: '1.0', standard: '1.1' }),
  // 1.2, "Named Route Rules"; 1.4 for HTTPRoute and GRPCRoute (kubernetes-sigs/gateway-api#3826), others with their kind
  field(HTTP_AND_GRPC, 'spec.rules[].name', { experimental: '1.2', standard: '1.4' }),
  field(['TLSRoute'], 'spec.rules[].name', { experimental: '1.2', standard: '1.5' }),
  field(STREAM, 'spec.rules[].name', { experimental: '1.2', standard: '1.6' }),
  // 1.4, "Default Gateways"
  field(ROUTES, 'spec.useDefaultGateways', { experimental: '1.4' }),
  field(['Gateway'], 'spec.defaultScope', { experimental: '1.4' }),
  // 1.0 and 1.2, "HTTPRoute Timeouts"
  field(HTTP, 'spec.rules[].timeouts', { experimental: '1.0', standard: '1.2' }),
  // 1.2, "HTTPRoute Retry support"
  field(HTTP, 'spec.rules[].retry', { experimental: '1.2' }),
  // 1.1, "Session Persistence"
  field(HTTP_AND_GRPC, 'spec.rules[].sessionPersistence', { experimental: '1.1' }),
  // 1.2 and 1.3, "Percentage-based request mirroring"
  ...filterField(HTTP_AND_GRPC, 'requestMirror.percent', { experimental: '1.2', standard: '1.3' }),
  ...filterField(HTTP_AND_GRPC, 'requestMirror.fraction', { experimental: '1.2', standard: '1.3' }),
  // 1.3 and 1.5, "CORS filter"
  ...filterMember('CORS', 'cors', { experimental: '1.3', standard: '1.5' }),
  // 1.4, "HTTP External Auth"
  ...filterMember('ExternalAuth', 'externalAuth', { experimental: '1.4' }),
  // 1.5 (kubernetes-sigs/gateway-api#3823)
  ...FILTERS.map((place) => ({
    kinds: HTTP, path: `${place}.requestRedirect.statusCode`, values: [303, 307, 308], has: both('1.5'),
  })),
  // 1.0 and 1.2, "Infrastructure Labels and Annotations"; 1.1, "Gateway Params"
  field(['Gateway'], 'spec.infrastructure', { experimental: '1.0', standard: '1.2' }),
  field(['Gateway'], 'spec.infrastructure.parametersRef', { experimental: '1.1', standard: '1.2' }),
  // 1.3 with XListenerSet, 1.5 with ListenerSet
  field(['Gateway'], 'spec.allowedListeners', { experimental: '1.3', standard: '1.5' }),
  // 1.4 (GEP-91 and GEP-3155, in this form) and 1.5
  field(['Gateway'], 'spec.tls', { experimental: '1.4', standard: '1.5' }),
  // 1.2, "Improvements to backend TLS configuration"; 1.4 with the kind
  field(['BackendTLSPolicy'], 'spec.validation.subjectAltNames', { experimental: '1.2', standard: '1.4' }),
  field(['BackendTLSPolicy'], 'spec.options', { experimental: '1.2', standard: '1.4' }),
];
