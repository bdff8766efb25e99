import { Category, Severity } from '../../../manifest/finding';
import { describeMatch } from '../../../manifest/match-conditions';
import { type RouteMatch, routeMatches } from '../../cluster/route-rules';
import type { Entry, Rule, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';

/** Of equal matches of one route the first rule in its order counts. */
export const repeatedMatch: Rule = {
  code: 'GW217',
  title: 'A match that an earlier rule of the route has taken',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteRule.matches and GRPCRouteRule.matches',
  kinds: REQUEST_KINDS,
  check(entry: Entry): RuleResult[] {
    const first = new Map<string, RouteMatch>();
    const all = routeMatches(entry);
    const repeated = all.filter((match) => {
      const isFirst = !first.has(match.key);
      if (isFirst) first.set(match.key, match);
      return !isFirst;
    });
    return repeated.length === 0 ? [] : resultsOf(all, repeated, first);
  },
};

/** A rule of which no match is left is one result. */
function resultsOf(
  all: readonly RouteMatch[], repeated: readonly RouteMatch[], first: ReadonlyMap<string, RouteMatch>,
): RuleResult[] {
  const taken = new Set(repeated);
  const alive = new Set(all.filter((match) => !taken.has(match)).map(({ rule }) => rule));
  const dead = new Set<number>();
  return repeated.flatMap((match) => {
    const earlier = first.get(match.key)!;
    const what = describeMatch(match.conditions!);
    const isDead = !alive.has(match.rule);
    if (isDead && dead.has(match.rule)) return [];
    dead.add(match.rule);
    return [isDead
      ? {
        message: `spec.rules[${match.rule}] never gets a request: earlier rules have all its matches, such as ${earlier.path} (${what})`,
        fix: 'leave the rule out, or tell its matches apart from theirs', path: `spec.rules[${match.rule}]`,
      }
      : {
        message: `${what} never takes a request here: ${earlier.path} is the same match and comes first`,
        fix: 'leave it out, or ask for something that the earlier one does not', path: match.path,
      }];
  });
}
