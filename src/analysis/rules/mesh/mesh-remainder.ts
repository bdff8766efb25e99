import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import { meshPlacesOf } from '../../cluster/mesh-routes';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** Routes of a mesh stand in for the Service's own way: what none of them takes goes nowhere. */
export const meshRemainder: Rule = {
  code: 'GW048',
  title: 'A Service whose mesh routes leave requests without an answer',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1294, and its overview of service meshes: requests that match no route of a Service are rejected',
  kinds: ROUTE_TYPES,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    if (!isRoute(entry.manifest)) return [];
    return meshPlacesOf(entry, index).flatMap(({ name, own, takesAll, path }) => {
      if (takesAll || own.first !== entry) return [];
      return [{
        message: `no route for ${name} takes every request, and those that match none are rejected; `
          + 'without routes the Service itself would get them',
        fix: 'add a rule without matches, whose backend is the Service itself; '
          + 'or acknowledge it, where the rest is meant to be rejected',
        path,
      }];
    });
  },
};
