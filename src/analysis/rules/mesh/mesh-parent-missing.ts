import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { inItsAbsence, isAbsenceReported, meantInstead } from '../../cluster/absent';
import { meshParents } from '../../cluster/mesh-parents';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** The Service whose requests a mesh routes is there. */
export const meshParentMissing: Rule = {
  code: 'GW361',
  title: 'A parent Service that is not among the objects',
  severity: Severity.UNKNOWN,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1294: a route whose parent is a Service',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    if (!isAbsenceReported(entry, context)) return [];
    return meshParents(entry, context).filter(({ service }) => service === undefined).map(({ ref }) => ({
      message: `${objectText(ref)} is not here${meantInstead(ref, context.index)}; ${
        inItsAbsence('the route is for nobody\'s requests', context)}`,
      fix: 'compare the name and the namespace, or give its manifest too', path: `${ref.path}.name`, missing: true,
    }));
  },
};
