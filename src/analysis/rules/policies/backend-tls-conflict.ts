import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { policiesByTarget, targetKey, tlsTargetsOf } from '../../cluster/backend-tls-targets';
import { isSameObject } from '../../cluster/cluster-index';
import { shownName } from '../../cluster/describe-entry';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { BACKEND_TLS_POLICY } from '../judged-kinds';
import { outcomeOf } from './older-policy';

/** Of several BackendTLSPolicies for one target and port only the oldest counts. */
export const backendTlsConflict: Rule = {
  code: 'GW024',
  title: 'Two BackendTLSPolicies for one Service port',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendTLSPolicySpec.targetRefs: the older policy takes precedence, the other is Conflicted',
  kinds: [BACKEND_TLS_POLICY],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest } = entry;
    return tlsTargetsOf(manifest).flatMap((ref) => {
      const [first] = policiesByTarget(context).get(targetKey(ref)) ?? [];
      if (first === undefined || isSameObject(first, entry)) return [];
      const port = ref.sectionName ? `port "${ref.sectionName}"` : 'every port';
      return [{
        message: `BackendTLSPolicy ${shownName(first.manifest)} is for ${port} of ${objectText(ref)} already; ${
          outcomeOf(first, entry)}`,
        fix: 'leave one of the two out, or write another port\'s name as sectionName',
        path: ref.path,
      }];
    });
  },
};
