import { GATEWAY_API, NETWORKING, ROUTE_KINDS } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { ClusterIndex, nameOf } from '../cluster/cluster-index';
import { NetworkModel, profileOfPlugins } from '../network';
import { homeOf } from '../network/network-policies';
import type { Entry } from '../rule';
import type { EvidenceSet } from './question';
import { ANY_POD } from './subjects';

/** What manifests do not say. */
export type EvidenceOptions = Pick<EvidenceSet, 'networkPlugins' | 'metadataCidrs' | 'resolvesOnMetadata' | 'namespaces'>;

/**
 * What questions are asked of. Beside the workloads of the files, each namespace has a pod without labels: what holds for it
 * holds for pods that come later.
 */
export function evidenceSetOf(entries: readonly Entry[], options: EvidenceOptions): EvidenceSet {
  const index = new ClusterIndex(entries);
  const later = [...placesOf(index)].sort().map((namespace) => ({ manifest: anyPod(namespace) }));
  return { index, model: NetworkModel.of([...entries, ...later], profileOfPlugins(options.networkPlugins)), ...options };
}

/** Namespaces that pods stand in, or will: declared ones, and those of policies, Services and routes to backends. */
function placesOf(index: ClusterIndex): Set<string> {
  const routes = ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind)).filter(({ manifest }) => hasBackends(manifest));
  const others = [...index.ofKind(NETWORKING, 'NetworkPolicy'), ...index.ofKind('', 'Service'), ...routes];
  const declared = index.ofKind('', 'Namespace').flatMap(({ manifest }) => nameOf(manifest) ?? []);
  return new Set([...declared, ...others.map(({ manifest }) => homeOf(manifest))]);
}

function hasBackends({ spec }: Manifest): boolean {
  return listOf(isRecord(spec) ? spec.rules : undefined).some((rule) => isRecord(rule) && listOf(rule.backendRefs).length > 0);
}

function anyPod(namespace: string): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: ANY_POD, namespace }, spec: {} };
}
