import { parseCidr } from '../../manifest/cidr';
import type { Direction } from '../cluster/network-policy';
import { type AddressRange, joined, rangeOf } from './address-cells';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import type { NetworkPolicyData, RulePeer } from './network-policies';
import type { PodClass } from './pod-index';
import { PortSet } from './port-set';
import type { Stack, StackPolicy } from './verdict';

/** Addresses that one rule excepts, and another opens to the same pods: an exception denies nothing. */
export interface Leak {
  readonly workloads: readonly string[];
  readonly direction: Direction;
  readonly excepted: string;
  /** The policy and the peer that except them. */
  readonly by: string;
  /** The policies and rules that open them. */
  readonly openedBy: readonly string[];
  readonly ranges: readonly AddressRange[];
  readonly ports: PortSet;
}

type Block = Extract<RulePeer, { form: 'block' }>;

/** Every excepted address of a set that another rule opens. */
export function leaksOf(model: NetworkModel): Leak[] {
  return model.groups.flatMap((group) => (['ingress', 'egress'] as const).flatMap((direction) =>
    [...byPolicies(model, group, direction)].flatMap(([{ namespace = [] }, classes]) =>
      exceptions(namespace).flatMap((one) => leakOf(model, classes, direction, one)))));
}

/** An address that a peer excepts. */
interface Exception {
  readonly policy: NetworkPolicyData;
  readonly peer: Block;
  readonly excepted: string;
}

function exceptions(policies: readonly StackPolicy[]): Exception[] {
  return policies.flatMap(({ policy, rules }) => rules.flatMap(({ peers = [] }) => peers.flatMap((peer) =>
    (peer.form === 'block' ? peer.except.map((excepted) => ({ policy, peer, excepted })) : []))));
}

/** The classes of a group by the policies that select them, which say the same and have names of their own. */
function byPolicies(model: NetworkModel, { classes }: PodGroup, direction: Direction): Map<Stack, PodClass[]> {
  const found = new Map<Stack, PodClass[]>();
  for (const podClass of classes) {
    const stack = model.stacks.of(podClass, direction);
    const known = found.get(stack);
    if (known) known.push(podClass);
    else found.set(stack, [podClass]);
  }
  return found;
}

function leakOf(
  model: NetworkModel, classes: readonly PodClass[], direction: Direction, { policy, peer, excepted }: Exception,
): Leak[] {
  const block = parseCidr(excepted);
  if (!block) return [];
  const within = rangeOf(block);
  const openedBy = new Set<string>();
  const ranges: AddressRange[] = [];
  let ports = PortSet.NONE;
  for (const cell of model.peers.blocks.cellsIn(within)) {
    const { allowed } = model.side({ form: 'pods', podClass: classes[0] }, direction, { form: 'outside', cell }, (step) => {
      if (step.rule && step.action === 'Allow' && step.certainty === 'yes') openedBy.add(`${step.policy.label}, ${step.rule.path}`);
    });
    if (allowed.isEmpty) continue;
    ports = ports.union(allowed);
    ranges.push(...cell.ranges.flatMap((range) => sharedOf(range, within)));
  }
  if (ports.isEmpty) return [];
  const workloads = classes.flatMap((podClass) => podClass.workloads.map(({ label }) => label));
  return [{ workloads, direction, excepted, by: `${policy.label}, ${peer.path}`, openedBy: [...openedBy], ranges: joined(ranges), ports }];
}

function sharedOf(a: AddressRange, b: AddressRange): AddressRange[] {
  if (a.family !== b.family) return [];
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? [{ family: a.family, from, to }] : [];
}
