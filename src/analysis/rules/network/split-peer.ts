import { Category, Severity } from '../../../manifest/finding';
import { namespaceOf } from '../../cluster/cluster-index';
import { describeSelector, requirementsOf } from '../../cluster/label-selector';
import { type Peer, policyRulesOf } from '../../cluster/network-policy';
import { workloadsByNamespace } from '../../cluster/workloads';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** One dash too many: two peers where one with both selectors was meant. */
export const splitPeer: Rule = {
  code: 'GW404',
  title: 'Namespaces and pods as two peers, where one with both may be meant',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Kubernetes, NetworkPolicyPeer: the selectors of one peer hold together, and peers are alternatives',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    const home = namespaceOf(manifest);
    const own = workloadsByNamespace(index).get(home);
    return policyRulesOf(manifest).flatMap(({ peers = [] }) => peers.flatMap((peer, i) => {
      const next = peers[i + 1];
      if (next === undefined) return [];
      const namespaces = [peer, next].find(isNamespacesAlone);
      const pods = [peer, next].find(isPodsAlone);
      // Pods that are there were meant to be those of the own namespace.
      if (!namespaces || !pods || (own?.select(pods.podSelector).length ?? 0) > 0) return [];
      return [resultOf(namespaces, pods, next.path, home ?? '')];
    }));
  },
};

function resultOf(namespaces: Peer, pods: Peer, path: string, home: string): RuleResult {
  const where = describeSelector(namespaces.namespaceSelector);
  return {
    message: `two peers are alternatives: every pod of ${where === '' ? 'every namespace' : `the namespaces with ${where}`}, `
      + `or pods with ${describeSelector(pods.podSelector)} of namespace "${home}"; written as one peer it would be such pods of such namespaces`,
    fix: 'take away the dash before the second selector, so that one peer has both; where both are meant, write two rules', path,
  };
}

function isNamespacesAlone({ namespaceSelector, podSelector, ipBlock }: Peer): boolean {
  return namespaceSelector !== undefined && podSelector === undefined && ipBlock === undefined;
}

/** Every pod of the own namespace beside other namespaces is a usual thing to say. */
function isPodsAlone({ namespaceSelector, podSelector, ipBlock }: Peer): boolean {
  return requirementsOf(podSelector).length > 0 && namespaceSelector === undefined && ipBlock === undefined;
}
