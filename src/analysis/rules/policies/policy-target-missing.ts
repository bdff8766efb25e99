import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { isAbsenceReported, meantInstead } from '../../cluster/absent';
import { isService } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { BACKEND_POLICIES } from '../judged-kinds';
import { possibleTargetsOf } from './policy-kinds';

/** What a policy is for is there. Where a BackendTLSPolicy names a port of it, that is what GW025 looks for. */
export const policyTargetMissing: Rule = {
  code: 'GW341',
  title: 'A policy whose target is not among the objects',
  severity: Severity.UNKNOWN,
  category: Category.SEMANTIC,
  source: 'Gateway API, policy attachment: PolicyConditionReason TargetNotFound',
  kinds: BACKEND_POLICIES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    if (!isAbsenceReported(entry, context)) return [];
    const { index } = context;
    return possibleTargetsOf(entry)
      .filter((ref) => !(isService(ref) && ref.sectionName))
      .filter(({ group, kind, namespace, name }) => index.find(group, kind, namespace, name).length === 0)
      .map((ref) => ({
        message: `${objectText(ref)} is not here${meantInstead(ref, index)}; `
          + 'if the policy\'s own namespace has none either, the policy is not accepted and changes nothing',
        fix: 'compare the name and the namespace, or give its manifest too', path: `${ref.path}.name`, missing: true,
      }));
  },
};
