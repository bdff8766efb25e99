import type { NetworkPolicyData } from './network-policies';
import type { PeerTable } from './peers';
import { placesKey, type PodClass, portsKey } from './pod-index';
import { ContentTable } from './stack-content';
import type { StackTable } from './stacks';
import type { Stack } from './verdict';

/** Pods that policies treat alike, in whatever namespaces they stand: what holds for one holds for all. */
export interface PodGroup {
  readonly id: number;
  readonly classes: readonly PodClass[];
  /** The policies of the first class; those of others say the same. */
  readonly ingress: Stack;
  readonly egress: Stack;
  readonly hostNetwork: boolean;
}

/** Classes of pods, those as one that policies of the same content select and the same peers take. */
export function groupsOf(
  classes: readonly PodClass[], policies: readonly NetworkPolicyData[], peers: PeerTable, stacks: StackTable,
): PodGroup[] {
  const memberships = membershipsOf(peers);
  const contents = new ContentTable((peer) => peers.resolved(peer).id);
  const names = portNamesOf(policies);
  const groups = new Map<string, PodGroup & { classes: PodClass[] }>();
  for (const podClass of classes) {
    const ingress = stacks.of(podClass, 'ingress');
    const egress = stacks.of(podClass, 'egress');
    const named = portsKey(podClass.ports.filter(({ name }) => name !== undefined && names.has(name)));
    const { hostNetwork, places } = podClass;
    const said = `${contents.of(ingress)} ${contents.of(egress)}`;
    const key = `${said} ${hostNetwork} ${placesKey(places)} ${memberships.get(podClass)} ${named}`;
    const group = groups.get(key) ?? { id: groups.size, classes: [], ingress, egress, hostNetwork };
    groups.set(key, group);
    group.classes.push(podClass);
  }
  return [...groups.values()];
}

/** The peers that take each class. */
function membershipsOf(peers: PeerTable): Map<PodClass, string> {
  const memberships = new Map<PodClass, string>();
  for (const { id, pods } of peers.all) {
    for (const [podClass, certainty] of pods ?? []) {
      memberships.set(podClass, `${memberships.get(podClass) ?? ''}${id}${certainty} `);
    }
  }
  return memberships;
}

/** The names of ports that rules use. */
function portNamesOf(policies: readonly NetworkPolicyData[]): Set<string> {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  return new Set(rules.flatMap(({ ports = [] }) => ports.flatMap(({ name }) => name ?? [])));
}
