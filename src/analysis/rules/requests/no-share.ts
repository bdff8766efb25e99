import { Category, Severity } from '../../../manifest/finding';
import { noWeight } from '../../../manifest/route-traps';
import { rulesOf } from '../../../manifest/trap-parts';
import type { Rule } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** A weight of 0 takes a backend out; a rule needs one that is left. */
export const noShare: Rule = {
  code: 'GW213',
  title: 'A rule whose backends all have weight 0',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendRef.weight',
  kinds: ROUTE_TYPES,
  check: ({ manifest }) => rulesOf(manifest.spec).flatMap(noWeight).map((problem) =>
    trapResult(problem, 'what clients get in its place is not said by the specification')),
};
