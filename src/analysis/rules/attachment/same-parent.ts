import { Category, Severity } from '../../../manifest/finding';
import { sameParents } from '../../../manifest/parent-traps';
import { namespaceOf } from '../../cluster/cluster-index';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** An omitted namespace is the route's own: written once and left out once, it is one parent twice. */
export const sameParent: Rule = {
  code: 'GW152',
  title: 'One parent twice, once without its namespace',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, CommonRouteSpec.parentRefs: parents are distinct',
  kinds: ROUTE_TYPES,
  check: ({ manifest }: Entry): RuleResult[] => sameParents(specOf(manifest).parentRefs, namespaceOf(manifest))
    .map((trap) => trapResult(trap, 'a status has one place for the two, and which of them counts is up to the implementation')),
};
