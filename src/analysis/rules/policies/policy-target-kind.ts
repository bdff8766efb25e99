import { Category, Severity } from '../../../manifest/finding';
import { targetRefsOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { BACKEND_POLICIES } from '../judged-kinds';
import { canBeTarget } from './policy-kinds';

/** A policy for backends is for Services, or for backends of an implementation's own kind. */
export const policyTargetKind: Rule = {
  code: 'GW342',
  title: 'A policy for backends whose target is none',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, targetRefs of BackendTLSPolicySpec and BackendTrafficPolicySpec; GEP-4894',
  kinds: BACKEND_POLICIES,
  check({ manifest }: Entry): RuleResult[] {
    const strangers = targetRefsOf(manifest).filter((ref) => ref.group !== 'core' && !canBeTarget(ref));
    return strangers.map(({ group, kind, path }) => ({
      message: `a ${manifest.kind} is for backends, and kind ${kind} of ${group === '' ? 'the core group' : group} `
        + `${kind === 'XBackend' ? 'says such things in its own spec' : 'is none'}, `
        + 'so the policy is not accepted and changes nothing',
      fix: kind === 'XBackend'
        ? 'write it into the XBackend, and leave the target out' : 'name the Service: { group: "", kind: Service }',
      path: `${path}.kind`,
    }));
  },
};
