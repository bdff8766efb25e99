import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { isSameObject } from '../../cluster/cluster-index';
import { describeEntry } from '../../cluster/describe-entry';
import { targetRefsOf } from '../../cluster/references';
import { firstTrafficPolicies, trafficKey } from '../../cluster/session-policies';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { X_BACKEND_TRAFFIC_POLICY } from '../judged-kinds';
import { outcomeOf } from './older-policy';

/** Of several XBackendTrafficPolicies for one target only the oldest counts. */
export const trafficPolicyConflict: Rule = {
  code: 'GW347',
  title: 'Two XBackendTrafficPolicies for one target',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-713: of policies that conflict the older takes precedence, the other is Conflicted',
  kinds: [X_BACKEND_TRAFFIC_POLICY],
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    return targetRefsOf(entry.manifest).flatMap((ref) => {
      const first = firstTrafficPolicies(index).get(trafficKey(ref));
      if (first === undefined || isSameObject(first, entry)) return [];
      return [{
        message: `${describeEntry(first)} is for ${objectText(ref)} already; ${outcomeOf(first, entry)}`,
        fix: 'write both into one policy', path: ref.path,
      }];
    });
  },
};
