import type { Direction } from '../cluster/network-policy';
import { ofClosedSides, pairsOf, type Side, withOutside } from './connections';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import { OpenSides } from './open-sides';
import type { Verdict } from './verdict';

/** Groups of pods as one end of a connection, or addresses outside of the cluster. */
export type BundleSide = Side | { readonly form: 'bundle'; readonly groups: readonly PodGroup[] };

/** What may flow from one end to another. Of groups that stand at both ends it says nothing about one workload and itself. */
export interface BundledConnection extends Verdict {
  readonly from: BundleSide;
  readonly to: BundleSide;
}

/** Fewer pairs than these are told one by one. */
const LEAST_PAIRS = 10_000;

/**
 * What `connectionsOf` tells, with as few connections as there are sides that differ: workloads that are open to pods whoever
 * they are would make as many as there are pairs of them.
 */
export function* bundledConnectionsOf(model: NetworkModel, least = LEAST_PAIRS): Iterable<BundledConnection> {
  if (model.profile.enforced !== true) return;
  const sides = new OpenSides(model);
  yield* withOutside(model);
  yield* ofClosedSides(model, sides);
  const isFew = sides.senders.size * sides.takers.size < least;
  yield* isFew ? pairsOf(sides, sides.senders, sides.takers) : bundlesOf(sides);
}

function* bundlesOf(sides: OpenSides): Iterable<BundledConnection> {
  const senders = bySide(sides, sides.senders, 'egress');
  const takers = bySide(sides, sides.takers, 'ingress');
  yield* pairsOf(sides, senders.apart, sides.takers);
  const exceptions = exceptionsOf(sides, takers.alike.flat());
  for (const alike of senders.alike) {
    yield* pairsOf(sides, alike, takers.apart);
    const plain = alike.filter((from) => !exceptions.has(from));
    for (const targets of takers.alike) yield* bundle(sides, plain, targets);
    for (const from of alike.filter((one) => exceptions.has(one))) {
      const except = exceptions.get(from)!;
      yield* pairsOf(sides, [from], except);
      for (const targets of takers.alike) yield* bundle(sides, [from], targets.filter((to) => !except.has(to)));
    }
  }
}

function* bundle(sides: OpenSides, from: readonly PodGroup[], to: readonly PodGroup[]): Iterable<BundledConnection> {
  if (from.length === 0 || to.length === 0) return;
  const verdict = sides.betweenAny(from[0], to[0]);
  if (!verdict.allowed.isEmpty || !verdict.unknown.isEmpty) yield { from: sideOf(from), to: sideOf(to), ...verdict };
}

function sideOf(groups: readonly PodGroup[]): BundleSide {
  return groups.length === 1 ? { form: 'pods', group: groups[0] } : { form: 'bundle', groups };
}

/** Groups that say the same of everybody whom they do not name, and those that tell everybody apart. */
function bySide(sides: OpenSides, groups: Iterable<PodGroup>, direction: Direction): { alike: PodGroup[][]; apart: PodGroup[] } {
  const alike = new Map<string, PodGroup[]>();
  const apart: PodGroup[] = [];
  for (const group of groups) {
    const key = sides.keyOf(group, direction);
    const equal = key === undefined ? apart : alike.get(key);
    if (equal) equal.push(group);
    else alike.set(key!, [group]);
  }
  return { alike: [...alike.values()], apart };
}

/** By source, the destinations that it names, or that name it, and for which more or less is said than for others. */
function exceptionsOf(sides: OpenSides, takers: readonly PodGroup[]): Map<PodGroup, Set<PodGroup>> {
  const found = new Map<PodGroup, Set<PodGroup>>();
  const isTaker = new Set(takers);
  const note = (from: PodGroup, to: PodGroup): void => {
    if (sides.keyOf(from, 'egress') === undefined || sides.verdict(from, to) === sides.betweenAny(from, to)) return;
    const known = found.get(from);
    if (known) known.add(to);
    else found.set(from, new Set([to]));
  };
  for (const to of takers) for (const from of sides.namedBy(to, 'ingress')) if (sides.senders.has(from)) note(from, to);
  for (const from of sides.senders) for (const to of sides.namedBy(from, 'egress')) if (isTaker.has(to)) note(from, to);
  return found;
}
