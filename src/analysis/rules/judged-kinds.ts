import { GATEWAY_API, GATEWAY_API_EXPERIMENTAL, NETWORKING, ROUTE_KINDS } from '../../manifest/kinds';
import { hasHostnames } from '../../manifest/route-protocols';

/** A kind as rules name it. */
const ofGatewayApi = (kind: string): string => `${GATEWAY_API}/${kind}`;

export const GATEWAY_CLASS = ofGatewayApi('GatewayClass');
export const GATEWAY = ofGatewayApi('Gateway');
export const LISTENER_SET = ofGatewayApi('ListenerSet');
export const HTTP_ROUTE = ofGatewayApi('HTTPRoute');
export const GRPC_ROUTE = ofGatewayApi('GRPCRoute');
export const TLS_ROUTE = ofGatewayApi('TLSRoute');
export const REFERENCE_GRANT = ofGatewayApi('ReferenceGrant');
export const BACKEND_TLS_POLICY = ofGatewayApi('BackendTLSPolicy');
export const X_BACKEND = `${GATEWAY_API_EXPERIMENTAL}/XBackend`;
export const X_BACKEND_TRAFFIC_POLICY = `${GATEWAY_API_EXPERIMENTAL}/XBackendTrafficPolicy`;
export const X_MESH = `${GATEWAY_API_EXPERIMENTAL}/XMesh`;

/** The routes of Gateway API. */
export const ROUTE_TYPES: readonly string[] = ROUTE_KINDS.map(ofGatewayApi);

/** Kinds of routes that have matches and filters. */
export const REQUEST_KINDS: readonly string[] = [HTTP_ROUTE, GRPC_ROUTE];

/** Kinds of routes that claim hostnames. */
export const HOSTNAME_KINDS: readonly string[] = ROUTE_KINDS.filter(hasHostnames).map(ofGatewayApi);

/** The kinds that hold listeners. */
export const LISTENER_OWNERS: readonly string[] = [GATEWAY, LISTENER_SET];

/** The policies of Gateway API that are for backends. */
export const BACKEND_POLICIES: readonly string[] = [BACKEND_TLS_POLICY, X_BACKEND_TRAFFIC_POLICY];

/** The kinds that only the experimental channel has. */
export const EXPERIMENTAL_KINDS: readonly string[] = [X_BACKEND, X_BACKEND_TRAFFIC_POLICY, X_MESH];

/** NetworkPolicies. */
export const NETWORK_POLICY: readonly string[] = [`${NETWORKING}/NetworkPolicy`];

/** The kinds that need features of an implementation. */
export const FEATURE_KINDS: readonly string[] = [...LISTENER_OWNERS, ...ROUTE_TYPES, REFERENCE_GRANT, BACKEND_TLS_POLICY];
