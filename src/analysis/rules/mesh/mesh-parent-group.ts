import { Category, Severity } from '../../../manifest/finding';
import { serviceOfGatewayApi } from '../../../manifest/parent-traps';
import { recordsAt } from '../../../manifest/trap-parts';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** A Service is of the core group, which a parentRef has to say: its group is Gateway API's where nothing is written. */
export const meshParentGroup: Rule = {
  code: 'GW364',
  title: 'A parent Service of a group that has none',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference.group',
  kinds: ROUTE_TYPES,
  check: ({ manifest }: Entry): RuleResult[] => recordsAt(specOf(manifest).parentRefs, 'spec.parentRefs')
    .flatMap(serviceOfGatewayApi).map((problem) => trapResult(problem, 'no mesh takes the route')),
};
