/**
 * What the rules say of upstream's own files, read by a person: file → code and severity → why it is right. Fixtures that are
 * meant to fail have their errors here; the one valid example with an error is wrong by the specification.
 */
export const REVIEWED: Record<string, Record<string, string>> = {
  'examples/valid/standard/cross-namespace-routing/gateway.yaml': {
    'GW125 warning': 'shared-gateway-access is a label that whoever edits a namespace may set',
  },
  'examples/valid/standard/grpc-filter.yaml': { 'GW150 warning': 'the example shows a filter, and as it stands no gateway serves the route' },
  'examples/valid/standard/http-filter.yaml': { 'GW150 warning': 'the example shows a filter, and as it stands no gateway serves the route' },
  'examples/valid/standard/http-redirect-rewrite/httproute-redirect-full.yaml': {
    'GW150 warning': 'the example shows a redirect of redirect.example that no gateway serves',
  },
  'examples/valid/standard/http-redirect-rewrite/httproute-rewrite-full-path.yaml': {
    'GW150 warning': 'the example shows how /cardamom is rewritten as a whole, of a route that no gateway serves',
  },
  'examples/valid/standard/http-redirect-rewrite/httproute-rewrite.yaml': {
    'GW150 warning': 'the example shows how a prefix is rewritten, of a route that no gateway serves',
  },
  'examples/valid/standard/http-rewrite.yaml': {
    'GW212 error': 'its only rule rewrites the path and has no backendRefs, so the specification has it answer 500: the example is without effect',
  },
  'examples/valid/standard/listenerset/listenerset.yaml': {
    'GW125 warning': 'belongs-to is a label that whoever edits a namespace may set, and it admits ListenerSets',
  },
  'examples/valid/standard/multicluster/httproute-referencegrant.yaml': {
    'GW150 warning': 'the example shows a grant, and its route names no parent',
    'GW305 warning': 'every ServiceImport of namespace bar is opened, where the route needs one',
  },
  'examples/valid/standard/reference-grant.yaml': { 'GW305 warning': 'every Service of the namespace is opened to prod' },
  'examples/valid/standard/tls-cert-cross-namespace.yaml': {
    'GW305 warning': 'every Secret of the namespace is opened, where the Gateway reads one certificate',
  },
  'examples/valid/standard/traffic-splitting/grpc-traffic-split-2.yaml': {
    'GW150 warning': 'the label gateway: prod-web-gw attaches nothing, and the route names no parent',
  },
  'examples/valid/standard/traffic-splitting/traffic-split-1.yaml': {
    'GW150 warning': 'the label gateway: prod-web-gw attaches nothing: routes of v1alpha1 were selected so',
  },
  'examples/valid/standard/traffic-splitting/traffic-split-3.yaml': {
    'GW150 warning': 'the label gateway: prod-web-gw attaches nothing, although all traffic is said to move to foo-v2',
  },
  'conformance-fixtures/backendtlspolicy-invalid-ca-certificate-ref.yaml': {
    'GW344 error': 'the ConfigMap of policy malformed-ca-certificate-ref has no data, and the test expects InvalidCACertificateRef',
  },
  'conformance-fixtures/base/manifests.yaml': {
    'GW125 warning': 'label gateway-conformance admits namespaces to Gateway backend-namespaces',
    'GW126 warning': 'Gateway all-namespaces takes routes of every namespace for every hostname',
    'GW130 warning': 'the HTTPS listeners of one Gateway show one certificate for hostnames that contain each other',
  },
  'conformance-fixtures/gateway-http-listener-isolation.yaml': { 'GW126 warning': 'listener empty-hostname takes every hostname of every namespace' },
  'conformance-fixtures/gateway-invalid-default-frontend-client-certificate-validation.yaml': {
    'GW132 warning': 'perPort 80 is the port of the HTTP listener, at which no client shows a certificate',
  },
  'conformance-fixtures/gateway-invalid-tls-backend-configuration.yaml': {
    'GW127 error': 'the Secret malformed-client-certificate is Opaque, and the test expects InvalidClientCertificateRef',
  },
  'conformance-fixtures/gateway-modify-listeners.yaml': { 'GW126 warning': 'listener http, which the test removes, takes every hostname of every namespace' },
  'conformance-fixtures/gateway-secret-missing-reference-grant.yaml': {
    'GW126 warning': 'its https listener takes every hostname of every namespace; that the grant is missing is unknown without a closed world',
  },
  'conformance-fixtures/gateway-secret-reference-grant-specific.yaml': {
    'GW126 warning': 'its https listener takes every hostname of every namespace; its certificate is granted by name',
  },
  'conformance-fixtures/gateway-with-attached-routes.yaml': {
    'GW020 error': 'route http-route-not-accepted claims a hostname that the listener does not serve, on purpose',
  },
  'conformance-fixtures/httproute-303-redirect.yaml': {
    'GW218 warning': '/see-other is redirected to itself: the test looks at the status, and a browser would go in circles',
  },
  'conformance-fixtures/httproute-308-redirect.yaml': {
    'GW218 warning': '/permanent is redirected to itself: the test looks at the status, and a browser would go in circles',
  },
  'conformance-fixtures/httproute-hostname-intersection.yaml': {
    'GW020 error': 'route no-intersecting-hosts is not to be accepted',
    'GW109 warning': 'three routes claim hostnames beside those of the listeners, to see that requests for those find nothing',
  },
  'conformance-fixtures/httproute-invalid-cross-namespace-backend-ref.yaml': {
    'GW022 error': 'no grant opens the Service of the other namespace, and the test expects RefNotPermitted',
  },
  'conformance-fixtures/httproute-invalid-parentref-not-matching-section-name.yaml': {
    'GW020 error': 'the Gateway has no listener http1, and the test expects NoMatchingParent',
  },
  'conformance-fixtures/httproute-invalid-reference-grant.yaml': {
    'GW022 error': 'each grant misses the reference by one field, and the test expects RefNotPermitted',
    'GW306 warning': 'one of these grants stands in the namespace of the route, where it permits nothing',
  },
  'conformance-fixtures/httproute-partially-invalid-via-invalid-reference-grant.yaml': {
    'GW022 error': 'the grant is for app-backend-v1 alone, and the test expects RefNotPermitted for v2',
  },
  'conformance-fixtures/listenerset-allowed-namespace-none.yaml': { 'GW020 error': 'the Gateway admits no ListenerSets, and the test expects NotAllowed' },
  'conformance-fixtures/listenerset-allowed-namespace-selector.yaml': {
    'GW020 error': 'one ListenerSet stands in a namespace that the selector does not take, and is not to be accepted',
    'GW125 warning': 'label allowed can be set by whoever edits a namespace, and admits ListenerSets',
  },
  'conformance-fixtures/listenerset-allowed-routes-supported-kinds.yaml': {
    'GW105 error': 'a TLS listener is told to take HTTPRoutes alone, and the test expects InvalidRouteKinds',
  },
  'conformance-fixtures/listenerset-dual-parentref-independence.yaml': {
    'GW020 error': 'one parentRef looks at the Gateway for a listener of the ListenerSet, and is not to be accepted',
  },
  'conformance-fixtures/listenerset-hostname-conflict.yaml': {
    'GW101 error': 'ListenerSets claim hostnames that the Gateway or another has, and the test expects HostnameConflict',
  },
  'conformance-fixtures/listenerset-protocol-conflict.yaml': {
    'GW101 error': 'ListenerSets write TCP on the HTTP port of the Gateway, and the test expects ProtocolConflict',
  },
  'conformance-fixtures/mesh/httproute-303-redirect.yaml': {
    'GW048 warning': 'only /see-other has a rule: other requests to the Service are rejected',
    'GW218 warning': '/see-other is redirected to itself, to look at the status 303',
  },
  'conformance-fixtures/mesh/httproute-308-redirect.yaml': {
    'GW048 warning': 'only /permanent has a rule: other requests to the Service are rejected',
    'GW218 warning': '/permanent is redirected to itself, to look at the status 308',
  },
  'conformance-fixtures/mesh/httproute-named-rule.yaml': { 'GW048 warning': 'the named rules take some paths: other requests to the Service are rejected' },
  'conformance-fixtures/mesh/httproute-redirect-host-and-status.yaml': {
    'GW048 warning': 'the rules redirect some paths: other requests to the Service are rejected',
  },
  'conformance-fixtures/mesh/httproute-redirect-port.yaml': {
    'GW048 warning': 'the rules redirect some paths to port 8083: other requests to the Service are rejected',
  },
  'conformance-fixtures/mesh/httproute-request-header-modifier-backend.yaml': {
    'GW048 warning': 'the rules take the paths of the header tests: other requests to the Service are rejected',
  },
  'conformance-fixtures/mesh/httproute-rewrite-path.yaml': {
    'GW048 warning': 'the rules take the prefixes that they rewrite: other requests to the Service are rejected',
  },
  'conformance-fixtures/mesh/mesh-split.yaml': { 'GW048 warning': '/v1 and /v2 have rules: other requests to the Service are rejected, at each of its ports' },
  'conformance-fixtures/tcproute-invalid-cross-namespace-backend-ref.yaml': {
    'GW022 error': 'no grant opens the Service of the other namespace, and the test expects RefNotPermitted',
  },
  'conformance-fixtures/tlsroute-invalid-no-matching-listener-hostname.yaml': {
    'GW020 error': 'both TLSRoutes claim hostnames that no listener serves, and the test expects NoMatchingListenerHostname',
  },
  'conformance-fixtures/tlsroute-invalid-reference-grant.yaml': {
    'GW022 error': 'each grant misses the reference of the TLSRoute by one field, and the test expects RefNotPermitted',
    'GW306 warning': 'one of these grants stands in the namespace of the TLSRoute, where it permits nothing',
  },
  'conformance-fixtures/tlsroute-listener-passthrough-supported-kinds.yaml': {
    'GW105 error': 'TCPRoute is none of what a passthrough listener serves, and the test expects InvalidRouteKinds',
  },
};
