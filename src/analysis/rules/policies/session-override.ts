import { Category, Severity } from '../../../manifest/finding';
import { describeEntry } from '../../cluster/describe-entry';
import { backendsOf } from '../../cluster/route-references';
import { firstTrafficPolicies, keepsSessions, trafficKey } from '../../cluster/session-policies';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { persistentRules } from './session-affinity';

/** What a rule of a route says of sessions stands in for what a policy says of its backend. */
export const sessionOverride: Rule = {
  code: 'GW346',
  title: 'A policy\'s session persistence that a route overrides',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1619: session persistence of a route rule takes precedence over that of a policy',
  kinds: REQUEST_KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const policies = firstTrafficPolicies(context.index);
    return persistentRules(entry.manifest).flatMap((at) => {
      const backends = backendsOf(entry, context).filter(({ path }) => path.startsWith(`${at}.backendRefs[`));
      const policy = backends.map((ref) => policies.get(trafficKey(ref))).find((one) => one !== undefined && keepsSessions(one));
      if (policy === undefined) return [];
      return [{
        message: `${describeEntry(policy)} says how sessions of a backend are kept, and what this rule says counts instead of it`,
        fix: 'say it in one place: in the policy for every route, or in each rule', path: `${at}.sessionPersistence`,
      }];
    });
  },
};
