import { GATEWAY_API, NETWORKING, ROUTE_KINDS } from '../../manifest/kinds';
import { groupOf, isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { ClusterIndex, nameOf } from '../cluster/cluster-index';
import { NetworkModel, profileOfPlugins } from '../network';
import { ciliumPoliciesOf } from '../network/cilium-policies';
import { homeOf } from '../network/network-policies';
import { unreadPoliciesOf } from '../network/unread-policies';
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
  const ofConnections = entries.filter(({ manifest }) => !isOfRequests(manifest));
  return { index, model: NetworkModel.of([...ofConnections, ...later], profileOfPlugins(options.networkPlugins)), ...options };
}

/** Policies of a service mesh refuse requests: what network policies leave open is a violation whatever they say. */
function isOfRequests({ apiVersion, kind }: Manifest): boolean {
  return groupOf(apiVersion) === 'security.istio.io' && kind === 'AuthorizationPolicy';
}

/** Namespaces that pods stand in, or will: declared ones, and those of policies, Services and routes to backends. */
function placesOf(index: ClusterIndex): Set<string> {
  const routes = ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind)).filter(({ manifest }) => hasBackends(manifest));
  const others = [...index.ofKind(NETWORKING, 'NetworkPolicy'), ...index.ofKind('', 'Service'), ...routes];
  const declared = index.ofKind('', 'Namespace').flatMap(({ manifest }) => nameOf(manifest) ?? []);
  const ofPlugins = [...ciliumPoliciesOf(index), ...unreadPoliciesOf(index)].flatMap(({ subject }) => subject.namespace ?? []);
  return new Set([...declared, ...ofPlugins, ...others.map(({ manifest }) => homeOf(manifest))]);
}

function hasBackends({ spec }: Manifest): boolean {
  return listOf(isRecord(spec) ? spec.rules : undefined).some((rule) => isRecord(rule) && listOf(rule.backendRefs).length > 0);
}

function anyPod(namespace: string): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: ANY_POD, namespace }, spec: {} };
}
