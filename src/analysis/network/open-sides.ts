import type { Direction } from '../cluster/network-policy';
import type { PodGroup } from './equal-pods';
import { type NetworkModel, REST } from './network-model';
import type { RulePeer } from './network-policies';
import type { Endpoint } from './peers';
import type { Certainty } from './selectors';
import type { Stack, Verdict } from './verdict';

/** One pod class stands for its group. */
export function endpointOf({ classes: [podClass] }: PodGroup): Endpoint {
  return { form: 'pods', podClass };
}

/**
 * Sides that open something to pods that they do not name. Such pods are alike to them, so what holds of two ends that do not
 * name each other is worked out once for all that have these sides.
 */
export class OpenSides {
  /** Who lets in, and who connects to, pods that it does not name. */
  readonly takers: ReadonlySet<PodGroup>;
  readonly senders: ReadonlySet<PodGroup>;
  readonly #rest: Record<Direction, Map<PodGroup, Verdict>> = { ingress: new Map(), egress: new Map() };
  readonly #plain: Record<Direction, Set<PodGroup>>;
  readonly #members: ReadonlyMap<number, ReadonlyMap<PodGroup, Certainty>>;
  readonly #ofTaken = new Map<string, Verdict>();
  readonly #known = new Map<string, Verdict>();

  public constructor(private readonly model: NetworkModel) {
    const { groups } = model;
    this.#members = membersOf(model);
    for (const direction of ['ingress', 'egress'] as const) {
      for (const group of groups) this.#rest[direction].set(group, model.side(endpointOf(group), direction, REST));
    }
    const isAnywhere = groups.some(({ classes }) => classes[0].places !== undefined);
    const plain = (direction: Direction): Set<PodGroup> =>
      new Set(groups.filter((group) => this.#isPlain(group, direction, isAnywhere)));
    this.#plain = { ingress: plain('ingress'), egress: plain('egress') };
    this.takers = new Set(groups.filter((group) => this.#isOpen(group, 'ingress')));
    this.senders = new Set(groups.filter((group) => this.#isOpen(group, 'egress') || namesPorts(group.egress)));
  }

  /** The groups that a side names in its rules. */
  public namedBy(group: PodGroup, direction: Direction): Set<PodGroup> {
    return new Set(this.#peersOf(group, direction).flatMap(([, members]) => [...members.keys()]));
  }

  /** What may flow between two groups. */
  public verdict(from: PodGroup, to: PodGroup): Verdict {
    const isPlain = this.#plain.egress.has(from) && this.#plain.ingress.has(to);
    const ask = (): Verdict => this.#once(this.model.verdict(endpointOf(from), endpointOf(to)));
    if (!isPlain || this.#peersOf(from, 'egress').some(([, members]) => members.has(to))) return ask();
    const taken = this.#peersOf(to, 'ingress').flatMap(([id, members]) => (members.has(from) ? `${id}${members.get(from)}` : []));
    if (taken.length === 0) return this.betweenAny(from, to);
    // Ends that the same peers take, and that send the same to everybody, are alike to a destination.
    const key = `${to.id} ${taken.join(' ')} ${this.keyOf(from, 'egress')}`;
    const known = this.#ofTaken.get(key) ?? ask();
    this.#ofTaken.set(key, known);
    return known;
  }

  /** Equal for groups of which one side says the same of all that it does not name; undefined where it tells these apart. */
  public keyOf(group: PodGroup, direction: Direction): string | undefined {
    const { allowed, unknown } = this.#rest[direction].get(group)!;
    return this.#plain[direction].has(group) ? `${allowed.key} ${unknown.key}` : undefined;
  }

  /** What may flow between two groups whose sides tell neither from others. */
  public betweenAny(from: PodGroup, to: PodGroup): Verdict {
    const [egress, ingress] = [this.#rest.egress.get(from)!, this.#rest.ingress.get(to)!];
    const allowed = egress.allowed.intersect(ingress.allowed);
    const possible = egress.allowed.union(egress.unknown).intersect(ingress.allowed.union(ingress.unknown));
    return this.#once({ allowed, unknown: possible.minus(allowed) });
  }

  /** The groups that each peer of a side takes. */
  #peersOf(group: PodGroup, direction: Direction): [id: number, members: ReadonlyMap<PodGroup, Certainty>][] {
    return group[direction].rules.flatMap(({ peers = [] }) => peers.flatMap((peer) => {
      const { id } = this.model.peers.resolved(peer);
      const members = this.#members.get(id);
      return members ? [[id, members]] : [];
    }));
  }

  /** Equal verdicts as one object: there may be millions of pairs. */
  #once(verdict: Verdict): Verdict {
    const key = `${verdict.allowed.key} ${verdict.unknown.key}`;
    const known = this.#known.get(key) ?? verdict;
    this.#known.set(key, known);
    return known;
  }

  #isOpen(group: PodGroup, direction: Direction): boolean {
    const { allowed, unknown } = this.#rest[direction].get(group)!;
    return isHost(group, this.model) || !allowed.isEmpty || !unknown.isEmpty;
  }

  /** Whether a side asks nothing of pods that it does not name: neither their addresses nor names of their ports. */
  #isPlain(group: PodGroup, direction: Direction, isAnywhere: boolean): boolean {
    if (isHost(group, this.model) || (direction === 'egress' && namesPorts(group.egress))) return false;
    const { blocksMatchPods, networksMatchPods } = this.model.profile;
    const asks = (peer: RulePeer): boolean => {
      if (peer.form !== 'block') return false;
      const can = this.model.peers.resolved(peer).tier === 'namespace' ? blocksMatchPods : networksMatchPods;
      return can === true || (can === undefined && isAnywhere);
    };
    return group[direction].rules.every(({ peers = [] }) => !peers.some(asks));
  }
}

/** Whether pods of a group are met by the address of their node. */
function isHost({ hostNetwork }: PodGroup, { profile }: NetworkModel): boolean {
  return hostNetwork && profile.hostNetworkAsPods !== true;
}

/** Whether rules of a side name ports, of which those that no selector names may declare one. */
function namesPorts(stack: Stack): boolean {
  return stack.rules.some(({ ports = [] }) => ports.some(({ name }) => name !== undefined));
}

/** The groups that each peer takes. */
function membersOf(model: NetworkModel): Map<number, Map<PodGroup, Certainty>> {
  const byPeer = new Map<number, Map<PodGroup, Certainty>>();
  for (const { id, pods } of model.peers.all) {
    if (pods) byPeer.set(id, new Map([...pods].map(([podClass, certainty]) => [model.groupOf(podClass), certainty])));
  }
  return byPeer;
}

/** All in the network of nodes: rules may meet them by address, and pods of their own node they always meet. */
export function hostsOf(model: NetworkModel): PodGroup[] {
  return model.groups.filter((group) => isHost(group, model));
}
