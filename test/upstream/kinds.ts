import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BackendTlsPolicy, Gateway, GatewayClass, GrpcRoute, HttpRoute, ListenerSet, ReferenceGrant, TcpRoute, TlsRoute, UdpRoute, XBackend,
  XBackendTrafficPolicy, XMesh,
} from '../../src';
import { backendTlsPolicyProblems } from '../../src/manifest/backend-tls-policy-checks';
import { backendTlsPolicyTraps } from '../../src/manifest/backend-tls-policy-traps';
import type { FieldProblem } from '../../src/manifest/field-problem';
import { gatewayProblems } from '../../src/manifest/gateway-checks';
import { gatewayClassProblems } from '../../src/manifest/gateway-class-checks';
import { gatewayClassTraps } from '../../src/manifest/gateway-class-traps';
import { gatewayTraps } from '../../src/manifest/gateway-traps';
import { grpcRouteProblems } from '../../src/manifest/grpc-route-checks';
import { grpcRouteTraps } from '../../src/manifest/grpc-route-traps';
import { httpRouteProblems } from '../../src/manifest/http-route-checks';
import { httpRouteTraps } from '../../src/manifest/http-route-traps';
import { listenerSetProblems } from '../../src/manifest/listener-set-checks';
import { listenerSetTraps } from '../../src/manifest/listener-set-traps';
import { isRecord } from '../../src/manifest/manifest';
import { referenceGrantProblems } from '../../src/manifest/reference-grant-checks';
import { referenceGrantTraps } from '../../src/manifest/reference-grant-traps';
import { tcpRouteProblems, udpRouteProblems } from '../../src/manifest/stream-route-checks';
import { streamRouteTraps } from '../../src/manifest/stream-route-traps';
import { tlsRouteProblems } from '../../src/manifest/tls-route-checks';
import { tlsRouteTraps } from '../../src/manifest/tls-route-traps';
import { xBackendProblems } from '../../src/manifest/x-backend-checks';
import { xBackendTrafficPolicyProblems } from '../../src/manifest/x-backend-traffic-policy-checks';
import { xBackendTrafficPolicyTraps } from '../../src/manifest/x-backend-traffic-policy-traps';
import { xBackendTraps } from '../../src/manifest/x-backend-traps';
import { xMeshProblems } from '../../src/manifest/x-mesh-checks';
import { xMeshTraps } from '../../src/manifest/x-mesh-traps';

/** What judges the specs of a kind. */
export interface KindUnderTest {
  readonly problems: (spec: unknown) => FieldProblem[];
  /** What the construct refuses beyond that. */
  readonly traps: (spec: unknown, namespace?: string) => FieldProblem[];
  readonly construct: new (scope: Construct, id: string, props: { readonly metadata?: ApiObjectMetadata; readonly spec: never }) => ApiObject;
  /** Names of the props that are called otherwise than the API's fields, by the fields' paths in the spec; lists leave no mark in a path. */
  readonly props?: Record<string, string>;
}

const LISTENERS = { '.listeners.allowedRoutes.namespaces.from': 'fromNamespaces' };
const AUTHORITIES = 'wellKnownCaCertificates';

/** The kinds of Gateway API. */
export const KINDS: Record<string, KindUnderTest> = {
  GatewayClass: { problems: gatewayClassProblems, traps: gatewayClassTraps, construct: GatewayClass },
  Gateway: {
    problems: gatewayProblems, traps: gatewayTraps, construct: Gateway,
    props: { ...LISTENERS, '.allowedListeners.namespaces.from': 'fromNamespaces', '.tls.frontend.default': 'defaults' },
  },
  ListenerSet: { problems: listenerSetProblems, traps: listenerSetTraps, construct: ListenerSet, props: LISTENERS },
  HTTPRoute: { problems: httpRouteProblems, traps: httpRouteTraps, construct: HttpRoute },
  GRPCRoute: { problems: grpcRouteProblems, traps: grpcRouteTraps, construct: GrpcRoute },
  TLSRoute: { problems: tlsRouteProblems, traps: tlsRouteTraps, construct: TlsRoute },
  TCPRoute: { problems: tcpRouteProblems, traps: streamRouteTraps, construct: TcpRoute },
  UDPRoute: { problems: udpRouteProblems, traps: streamRouteTraps, construct: UdpRoute },
  ReferenceGrant: { problems: referenceGrantProblems, traps: referenceGrantTraps, construct: ReferenceGrant, props: { '.from': 'referrers' } },
  BackendTLSPolicy: {
    problems: backendTlsPolicyProblems, traps: backendTlsPolicyTraps, construct: BackendTlsPolicy,
    props: { '.validation.wellKnownCACertificates': AUTHORITIES },
  },
  XBackend: {
    problems: xBackendProblems, traps: xBackendTraps, construct: XBackend, props: { '.tls.validation.wellKnownCACertificates': AUTHORITIES },
  },
  XBackendTrafficPolicy: { problems: xBackendTrafficPolicyProblems, traps: xBackendTrafficPolicyTraps, construct: XBackendTrafficPolicy },
  XMesh: { problems: xMeshProblems, traps: xMeshTraps, construct: XMesh },
};

/** A spec of the API as the props of the kind's construct. */
export function inProps(value: unknown, props: Record<string, string> = {}, path = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => inProps(item, props, path));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, part]) => {
    const at = `${path}.${field}`;
    return [props[at] ?? field, inProps(part, props, at)];
  }));
}
