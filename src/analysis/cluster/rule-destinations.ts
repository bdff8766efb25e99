import type { Manifest } from '../../manifest/manifest';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import type { PolicyRule } from './network-policy';
import { namespacesOfPeer, selectedBy } from './policy-pods';
import { workloadsByNamespace } from './workloads';
import type { Workload } from './workloads-of-namespace';

/** Pods whose ports a rule opens, and their namespace. */
export interface Destination {
  readonly workload: Workload;
  readonly namespace: string | undefined;
}

/** Of more workloads than these nothing is said: the rule is for a namespace as a whole. */
const LIMIT = 50;

/** The workloads whose ports a rule opens; undefined where it opens others too that the set does not show. */
export function destinationsOf(
  manifest: Manifest, { direction, peers }: PolicyRule, index: ClusterIndex,
): Destination[] | undefined {
  const home = namespaceOf(manifest);
  if (direction === 'ingress') {
    return within(selectedBy(manifest, index).slice(0, LIMIT + 1).map((workload) => ({ workload, namespace: home })));
  }
  if (peers === undefined) return undefined;
  const all: Destination[] = [];
  for (const peer of peers) {
    const namespaces = peer.ipBlock === undefined ? namespacesOfPeer(peer, home) : undefined;
    if (namespaces === undefined || namespaces.length === 0) return undefined;
    for (const namespace of namespaces) {
      const selected = workloadsByNamespace(index).get(namespace)?.select(peer.podSelector) ?? [];
      if (selected.length === 0 || selected.length > LIMIT) return undefined;
      all.push(...selected.map((workload) => ({ workload, namespace })));
    }
  }
  return within(all);
}

function within(destinations: Destination[]): Destination[] | undefined {
  return destinations.length > 0 && destinations.length <= LIMIT ? destinations : undefined;
}
