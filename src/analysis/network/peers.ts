import { openBlock, type OpenBlock } from '../../manifest/address-sets';
import { type Requirement, requirementsOf } from '../cluster/label-selector';
import { type AddressCell, addressCells } from './address-cells';
import type { PodClass, PodIndex } from './groups';
import type { NetworkPolicyData, NetworkRule, RulePeer, Tier } from './network-policies';
import type { NetworkProfile } from './profile';
import { type Certainty, implies } from './selectors';

/** Something that a connection starts from or leads to. */
export type Endpoint =
  | { readonly form: 'pods'; readonly podClass: PodClass }
  | { readonly form: 'outside'; readonly cell: AddressCell }
  /** A pod in the network of its node, as most network plugins see it. */
  | { readonly form: 'node' }
  /** Pods that are not in the set, as selectors describe them; without requirements, ones that no selector singles out. */
  | { readonly form: 'imagined'; readonly namespace: readonly Requirement[]; readonly pod: readonly Requirement[] };

/** A peer, with what it takes of the set looked up once. */
export interface ResolvedPeer {
  readonly id: number;
  readonly peer: RulePeer;
  readonly tier: Tier;
  /** The pods that it takes; undefined where it takes every pod of every namespace, or none. */
  readonly pods?: ReadonlyMap<PodClass, Certainty>;
  readonly namespace: readonly Requirement[];
  readonly pod: readonly Requirement[];
  /** Place of its address block among those that the outside is cut by. */
  readonly block?: number;
}

const NAME = 'kubernetes.io/metadata.name';

/** All peers of a set of policies, equal ones once. */
export class PeerTable {
  readonly cells: readonly AddressCell[];
  readonly #byKey = new Map<string, ResolvedPeer>();
  readonly #blocks: OpenBlock[] = [];
  readonly #of = new Map<RulePeer, ResolvedPeer>();

  public constructor(policies: readonly NetworkPolicyData[], pods: PodIndex, private readonly profile: NetworkProfile) {
    for (const { tier, ingress = [], egress = [] } of policies) {
      for (const { peers = [] } of [...ingress, ...egress]) {
        for (const peer of peers) this.#of.set(peer, this.#resolve(peer, tier, pods));
      }
    }
    this.cells = addressCells(this.#blocks, profile.families ?? [4, 6]);
  }

  public get all(): Iterable<ResolvedPeer> {
    return this.#byKey.values();
  }

  public resolved(peer: RulePeer): ResolvedPeer {
    return this.#of.get(peer)!;
  }

  /** Whether a rule is about an endpoint. */
  public matches({ peers, action }: NetworkRule, endpoint: Endpoint): Certainty {
    if (peers === undefined) return 'yes';
    let best: Certainty = 'no';
    for (const peer of peers) {
      // Of a peer that no one here understands the API says: fail closed.
      const one = peer.form === 'unknown' ? (action === 'Deny' ? 'yes' : 'no') : this.#takes(this.resolved(peer), endpoint);
      if (one === 'yes') return 'yes';
      if (one === 'maybe') best = 'maybe';
    }
    return best;
  }

  #takes({ peer, pods, namespace, pod, block, tier }: ResolvedPeer, endpoint: Endpoint): Certainty {
    if (endpoint.form === 'outside') {
      if (peer.form === 'outside') return 'maybe';
      return block !== undefined && endpoint.cell.blocks.has(block) ? 'yes' : 'no';
    }
    if (endpoint.form === 'node' && (peer.form === 'block' || peer.form === 'outside')) return 'maybe';
    if (peer.form === 'block') return block === undefined ? 'no' : this.#blockTakesPods(this.#blocks[block], tier);
    if (endpoint.form === 'node') return 'no';
    if (peer.form !== 'pods') return 'no';
    if (endpoint.form === 'pods') return pods === undefined ? 'yes' : pods.get(endpoint.podClass) ?? 'no';
    const isImplied = namespace.every((one) => implies(endpoint.namespace, one)) && pod.every((one) => implies(endpoint.pod, one));
    return isImplied ? 'yes' : 'no';
  }

  /** Addresses of pods are not in manifests: only a block of all addresses holds them for certain, where blocks match pods at all. */
  #blockTakesPods({ cidr: { length, family }, except }: OpenBlock, tier: Tier): Certainty {
    const can = tier === 'namespace' ? this.profile.blocksMatchPods : this.profile.networksMatchPods;
    if (can === false || !(this.profile.families ?? [4, 6]).includes(family)) return 'no';
    return can && length === 0 && except.length === 0 && this.profile.families?.length === 1 ? 'yes' : 'maybe';
  }

  #resolve(peer: RulePeer, tier: Tier, pods: PodIndex): ResolvedPeer {
    const { path: _, ...facts } = peer;
    const key = JSON.stringify([facts, peer.form === 'block' && tier === 'namespace']);
    const known = this.#byKey.get(key) ?? this.#make(peer, tier, pods);
    this.#byKey.set(key, known);
    return known;
  }

  #make(peer: RulePeer, tier: Tier, pods: PodIndex): ResolvedPeer {
    const base = { id: this.#byKey.size, peer, tier, namespace: [], pod: [] };
    if (peer.form === 'block') {
      const block = openBlock(peer.cidr, peer.except);
      return block ? { ...base, block: this.#blocks.push(block) - 1 } : base;
    }
    if (peer.form !== 'pods') return base;
    const namespace = peer.namespace === undefined
      ? requirementsOf(peer.namespaceSelector)
      : [{ key: NAME, operator: 'In', values: [peer.namespace] }];
    const pod = requirementsOf(peer.podSelector);
    return { ...base, namespace, pod, ...(namespace.length + pod.length > 0 && { pods: pods.select(peer) }) };
  }
}
