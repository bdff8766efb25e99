import { Category, Severity } from '../../../manifest/finding';
import { push } from '../../../manifest/group-by';
import { NETWORKING } from '../../../manifest/kinds';
import { namespaceOf } from '../../cluster/cluster-index';
import { policyRulesOf } from '../../cluster/network-policy';
import { selectedBy, workloadsOfPeer } from '../../cluster/policy-pods';
import type { Workload } from '../../cluster/workloads-of-namespace';
import { once, oncePerIndex } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** By policy, the workloads in the network of their node that no policy before it is for. */
const subjectsOf = oncePerIndex((index) => {
  const subjects = new Map<Entry, Workload[]>();
  const seen = new Set<readonly Workload[] | Workload>();
  for (const entry of index.ofKind(NETWORKING, 'NetworkPolicy')) {
    const selected = selectedBy(entry.manifest, index);
    // The same selector gives the same list.
    if (seen.has(selected)) continue;
    seen.add(selected);
    for (const workload of selected) {
      if (!workload.hostNetwork || seen.has(workload)) continue;
      seen.add(workload);
      push(subjects, entry, workload);
    }
  }
  return subjects;
});

/** Pods in the network of their node have its address, and most plugins leave them alone. */
export const hostNetwork: Rule = {
  code: 'GW414',
  title: 'Pods in the network of their node, which policies do not hold',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Kubernetes, NetworkPolicy: of hostNetwork pods the behaviour is undefined, and mostly they are not held',
  kinds: NETWORK_POLICY,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const { manifest } = entry;
    const home = namespaceOf(manifest);
    const subjects = subjectsOf(index).get(entry) ?? [];
    return [
      ...(subjects.length > 0 ? [ofSubjects(subjects)] : []),
      ...policyRulesOf(manifest).flatMap(({ peers = [] }) => peers.flatMap((peer) => {
        const pods = workloadsOfPeer(peer, home, index);
        return pods.length > 0 && pods.every(areAllOfNodes) ? [ofPeer(pods, peer.path)] : [];
      })),
    ];
  },
};

/** By list: the same selector gives the same one. */
const areAllOfNodes = once((workloads: readonly Workload[]): boolean => workloads.every(({ hostNetwork: isOfNode }) => isOfNode));

function ofSubjects(workloads: readonly Workload[]): RuleResult {
  return {
    message: `${namesOf(workloads)} of hostNetwork: true, and most network plugins hold no policy against such pods: they stay open`,
    fix: 'leave hostNetwork out, or protect the port on the nodes', path: 'spec.podSelector',
  };
}

function ofPeer(workloads: readonly (readonly Workload[])[], path: string): RuleResult {
  return {
    message: `${namesOf(workloads.flatMap((some) => some.slice(0, NAMED)))} of hostNetwork: true, and such traffic has the address of a node, which the selector does not take`,
    fix: 'name the addresses of the nodes as ipBlock, or leave hostNetwork out', path, category: Category.SEMANTIC,
  };
}

/** Of more workloads none is looked at for a message. */
const NAMED = 100;

function namesOf(workloads: readonly Workload[]): string {
  const names = [...new Set(workloads.slice(0, NAMED).map(({ name }) => name))];
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} ${names.length > 1 ? 'are' : 'is'}`;
}
