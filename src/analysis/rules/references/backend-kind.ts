import { Category, Severity } from '../../../manifest/finding';
import { otherBackendKind } from '../../cluster/backend-kinds';
import { backendsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';
import { lossOf } from './loss';

/** Traffic goes to Services, and to kinds of implementations' own groups. */
export const backendKind: Rule = {
  code: 'GW309',
  title: 'A backend of a kind that takes no traffic',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendObjectReference; RouteConditionReason InvalidKind',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return backendsOf(entry, context).flatMap((ref) => {
      const fix = otherBackendKind(ref);
      if (fix === undefined) return [];
      const group = ref.group === '' ? 'the core group' : `group ${ref.group}`;
      return [{
        message: `no implementation sends traffic to kind ${ref.kind} of ${group}, so ${lossOf(entry.manifest.kind, ref)}`, fix, path: `${ref.path}.kind`,
      }];
    });
  },
};
