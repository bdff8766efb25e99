import { Category, Severity } from '../../../manifest/finding';
import { namespaceOf } from '../../cluster/cluster-index';
import { type EqualMatch, equalMatches } from '../../cluster/equal-matches';
import { onceEach } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { equalMatchMessage } from './equal-match-message';

/** The matches of the route that is judged that others have as well. */
export const equalMatchesOf = onceEach((entry, { index }) => equalMatches(entry, index));

/** Whether the other route is another namespace's. */
export function isForeign({ rival }: EqualMatch, { manifest }: Entry): boolean {
  return namespaceOf(rival.manifest) !== namespaceOf(manifest);
}

/** Of equal matches in several routes the oldest one counts, and no status says so. */
export const equalMatch: Rule = {
  code: 'GW172',
  title: 'Equal matches in two routes of a namespace',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteRule.matches and GRPCRouteRule.matches',
  kinds: REQUEST_KINDS,
  check: (entry: Entry, context: RuleContext): RuleResult[] => equalMatchesOf(entry, context)
    .filter((match) => !isForeign(match, entry)).map((match) => ({
      message: equalMatchMessage(match),
      fix: 'put both rules into one route, where the first one counts, or tell their matches or hostnames apart',
      path: match.match.path,
    })),
};

/** The same from another namespace: whoever may attach there can take the requests of others. */
export const foreignMatch: Rule = {
  code: 'GW173',
  title: 'Equal matches in routes of two namespaces',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, security model: avoiding hostname/domain hijacking',
  kinds: REQUEST_KINDS,
  check: (entry: Entry, context: RuleContext): RuleResult[] => equalMatchesOf(entry, context)
    .filter((match) => isForeign(match, entry)).map((match) => ({
      message: equalMatchMessage(match),
      fix: 'agree on whose hostname or path it is, and give each namespace a listener of its own hostname that admits it alone',
      path: match.match.path,
      ...(!match.certain && { severity: Severity.UNKNOWN }),
    })),
};
