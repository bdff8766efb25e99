import { jsonText } from '../../manifest/json-text';
import type { PodGroup } from './equal-pods';
import type { NetworkModel } from './network-model';
import type { RulePeer } from './network-policies';
import { Numbers } from './numbers';
import { portsKey } from './pod-index';
import { ContentTable } from './stack-content';

/** Labels of the workloads of which one of two sets lacks something that decides about them, or has something else. */
export function differingWorkloads(before: NetworkModel, after: NetworkModel): Set<string> {
  const models = [before, after];
  const texts = groupTexts(models);
  const said = models.map((model, i) => new Map(model.workloads.map((workload) => {
    const groups = new Set(model.classesOf(workload).map((podClass) => texts[i].get(model.groupOf(podClass))!));
    return [workload.label, [...groups].sort((a, b) => a - b).join('+')];
  })));
  return new Set([...said[0].keys(), ...said[1].keys()].filter((label) => said[0].get(label) !== said[1].get(label)));
}

/**
 * What decides about pods of a group, as a number that is equal in several sets where it is the same: what policies say that
 * select them, which peers take them, and what else is looked at. Two ends that have the
 * same numbers in two sets exchange the same.
 */
function groupTexts(models: readonly NetworkModel[]): Map<PodGroup, number>[] {
  const [peers, contents, groups] = [new Numbers(), new Numbers(), new Numbers()];
  return models.map((model) => {
    const numberOf = (peer: RulePeer): number => peers.of(model.peers.resolved(peer).key);
    const table = new ContentTable(numberOf, contents);
    const memberships = membershipsOf(model, peers);
    return new Map(model.groups.map((group) => {
      const { ingress, egress, hostNetwork, classes: [{ ports, places }] } = group;
      const named = portsKey(ports.filter(({ name }) => name !== undefined));
      const ranges = [...places?.values() ?? []].flatMap((cell) => cell.ranges.map(({ family, from, to }) => `${family} ${from}-${to}`));
      const said = [table.of(ingress), table.of(egress), hostNetwork, named, ranges, memberships.get(group)];
      return [group, groups.of(jsonText(said))];
    }));
  });
}

/** The peers that take each group, in any order of the policies. */
function membershipsOf(model: NetworkModel, peers: Numbers): Map<PodGroup, string[]> {
  const found = new Map<PodGroup, string[]>();
  for (const { key, pods } of model.peers.all) {
    for (const [podClass, certainty] of pods ?? []) {
      const group = model.groupOf(podClass);
      if (group.classes[0] !== podClass) continue;
      const text = `${peers.of(key)}${certainty}`;
      const known = found.get(group);
      if (known) known.push(text);
      else found.set(group, [text]);
    }
  }
  for (const list of found.values()) list.sort();
  return found;
}
