import { jsonText } from '../../manifest/json-text';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { type ClusterIndex, nameOf } from '../cluster/cluster-index';
import type { Labels } from '../cluster/label-selector';
import { isMadeByOther, POD_KINDS, podOf, workloadOf } from '../cluster/workloads';
import type { ContainerPort } from '../cluster/workloads-of-namespace';
import type { Entry } from '../rule';
import { type Address, parseAddress } from './blocks';
import { homeOf } from './network-policies';
import type { NetworkProfile } from './profile';

/** Pods that share an owner: what a Deployment makes, or one Pod that no one owns. */
export interface NetworkWorkload {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** `shop/web[Deployment]`: tells workloads apart, and is how answers name them. */
  readonly label: string;
  /** One for each set of labels, ports, network and addresses that its pods have: most have one. */
  readonly variants: readonly PodFacts[];
}

/** What policies may look at of a pod. */
export interface PodFacts {
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  /** The addresses that its status tells; none for pods that do not run yet. */
  readonly addresses: readonly Address[];
}

/** A workload that pods are added to. */
type Growing = Omit<NetworkWorkload, 'variants'> & { readonly variants: PodFacts[]; keys?: Set<string> };

/** The workloads of a set, in the order of their labels. */
export function workloadsOf(index: ClusterIndex, { endedPodsCount }: NetworkProfile): NetworkWorkload[] {
  const found = new Map<string, Growing>();
  for (const key of POD_KINDS) {
    const [group, kind] = key.split('/');
    for (const entry of index.ofKind(group, kind)) {
      const facts = factsOf(entry, index);
      if (!facts || (hasEnded(entry.manifest) && endedPodsCount !== true)) continue;
      const owner = ownerOf(entry.manifest);
      const label = `${owner.namespace}/${owner.name}[${owner.kind}]`;
      const workload = found.get(label);
      if (workload) addVariant(workload, facts);
      else found.set(label, { ...owner, label, variants: [facts] });
    }
  }
  return [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Most workloads have pods of one form: what tells forms apart is put together for those of several pods alone. */
function addVariant(workload: Growing, facts: PodFacts): void {
  workload.keys ??= new Set(workload.variants.map(variantKey));
  const key = variantKey(facts);
  if (!workload.keys.has(key)) workload.variants.push(facts);
  workload.keys.add(key);
}

function variantKey({ labels, ports, hostNetwork, addresses }: PodFacts): string {
  const sorted = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  return jsonText([sorted, ports, hostNetwork, addresses.map(({ value }) => String(value))]);
}

/** What a workload has of labels and ports; nothing where its controller is in the set and says it. */
function factsOf(entry: Entry, index: ClusterIndex): PodFacts | undefined {
  const { manifest } = entry;
  const pod = podOf(manifest);
  if (!isRecord(pod) || nameOf(manifest) === undefined || isMadeByOther(manifest, index)) return undefined;
  return { ...workloadOf(entry, pod), addresses: manifest.kind === 'Pod' ? addressesOf(manifest.status) : [] };
}

function addressesOf(status: unknown): Address[] {
  const { podIP, podIPs } = isRecord(status) ? status : {};
  const texts = [podIP, ...listOf(podIPs).map((one) => (isRecord(one) ? one.ip : undefined))];
  return [...new Set(texts)].flatMap((text) => (typeof text === 'string' ? parseAddress(text) ?? [] : []));
}

function hasEnded({ kind, status }: Manifest): boolean {
  return kind === 'Pod' && isRecord(status) && (status.phase === 'Succeeded' || status.phase === 'Failed');
}

/** What a Pod belongs to: its controller, though that is not in the set, or itself. */
function ownerOf(manifest: Manifest): { namespace: string; kind: string; name: string } {
  const namespace = homeOf(manifest);
  const owners = listOf(manifest.metadata.ownerReferences).filter(isRecord);
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0];
  if (manifest.kind !== 'Pod' || typeof owner?.name !== 'string' || owner.kind === 'Node') {
    return { namespace, kind: manifest.kind, name: nameOf(manifest)! };
  }
  return { namespace, kind: typeof owner.kind === 'string' ? owner.kind : 'Pod', name: owner.name };
}
