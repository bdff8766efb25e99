import { Category, Severity } from '../../../manifest/finding';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { TLS_ROUTE } from '../judged-kinds';
import { equalMatchesOf, isForeign } from './equal-match';
import { equalMatchMessage } from './equal-match-message';

/** TLSRoutes have no matches: a name of a connection is one route's. */
export const equalServerName: Rule = {
  code: 'GW174',
  title: 'Two TLSRoutes for one name of a listener',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, TLSRouteSpec.hostnames',
  kinds: [TLS_ROUTE],
  check: (entry: Entry, context: RuleContext): RuleResult[] => equalMatchesOf(entry, context).map((match) => ({
    message: equalMatchMessage(match),
    fix: 'put the backends into one route, by weight, or give each route names of its own',
    path: 'spec.hostnames',
    ...(isForeign(match, entry) && { category: Category.SECURITY }),
    ...(!match.certain && { severity: Severity.UNKNOWN }),
  })),
};
