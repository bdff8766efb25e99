import { Category, Severity } from '../../../manifest/finding';
import { PEERS, type PolicyRule, policyRulesOf } from '../../cluster/network-policy';
import type { Entry, Rule, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** An empty list of a rule is no list: it leaves the rule open, where it looks closed. */
export const openList: Rule = {
  code: 'GW403',
  title: 'An empty list that opens a rule to everybody or every port',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Kubernetes, NetworkPolicyIngressRule and NetworkPolicyEgressRule: an empty list is as good as none',
  asWritten: true,
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry): RuleResult[] {
    return policyRulesOf(manifest).flatMap((rule) =>
      [PEERS[rule.direction], 'ports'].filter((field) => isEmpty(rule.data[field])).map((field) => resultOf(rule, field)));
  },
};

function resultOf({ direction, path }: PolicyRule, field: string): RuleResult {
  const isIngress = direction === 'ingress';
  if (field === 'ports') {
    return {
      message: `an empty list of ports opens every port of ${isIngress ? 'the pods' : 'the peers'}`,
      fix: 'write the ports that are meant, or leave the field out for every port', path: `${path}.ports`,
    };
  }
  return {
    message: `an empty list opens ${isIngress ? 'the pods to everybody' : 'the way to every address'}; it does not mean nobody`,
    fix: `write the peers that are meant; for nobody leave the whole rule out, and for everybody the field "${field}"`,
    path: `${path}.${field}`,
  };
}

/** A key without a value, as templates write it, is an empty list too. */
function isEmpty(list: unknown): boolean {
  return list === null || (Array.isArray(list) && list.length === 0);
}
