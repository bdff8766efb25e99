import { type KubernetesObject, type Manifest, manifestOf } from './manifests';

/** What a team could write by hand, to see what the cluster says. */

const GATEWAY_API = 'gateway.networking.k8s.io/v1';

/** A parentRef as routes have it. */
export interface ParentRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
}

/** A route of any kind, by its parts. */
export interface RouteParts {
  readonly kind?: 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute';
  readonly apiVersion?: string;
  readonly name?: string;
  readonly namespace: string;
  /** Left out where undefined: routes may have none. */
  readonly parents?: readonly ParentRef[];
  readonly hostnames?: readonly string[];
  /** Matches of the only rule; none where undefined. */
  readonly matches?: readonly object[];
}

export function route(parts: RouteParts): Manifest {
  const { kind = 'HTTPRoute', apiVersion = GATEWAY_API, name = 'by-hand', namespace, parents, hostnames, matches } = parts;
  return manifestOf({
    apiVersion,
    kind,
    metadata: { name, namespace },
    spec: {
      ...parents && { parentRefs: parents },
      ...hostnames && { hostnames },
      rules: [{ ...matches && { matches }, backendRefs: [{ name: 'anything', port: 8080 }] }],
    },
  });
}

/** Parents of a route as it was emitted. */
export function parentsOf({ object }: Manifest): ParentRef[] {
  return (object.spec as { parentRefs: ParentRef[] }).parentRefs;
}

export function gateway(namespace: string): Manifest {
  return manifestOf({
    apiVersion: GATEWAY_API,
    kind: 'Gateway',
    metadata: { name: 'by-hand', namespace },
    spec: { gatewayClassName: 'company-gateway-class', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
}

export function gatewayClass(): Manifest {
  return manifestOf({
    apiVersion: GATEWAY_API,
    kind: 'GatewayClass',
    metadata: { name: 'by-hand' },
    spec: { controllerName: 'example.com/by-hand' },
  });
}

/** Hangs a listener of its own on a gateway. */
export function listenerSet(namespace: string, { name, namespace: gatewayNamespace }: ParentRef): Manifest {
  return manifestOf({
    apiVersion: GATEWAY_API,
    kind: 'ListenerSet',
    metadata: { name: 'by-hand', namespace },
    spec: { parentRef: { name, namespace: gatewayNamespace }, listeners: [{ name: 'http', port: 8080, protocol: 'HTTP' }] },
  });
}

/** Lets routes of one namespace use any Service of another. */
export function referenceGrant(namespace: string, from: string): Manifest {
  return manifestOf({
    apiVersion: GATEWAY_API,
    kind: 'ReferenceGrant',
    metadata: { name: 'by-hand', namespace },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: from }],
      to: [{ group: '', kind: 'Service' }],
    },
  });
}

/** Opens every way out of a namespace. */
export function openEgress(namespace: string): Manifest {
  return manifestOf({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'by-hand', namespace },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}] },
  });
}

/** Binds a cluster role to a group: everywhere, or in one namespace. */
export function roleBinding(group: string, clusterRole: string, namespace?: string): Manifest {
  const object: KubernetesObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `by-hand-${group}`, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: clusterRole },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group }],
  };
  return manifestOf(object);
}
