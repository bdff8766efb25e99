import type { AddressRange } from './address-cells';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import { REST } from './network-model';
import type { NetworkRule, RulePeer } from './network-policies';
import { outsideOf, type OutsideVerdict } from './outside';
import type { Endpoint } from './peers';
import { rulesOf } from './stacks';
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

/**
 * All connections that are allowed or not known, between groups of equal pods and between them and the outside. None where no
 * plugin enforces policies: nothing can be said then.
 */
export function* connectionsOf(model: NetworkModel): Iterable<Connection> {
  if (model.profile.enforced !== true) return;
  for (const group of model.groups) {
    const pods: Side = { form: 'pods', group };
    const outside = (ranges: OutsideVerdict['ranges']): Side => ({ form: 'outside', ranges });
    for (const { ranges, ...said } of outsideOf(model, group, 'ingress')) yield { from: outside(ranges), to: pods, ...said };
    for (const { ranges, ...said } of outsideOf(model, group, 'egress')) yield { from: pods, to: outside(ranges), ...said };
  }
  yield* betweenPods(model);
}

/** One pod class stands for its group. */
export function endpointOf({ classes: [podClass] }: PodGroup): Endpoint {
  return { form: 'pods', podClass };
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
  const hosts = hostsOf(model);
  for (const to of model.groups) {
    if (isTaker.has(to)) continue;
    for (const from of new Set([...named(to, 'ingress', members), ...hosts])) yield* between(model, from, to);
  }
  for (const from of model.groups) {
    const targets = senders.has(from) ? takers : new Set([...named(from, 'egress', members), ...hosts]);
    for (const to of targets) if (isTaker.has(to)) yield* between(model, from, to);
  }
}

/** Whether rules of a side name ports, of which those that no selector names may declare one. */
function namesPorts(stack: Stack): boolean {
  return rulesOf(stack).some(({ ports = [] }) => ports.some(({ name }) => name !== undefined));
}

function* between(model: NetworkModel, from: PodGroup, to: PodGroup): Iterable<Connection> {
  const verdict = model.verdict(endpointOf(from), endpointOf(to));
  if (verdict.allowed.isEmpty && verdict.unknown.isEmpty) return;
  yield { from: { form: 'pods', group: from }, to: { form: 'pods', group: to }, ...verdict };
}

type Members = (rule: NetworkRule) => Iterable<PodGroup>;

/** The groups that a side names in its rules. */
function named(group: PodGroup, direction: 'ingress' | 'egress', members: Members): Set<PodGroup> {
  return new Set(rulesOf(group[direction]).flatMap((rule) => [...members(rule)]));
}

function membersOf(model: NetworkModel): Members {
  const byPeer = new Map<number, Set<PodGroup>>();
  for (const { id, pods } of model.peers.all) {
    if (pods) byPeer.set(id, new Set([...pods.keys()].map((podClass) => model.groupOf(podClass))));
  }
  const ofPeer = (peer: RulePeer): Iterable<PodGroup> => byPeer.get(model.peers.resolved(peer).id) ?? [];
  return ({ peers = [] }) => peers.flatMap((peer) => [...ofPeer(peer)]);
}

/** All in the network of nodes: rules may meet them by address, and pods of their own node they always meet. */
function hostsOf({ groups, profile }: NetworkModel): PodGroup[] {
  return profile.hostNetworkAsPods === true ? [] : groups.filter(({ hostNetwork }) => hostNetwork);
}
