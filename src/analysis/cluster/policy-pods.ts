import type { Manifest } from '../../manifest/manifest';
import { namesIn } from './admissions';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { requirementsOf } from './label-selector';
import type { Peer } from './network-policy';
import { specOf } from './references';
import { workloadsByNamespace } from './workloads';
import type { Workload } from './workloads-of-namespace';

/** The workloads of the set that a policy is for. */
export function selectedBy(manifest: Manifest, index: ClusterIndex): readonly Workload[] {
  return workloadsByNamespace(index).get(namespaceOf(manifest))?.select(specOf(manifest).podSelector) ?? [];
}

/** The namespaces that a selector names one by one, by the label that says their name; undefined where it selects by others. */
export function namedNamespaces(selector: unknown): readonly string[] | undefined {
  const requirements = requirementsOf(selector);
  const names = requirements.length === 1 ? namesIn(requirements) : undefined;
  return names?.filter((name) => typeof name === 'string');
}

/** The namespaces in which a peer's pods stand; undefined where labels decide that the set may not show. */
export function namespacesOfPeer(
  { namespaceSelector }: Peer, home: string | undefined,
): readonly (string | undefined)[] | undefined {
  return namespaceSelector === undefined ? [home] : namedNamespaces(namespaceSelector);
}

/** The workloads of the set that a peer names, in each of the namespaces that are known by name. */
export function workloadsOfPeer(peer: Peer, home: string | undefined, index: ClusterIndex): (readonly Workload[])[] {
  if (peer.ipBlock !== undefined) return [];
  const all = workloadsByNamespace(index);
  return (namespacesOfPeer(peer, home) ?? []).map((namespace) => all.get(namespace)?.select(peer.podSelector) ?? [])
    .filter((workloads) => workloads.length > 0);
}
