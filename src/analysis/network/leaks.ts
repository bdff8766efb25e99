import { parseCidr } from '../../manifest/cidr';
import type { Direction } from '../cluster/network-policy';
import { type AddressRange, joined, rangeOf } from './address-cells';
import { endpointOf } from './connections';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import type { NetworkPolicyData, RulePeer } from './network-policies';
import { PortSet } from './port-set';

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
  return model.groups.flatMap((group) => (['ingress', 'egress'] as const).flatMap((direction) => {
    const policies = group[direction].namespace ?? [];
    return policies.flatMap(({ policy, rules }) => rules.flatMap(({ peers = [] }) => peers.flatMap((peer) =>
      (peer.form === 'block' ? peer.except.flatMap((except) => leakOf(model, group, direction, policy, peer, except)) : []))));
  }));
}

function leakOf(
  model: NetworkModel, group: PodGroup, direction: Direction, policy: NetworkPolicyData, peer: Block, excepted: string,
): Leak[] {
  const block = parseCidr(excepted);
  if (!block) return [];
  const within = rangeOf(block);
  const openedBy = new Set<string>();
  const ranges: AddressRange[] = [];
  let ports = PortSet.NONE;
  for (const cell of model.peers.blocks.cellsIn(within)) {
    const { allowed } = model.side(endpointOf(group), direction, { form: 'outside', cell }, (step) => {
      if (step.rule && step.action === 'Allow' && step.certainty === 'yes') openedBy.add(`${step.policy.label}, ${step.rule.path}`);
    });
    if (allowed.isEmpty) continue;
    ports = ports.union(allowed);
    ranges.push(...cell.ranges.flatMap((range) => sharedOf(range, within)));
  }
  if (ports.isEmpty) return [];
  const workloads = group.classes.flatMap((podClass) => podClass.workloads.map(({ label }) => label));
  return [{ workloads, direction, excepted, by: `${policy.label}, ${peer.path}`, openedBy: [...openedBy], ranges: joined(ranges), ports }];
}

function sharedOf(a: AddressRange, b: AddressRange): AddressRange[] {
  if (a.family !== b.family) return [];
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return from <= to ? [{ family: a.family, from, to }] : [];
}
