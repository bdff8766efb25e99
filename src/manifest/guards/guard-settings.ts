import type { GrantData, PortData, SubjectData } from '../grant-data';

/** Pods of a namespace: all of them where there are no labels. */
export interface PodsData {
  readonly namespace: string;
  readonly podLabels: Record<string, string>;
}

/** Two teams that may talk: their network policies may name each other with these pods and ports. */
export interface NeighbourData {
  readonly from: PodsData;
  readonly to: PodsData;
  readonly ports: readonly PortData[];
}

/** One object that the platform keeps in a team's namespace, such as a lockdown of a kind that teams may not write. */
export interface PlatformObject {
  /** Resource as kubectl names it: `egressfirewalls.k8s.ovn.org`, or `services` for the core group. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** One object of the operators' own files in a namespace that guards judge, with all that it says: as it is, it passes. */
export interface OperatorObject extends PlatformObject {
  readonly spec: unknown;
}

/** A kind of backends, as `group/Kind`, that the routes of one namespace may name. */
export interface BackendKindData {
  readonly namespace: string;
  readonly kind: string;
}

/** What the guards of a cluster derive from, beside the permission table. */
export interface GuardSettings {
  readonly grants: readonly GrantData[];
  /** Namespaces that no guard judges. */
  readonly platformNamespaces: readonly string[];
  readonly neighbours: readonly NeighbourData[];
  readonly platformObjects: readonly PlatformObject[];
  /** What the operators' constructs of the same app emit. */
  readonly operatorObjects: readonly OperatorObject[];
  /** Kinds that routes may name as backends, beside Services. */
  readonly backendKinds: readonly BackendKindData[];
  /** Keys of namespace labels and annotations that only the listed identities set, beside the known ones. */
  readonly namespaceKeys: readonly string[];
  /** Who creates the namespaces of grants, and sets guarded keys. */
  readonly namespaceWriters: readonly SubjectData[];
  /** Whom no guard judges. */
  readonly exempt: readonly SubjectData[];
}

/** Where the control plane's own parts run. */
const CONTROL_PLANE = ['kube-system', 'kube-public', 'kube-node-lease'];

type Named = Pick<GuardSettings, 'grants' | 'platformNamespaces'>;

/** Namespaces that no guard judges: the control plane's, those of the granted gateways and their proxies, and the listed ones. */
export function platformNamespacesOf({ grants, platformNamespaces }: Named): string[] {
  const ofGrants = grants.flatMap(({ gateway, proxies }) => [gateway.namespace, proxies.namespace ?? gateway.namespace]);
  return [...new Set([...CONTROL_PLANE, ...ofGrants, ...platformNamespaces])].sort();
}

/** Namespaces that some grant names. */
export function grantedNamespacesOf({ grants }: Pick<GuardSettings, 'grants'>): string[] {
  return [...new Set(grants.flatMap(({ namespaces }) => namespaces))].sort();
}

/** What the API server itself keeps in namespace default: the way to it, which leads to no pods. */
const SERVER_OBJECTS: readonly PlatformObject[] = ['services', 'endpoints', 'endpointslices.discovery.k8s.io']
  .map((resource) => ({ resource, namespace: 'default', name: 'kubernetes' }));

/** The objects that no guard judges, as `resource namespace/name`. */
export function platformObjectKeys({ platformObjects }: Pick<GuardSettings, 'platformObjects'>): string[] {
  return [...SERVER_OBJECTS, ...platformObjects].map(({ resource, namespace, name }) => objectKey(resource, namespace, name));
}

/** How such an object is looked up. */
export function objectKey(resource: string, namespace: string, name: string): string {
  return `${resource} ${namespace}/${name}`;
}

/** A namespace that is granted to a team and the platform's at once: no guard would judge the team there. */
export function sharedNamespaceOf(settings: Named): string | undefined {
  const platform = new Set(platformNamespacesOf(settings));
  return grantedNamespacesOf(settings).find((namespace) => platform.has(namespace));
}
