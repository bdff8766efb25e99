import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

/** Without policyTypes a policy for egress closes ingress too. */
export const unsaidIngress: Rule = {
  code: 'GW402',
  title: 'A policy for egress that closes ingress unsaid',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Kubernetes, NetworkPolicySpec.policyTypes: without them ingress is always isolated',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry): RuleResult[] {
    const { policyTypes, ingress, egress } = specOf(manifest);
    if (listOf(policyTypes).length > 0 || ingress !== undefined || listOf(egress).length === 0) return [];
    return [{
      message: 'it has egress rules alone and no policyTypes, which stands for Ingress and Egress: '
        + 'unless another policy opens them, nothing reaches its pods',
      fix: 'write policyTypes: [Egress], or [Ingress, Egress] where ingress is meant to be closed', path: 'spec',
    }];
  },
};
