import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API, ROUTE_KINDS } from '../../../manifest/kinds';
import { noWeight } from '../../../manifest/route-traps';
import { rulesOf } from '../../../manifest/trap-parts';
import type { Rule } from '../../rule';
import { fieldResult } from '../field-result';

const ROUTES = ROUTE_KINDS.map((kind) => `${GATEWAY_API}/${kind}`);

/** A weight of 0 takes a backend out; a rule needs one that is left. */
export const noShare: Rule = {
  code: 'GW213',
  title: 'A rule whose backends all have weight 0',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendRef.weight',
  kinds: ROUTES,
  check: ({ manifest }) => rulesOf(manifest.spec).flatMap(noWeight).map((problem) =>
    fieldResult(problem, 'what clients get in its place is not said by the specification')),
};
