import { Category, Severity } from '../../../manifest/finding';
import { NETWORKING } from '../../../manifest/kinds';
import { namespaceOf } from '../../cluster/cluster-index';
import { policyRulesOf } from '../../cluster/network-policy';
import { selectedBy, workloadsOfPeer } from '../../cluster/policy-pods';
import type { Workload } from '../../cluster/workloads-of-namespace';
import { oncePerIndex } from '../../once-per-index';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from './network-policy-type';

/** The first policy for each workload in the network of its node. */
const firstPolicies = oncePerIndex((index) => {
  const first = new Map<Workload, Entry>();
  for (const entry of index.ofKind(NETWORKING, 'NetworkPolicy')) {
    for (const workload of selectedBy(entry.manifest, index)) {
      if (workload.hostNetwork && !first.has(workload)) first.set(workload, entry);
    }
  }
  return first;
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
    const subjects = firstPolicies(index).size === 0 ? [] : selectedBy(manifest, index)
      .filter((workload) => firstPolicies(index).get(workload) === entry);
    return [
      ...(subjects.length > 0 ? [ofSubjects(subjects)] : []),
      ...policyRulesOf(manifest).flatMap(({ peers = [] }) => peers.flatMap((peer) => {
        const pods = workloadsOfPeer(peer, home, index);
        return pods.length > 0 && pods.every((one) => one.hostNetwork) ? [ofPeer(pods, peer.path)] : [];
      })),
    ];
  },
};

function ofSubjects(workloads: readonly Workload[]): RuleResult {
  return {
    message: `${namesOf(workloads)} of hostNetwork: true, and most network plugins hold no policy against such pods: they stay open`,
    fix: 'leave hostNetwork out, or protect the port on the nodes', path: 'spec.podSelector',
  };
}

function ofPeer(workloads: readonly Workload[], path: string): RuleResult {
  return {
    message: `${namesOf(workloads)} of hostNetwork: true, and such traffic has the address of a node, which the selector does not take`,
    fix: 'name the addresses of the nodes as ipBlock, or leave hostNetwork out', path, category: Category.SEMANTIC,
  };
}

function namesOf(workloads: readonly Workload[]): string {
  const names = [...new Set(workloads.slice(0, 100).map(({ name }) => name))];
  return `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} ${names.length > 1 ? 'are' : 'is'}`;
}
