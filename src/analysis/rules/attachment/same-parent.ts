import { Category, Severity } from '../../../manifest/finding';
import { sameParents } from '../../../manifest/parent-traps';
import { namespaceOf } from '../../cluster/cluster-index';
import { specOf } from '../../cluster/references';
import type { Rule } from '../../rule';
import { ROUTE_TYPES } from '../route-types';
import { trapResult } from '../trap-result';

/** The API server compares the namespaces of parents as they are written. */
export const sameParent: Rule = {
  code: 'GW170',
  title: 'Two parentRefs to one parent',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, CommonRouteSpec.parentRefs: they are distinct',
  kinds: ROUTE_TYPES,
  check: ({ manifest }) => sameParents(specOf(manifest).parentRefs, namespaceOf(manifest)).map((problem) =>
    trapResult(problem, 'the specification wants them distinct, so the statuses of the two are written over each other')),
};
