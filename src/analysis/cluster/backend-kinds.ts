import { ADMISSION, DISCOVERY, GATEWAY_API, GATEWAY_API_EXPERIMENTAL, NETWORKING, RBAC } from '../../manifest/kinds';
import { nearest } from '../../manifest/nearest';
import { quoted } from '../../manifest/text';
import type { Reference } from './references';

/** Kinds that are known to take traffic, by group. Source: Gateway API v1.6.1, BackendObjectReference; GEP-1748; GEP-4894. */
const BACKENDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['Service']], [GATEWAY_API, []], [GATEWAY_API_EXPERIMENTAL, ['XBackend']], ['multicluster.x-k8s.io', ['ServiceImport']],
]);

/** Groups of Kubernetes itself, whose kinds take no traffic: what an implementation adds stands in a group of its own. */
const WITHOUT_BACKENDS = new Set([
  NETWORKING, DISCOVERY, RBAC, ADMISSION, 'apps', 'batch', 'policy', 'autoscaling', 'storage.k8s.io',
]);

/** Whether a group is of Kubernetes or Gateway API itself, so that its kinds are known. */
export function isKnownGroup(group: string): boolean {
  return BACKENDS.has(group) || WITHOUT_BACKENDS.has(group);
}

/** What to write where no implementation takes a kind as a backend; undefined for kinds that may be an implementation's own. */
export function otherBackendKind({ group, kind }: Reference): string | undefined {
  const kinds = BACKENDS.get(group) ?? (WITHOUT_BACKENDS.has(group) ? [] : undefined);
  if (kinds === undefined || kinds.includes(kind)) return undefined;
  if (nearest(kind, kinds) !== undefined) return `write ${quoted(kinds)}`;
  return 'route to the Service in front of it: { group: "", kind: Service }';
}

/** Whether a reference can lead to a backend at all. */
export function canBeBackend(ref: Reference): boolean {
  return ref.group !== 'core' && otherBackendKind(ref) === undefined;
}
