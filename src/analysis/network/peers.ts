import { jsonText } from '../../manifest/json-text';
import { NAME_LABEL } from '../../manifest/names';
import { type Requirement, requirementsOf } from '../cluster/label-selector';
import type { AddressCell, Family } from './address-cells';
import type { BlockTable, RuleBlock } from './blocks';
import type { NetworkPolicyData, NetworkRule, RulePeer, Tier } from './network-policies';
import type { PodClass, PodIndex } from './pod-index';
import type { NetworkProfile } from './profile';
import { areImplied, type Certainty, certaintyOf, every, isDescribed, mayMeet } from './selectors';

/** Something that a connection starts from or leads to. */
export type Endpoint =
  /** Pods, and the family of addresses by which they are met: either one where left out. */
  | { readonly form: 'pods'; readonly podClass: PodClass; readonly family?: Family }
  | { readonly form: 'outside'; readonly cell: AddressCell }
  /** A pod in the network of its node, as most network plugins see it. */
  | { readonly form: 'node'; readonly family?: Family }
  /** Pods that no selector of a rule with requirements takes. */
  | { readonly form: 'rest'; readonly family?: Family }
  /** Pods that are not in the set, as selectors describe them; without requirements, ones that no selector singles out. */
  | {
    readonly form: 'imagined'; readonly namespace: readonly Requirement[]; readonly pod: readonly Requirement[];
    readonly family?: Family;
    /** At addresses that only a block of all addresses holds. */
    readonly isElsewhere?: boolean;
    /** Ones that run: they may have labels beside those that are described, and so may a namespace that is not in the set. */
    readonly real?: { readonly isNamespaceKnown: boolean };
  };

/** A peer, with what it takes of the set looked up once. */
export interface ResolvedPeer {
  readonly id: number;
  /** Equal for equal peers, in every set. */
  readonly key: string;
  readonly peer: RulePeer;
  readonly tier: Tier;
  /** The pods that it takes; undefined where it takes every pod of every namespace, or none. */
  readonly pods?: ReadonlyMap<PodClass, Certainty>;
  readonly namespace: readonly Requirement[];
  readonly pod: readonly Requirement[];
  /** Place of its address block among those that the outside is cut by. */
  readonly block?: number;
}

/** All peers of a set of policies, equal ones once. */
export class PeerTable {
  readonly #byKey = new Map<string, ResolvedPeer>();
  readonly #of = new Map<RulePeer, ResolvedPeer>();

  public constructor(
    policies: readonly NetworkPolicyData[], pods: PodIndex, public readonly blocks: BlockTable,
    private readonly profile: NetworkProfile,
  ) {
    for (const { tier, ingress = [], egress = [] } of policies) {
      for (const { peers = [] } of [...ingress, ...egress]) {
        for (const peer of peers) this.#of.set(peer, this.#resolve(peer, tier, pods));
      }
    }
  }

  public get all(): Iterable<ResolvedPeer> {
    return this.#byKey.values();
  }

  public get cells(): readonly AddressCell[] {
    return this.blocks.cells;
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
      const one = peer.form === 'unknown' ? (action === 'Deny' ? 'yes' : 'no') : this.takes(this.resolved(peer), endpoint);
      if (one === 'yes') return 'yes';
      if (one === 'maybe') best = 'maybe';
    }
    return best;
  }

  /** Whether a peer is about an endpoint. */
  public takes(resolved: ResolvedPeer, end: Endpoint): Certainty {
    const { peer, pods, namespace, pod, tier } = resolved;
    const endpoint = tier !== 'namespace' && this.#isOnNode(end) ? { ...end, form: 'node' as const } : end;
    if (peer.form === 'block') return this.#blockTakes(resolved, endpoint);
    if (peer.form === 'outside') return endpoint.form === 'outside' || endpoint.form === 'node' ? 'maybe' : 'no';
    if (peer.form === 'unknown' || endpoint.form === 'outside' || endpoint.form === 'node') return 'no';
    if (endpoint.form === 'rest') return namespace.length + pod.length === 0 ? 'yes' : 'no';
    if (endpoint.form === 'pods') return pods === undefined ? 'yes' : pods.get(endpoint.podClass) ?? 'no';
    if (endpoint.real) return takesReal(endpoint, endpoint.real, resolved);
    const follows = this.profile.describedWordForWord === true ? isDescribed : areImplied;
    return follows(endpoint.namespace, namespace) && follows(endpoint.pod, pod) ? 'yes' : 'no';
  }

  /** Cluster-wide policies are not about such pods. Source: Network Policy API, ClusterNetworkPolicyIngressPeer.namespaces. */
  #isOnNode(endpoint: Endpoint): endpoint is Extract<Endpoint, { form: 'pods' }> {
    return endpoint.form === 'pods' && endpoint.podClass.hostNetwork && this.profile.hostNetworkAsPods !== true;
  }

  #blockTakes({ block: id, tier }: ResolvedPeer, endpoint: Endpoint): Certainty {
    if (id === undefined) return 'no';
    const block = this.blocks.blocks[id];
    if (endpoint.form === 'outside') return endpoint.cell.blocks.has(id) ? certaintyOfBlock(block) : 'no';
    const { family = block.cidr.family } = endpoint;
    if (!this.blocks.families.includes(block.cidr.family) || family !== block.cidr.family) return 'no';
    if (endpoint.form === 'node') return 'maybe';
    const can = tier === 'namespace' ? this.profile.blocksMatchPods : this.profile.networksMatchPods;
    if (can === false) return 'no';
    const holds = endpoint.form === 'rest' ? 'maybe' : holdsPods(block, id, endpoint);
    return holds === 'no' || (can && !block.isMapped) ? holds : 'maybe';
  }

  #resolve(peer: RulePeer, tier: Tier, pods: PodIndex): ResolvedPeer {
    const key = jsonText([{ ...peer, path: undefined }, tier === 'namespace']);
    const known = this.#byKey.get(key) ?? this.#make(key, peer, tier, pods);
    this.#byKey.set(key, known);
    return known;
  }

  #make(key: string, peer: RulePeer, tier: Tier, pods: PodIndex): ResolvedPeer {
    const base = { id: this.#byKey.size, key, peer, tier, namespace: [], pod: [] };
    if (peer.form === 'block') return { ...base, block: this.blocks.idOf(peer) };
    if (peer.form !== 'pods') return base;
    const namespace = peer.namespace === undefined
      ? requirementsOf(peer.namespaceSelector)
      : [{ key: NAME_LABEL, operator: 'In', values: [peer.namespace] }];
    const pod = requirementsOf(peer.podSelector);
    return { ...base, namespace, pod, ...(namespace.length + pod.length > 0 && { pods: pods.select(peer) }) };
  }
}

type Imagined = Extract<Endpoint, { form: 'imagined' }>;

function takesReal(
  end: Imagined, { isNamespaceKnown }: NonNullable<Imagined['real']>, { namespace, pod }: Pick<ResolvedPeer, 'namespace' | 'pod'>,
): Certainty {
  const home = isNamespaceKnown ? certaintyOf(areImplied(end.namespace, namespace)) : mayMeet(end.namespace, namespace);
  return every([home, mayMeet(end.pod, pod)]);
}

function certaintyOfBlock({ isMapped }: RuleBlock): Certainty {
  return isMapped ? 'maybe' : 'yes';
}

/**
 * Whether a block holds the addresses by which pods are met: where no status tells them, only a block of all addresses does
 * for certain.
 */
function holdsPods(block: RuleBlock, id: number, endpoint: Extract<Endpoint, { form: 'pods' | 'imagined' }>): Certainty {
  const { family } = endpoint;
  const { cidr, except } = block;
  if (family !== undefined && cidr.family !== family) return 'no';
  if (endpoint.form === 'imagined' && endpoint.isElsewhere && cidr.length > 0) return 'no';
  const places = endpoint.form === 'pods' ? endpoint.podClass.places : undefined;
  if (places && !places.get(cidr.family)?.blocks.has(id)) return 'no';
  const isCertain = places !== undefined || (cidr.length === 0 && except.length === 0);
  return isCertain && family !== undefined ? 'yes' : 'maybe';
}
