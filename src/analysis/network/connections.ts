import type { Direction } from '../cluster/network-policy';
import type { AddressRange } from './address-cells';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import { hostsOf, OpenSides } from './open-sides';
import { outsideOf, type OutsideVerdict } from './outside';
import type { Verdict } from './verdict';

/** One end of a connection: equal pods, or addresses outside of the cluster. */
export type Side =
  | { readonly form: 'pods'; readonly group: PodGroup }
  | { readonly form: 'outside'; readonly ranges: readonly AddressRange[] };

/** What may flow from one end to another. */
export interface Connection extends Verdict {
  readonly from: Side;
  readonly to: Side;
}

/**
 * All connections that are allowed or not known, between groups of equal pods and between them and the outside. None where no
 * plugin enforces policies: nothing can be said then. With `isAsked` those of which one end is
 * asked about.
 */
export function* connectionsOf(model: NetworkModel, isAsked?: ReadonlySet<PodGroup>): Iterable<Connection> {
  if (model.profile.enforced !== true) return;
  const sides = new OpenSides(model);
  yield* withOutside(model, isAsked);
  yield* ofClosedSides(model, sides, isAsked);
  const asked = isAsked && [...sides.takers].filter((to) => isAsked.has(to));
  for (const from of sides.senders) yield* pairsOf(sides, [from], isAsked?.has(from) === false ? asked! : sides.takers);
}

/** What flows between pods and the outside. */
export function* withOutside(model: NetworkModel, groups: Iterable<PodGroup> = model.groups): Iterable<Connection> {
  for (const group of groups) {
    const pods: Side = { form: 'pods', group };
    const outside = (ranges: OutsideVerdict['ranges']): Side => ({ form: 'outside', ranges });
    for (const { ranges, ...said } of outsideOf(model, group, 'ingress')) yield { from: outside(ranges), to: pods, ...said };
    for (const { ranges, ...said } of outsideOf(model, group, 'egress')) yield { from: pods, to: outside(ranges), ...said };
  }
}

/** What each of some sends to each of others. */
export function* pairsOf(sides: OpenSides, senders: Iterable<PodGroup>, takers: Iterable<PodGroup>): Iterable<Connection> {
  for (const from of senders) for (const to of takers) yield* between(sides, from, to);
}

/** The pairs of which one end is open to none but those that it names: no others are tried. */
export function* ofClosedSides(model: NetworkModel, sides: OpenSides, isAsked?: ReadonlySet<PodGroup>): Iterable<Connection> {
  const hosts = hostsOf(model);
  const others = (group: PodGroup, direction: Direction): PodGroup[] => {
    const all = [...new Set([...sides.namedBy(group, direction), ...hosts])];
    return !isAsked || isAsked.has(group) ? all : all.filter((other) => isAsked.has(other));
  };
  for (const to of model.groups) if (!sides.takers.has(to)) yield* pairsOf(sides, others(to, 'ingress'), [to]);
  for (const from of model.groups) {
    if (sides.senders.has(from)) continue;
    yield* pairsOf(sides, [from], others(from, 'egress').filter((to) => sides.takers.has(to)));
  }
}

function* between(sides: OpenSides, from: PodGroup, to: PodGroup): Iterable<Connection> {
  const verdict = sides.verdict(from, to);
  if (verdict.allowed.isEmpty && verdict.unknown.isEmpty) return;
  yield { from: { form: 'pods', group: from }, to: { form: 'pods', group: to }, ...verdict };
}
