import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** Without policyTypes an empty list of egress rules isolates no egress. */
export const openEgress: Rule = {
  code: 'GW400',
  title: 'An empty egress list that leaves egress open',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Kubernetes, NetworkPolicySpec.policyTypes: without them egress is isolated only where there is a rule for it',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry): RuleResult[] {
    const { policyTypes, egress } = specOf(manifest);
    if (listOf(policyTypes).length > 0 || !Array.isArray(egress) || egress.length > 0) return [];
    return [{
      message: 'egress is an empty list and policyTypes is left out, so the policy isolates ingress alone: '
        + 'its pods can still reach everything',
      fix: 'write policyTypes: [Egress], or [Ingress, Egress] for both', path: 'spec.egress',
    }];
  },
};
