import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { isolates } from '../../cluster/network-policy';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { NETWORK_POLICY } from '../judged-kinds';

const TYPES = { ingress: 'Ingress', egress: 'Egress' } as const;

/** Rules of a direction that policyTypes leaves out count for nothing. */
export const idleDirection: Rule = {
  code: 'GW401',
  title: 'Rules in a direction that policyTypes leaves out',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Kubernetes, NetworkPolicySpec.policyTypes',
  kinds: NETWORK_POLICY,
  check({ manifest }: Entry): RuleResult[] {
    const spec = specOf(manifest);
    return (['ingress', 'egress'] as const)
      .filter((direction) => listOf(spec[direction]).length > 0 && !isolates(manifest, direction))
      .map((direction) => ({
        message: `policyTypes leaves ${TYPES[direction]} out, so the ${direction} rules count for nothing: `
          + 'they neither open nor close anything',
        fix: `add ${TYPES[direction]} to policyTypes, or leave the ${direction} rules out`, path: `spec.${direction}`,
      }));
  },
};
