import type { AddressCell, AddressRange } from './address-cells';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import { REST } from './network-model';
import type { NetworkRule, RulePeer } from './network-policies';
import type { Endpoint } from './peers';
import type { Stack, Verdict } from './verdict';

/** One end of a connection: equal pods, or addresses outside of the cluster. */
export type Side =
  | { readonly form: 'pods'; readonly group: PodGroup }
  | { readonly form: 'outside'; readonly ranges: readonly AddressRange[] };

/** What may flow from one end to another. */
export interface Connection extends Verdict {
  readonly from: Side;
  readonly to: Side;
}

/** All connections that are allowed or not known, between groups of equal pods and between them and the outside. */
export function* connectionsOf(model: NetworkModel): Iterable<Connection> {
  for (const group of model.groups) {
    yield* withOutside(model, group, 'ingress');
    yield* withOutside(model, group, 'egress');
  }
  yield* betweenPods(model);
}

/** One pod class stands for its group. */
export function endpointOf({ classes: [podClass] }: PodGroup): Endpoint {
  return { form: 'pods', podClass };
}

function* withOutside(model: NetworkModel, group: PodGroup, direction: 'ingress' | 'egress'): Iterable<Connection> {
  const alike = new Map<string, { verdict: Verdict; cells: AddressCell[] }>();
  for (const cell of model.peers.cells) {
    const verdict = model.side(endpointOf(group), direction, { form: 'outside', cell });
    if (verdict.allowed.isEmpty && verdict.unknown.isEmpty) continue;
    const key = `${verdict.allowed.key}|${verdict.unknown.key}`;
    const one = alike.get(key) ?? { verdict, cells: [] };
    alike.set(key, one);
    one.cells.push(cell);
  }
  for (const { verdict, cells } of alike.values()) {
    const outside: Side = { form: 'outside', ranges: joined(cells.flatMap(({ ranges }) => ranges)) };
    const pods: Side = { form: 'pods', group };
    const ends = direction === 'ingress' ? { from: outside, to: pods } : { from: pods, to: outside };
    yield { ...ends, ...verdict };
  }
}

/** Ranges in order, those that meet as one. */
export function joined(ranges: readonly AddressRange[]): AddressRange[] {
  const result: AddressRange[] = [];
  const order = (a: AddressRange, b: AddressRange): number => a.family - b.family || (a.from < b.from ? -1 : 1);
  for (const range of [...ranges].sort(order)) {
    const last = result.at(-1);
    if (last?.family === range.family && last.to + 1n >= range.from) {
      result[result.length - 1] = { ...last, to: last.to > range.to ? last.to : range.to };
    } else result.push(range);
  }
  return result;
}

/** Pairs are not tried all: where a side lets in none but those that it names, only these can come. */
function* betweenPods(model: NetworkModel): Iterable<Connection> {
  const members = membersOf(model);
  const isOpen = (group: PodGroup, direction: 'ingress' | 'egress'): boolean => {
    const { allowed, unknown } = model.side(endpointOf(group), direction, REST);
    const isHost = group.hostNetwork && model.profile.hostNetworkAsPods !== true;
    return isHost || !allowed.isEmpty || !unknown.isEmpty || (direction === 'egress' && namesPorts(group.egress));
  };
  const takers = model.groups.filter((group) => isOpen(group, 'ingress'));
  const senders = new Set(model.groups.filter((group) => isOpen(group, 'egress')));
  const isTaker = new Set(takers);
  for (const to of model.groups) {
    if (!isTaker.has(to)) for (const from of named(to, 'ingress', members)) yield* between(model, from, to);
  }
  for (const from of model.groups) {
    const targets = senders.has(from) ? takers : named(from, 'egress', members);
    for (const to of targets) if (isTaker.has(to)) yield* between(model, from, to);
  }
}

/** Whether rules of a side name ports, of which those that no selector names may declare one. */
function namesPorts({ admin, namespace = [], baseline }: Stack): boolean {
  const rules = [...admin.flat(), ...namespace, ...baseline.flat()].flatMap((one) => one.rules);
  return rules.some(({ ports = [] }) => ports.some(({ name }) => name !== undefined));
}

function* between(model: NetworkModel, from: PodGroup, to: PodGroup): Iterable<Connection> {
  const verdict = model.verdict(endpointOf(from), endpointOf(to));
  if (verdict.allowed.isEmpty && verdict.unknown.isEmpty) return;
  yield { from: { form: 'pods', group: from }, to: { form: 'pods', group: to }, ...verdict };
}

type Members = (rule: NetworkRule) => Iterable<PodGroup>;

/** The groups that a side names in its rules, and all in the network of nodes, which rules may meet by address. */
function named(group: PodGroup, direction: 'ingress' | 'egress', members: Members): Set<PodGroup> {
  const { admin, namespace = [], baseline } = group[direction];
  const rules = [...admin.flat(), ...namespace, ...baseline.flat()].flatMap((one) => one.rules);
  return new Set(rules.flatMap((rule) => [...members(rule)]));
}

function membersOf(model: NetworkModel): Members {
  const byPeer = new Map<number, Set<PodGroup>>();
  for (const { id, pods } of model.peers.all) {
    if (pods) byPeer.set(id, new Set([...pods.keys()].map((podClass) => model.groupOf(podClass))));
  }
  const byAddress = model.profile.hostNetworkAsPods === true ? [] : model.groups.filter(({ hostNetwork }) => hostNetwork);
  const ofPeer = (peer: RulePeer): Iterable<PodGroup> => byPeer.get(model.peers.resolved(peer).id) ?? [];
  return ({ peers = [] }) => [...peers.flatMap((peer) => [...ofPeer(peer)]), ...byAddress];
}
