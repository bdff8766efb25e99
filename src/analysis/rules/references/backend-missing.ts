import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { inItsAbsence, isAbsenceReported, meantInstead } from '../../cluster/absent';
import { canBeBackend } from '../../cluster/backend-kinds';
import { mayRefer } from '../../cluster/grants';
import type { Reference } from '../../cluster/references';
import { backendsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';
import { lossOf } from './loss';

/** A backend is there. Of one that the route may not refer to nothing is said. */
export const backendMissing: Rule = {
  code: 'GW301',
  title: 'A backend that is not among the objects',
  severity: Severity.UNKNOWN,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendObjectReference; RouteConditionReason BackendNotFound',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    if (!isAbsenceReported(entry, context)) return [];
    const { index } = context;
    return backendsOf(entry, context)
      .filter((ref) => index.find(ref.group, ref.kind, ref.namespace, ref.name).length === 0)
      .filter((ref) => canBeBackend(ref) && mayRefer(entry, ref, context))
      .map((ref) => resultOf(ref, meantInstead(ref, index), inItsAbsence(lossOf(entry.manifest.kind, ref), context)));
  },
};

function resultOf(ref: Reference, meant: string, loss: string): RuleResult {
  return {
    message: `${objectText(ref)} is not here${meant}; ${loss}`,
    fix: meant === ''
      ? 'check that it exists, or give its manifest too'
      : 'compare the name and the namespace, or give the manifest of the one that is meant',
    path: `${ref.path}.name`, missing: true,
  };
}
