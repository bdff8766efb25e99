import { patternsOver } from '../../manifest/hostname';
import { isTargetAlone, type MatchConditions, matchKey } from '../../manifest/match-conditions';
import { oncePerEntry } from '../once';
import { oncePerKey } from '../once';
import type { Entry } from '../rule';
import { type Claim, claimTable, EVERY_HOSTNAME } from './claims';
import type { ClusterIndex } from './cluster-index';
import { compareRoutes, type PlacedMatch } from './precedence';
import { type RouteMatch, routeMatches } from './route-rules';
import { EVERY_REQUEST } from './takes-everything';

/** What has the requests of one hostname at one place. */
interface Takers {
  /** The first two routes that have a match, by its key; of each the first rule. */
  readonly byKey: ReadonlyMap<string, readonly PlacedMatch[]>;
  /** Regular expressions that ask for nothing else. */
  readonly expressions: readonly PlacedMatch[];
}

/** Whether requests come to a match of a route at a place, with one of such hostnames; false, too, where that is not known. */
export function isReached(
  mine: PlacedMatch, { claim, hosts, method }: { claim?: Claim; hosts: readonly string[]; method?: string }, index: ClusterIndex,
): boolean {
  if (!claim) return isFirst(mine, method, ofOneRoute(mine.route));
  const own = new Set(claim.hostnames);
  const table = claimTable(mine.route.manifest.kind, index).get(claim.place);
  return hosts.some((host) => {
    const closest = [host, ...patternsOver(host), EVERY_HOSTNAME].find((name) => table?.has(name));
    // A route of a closer hostname comes first, and what it leaves is up to the implementation.
    return closest !== undefined && own.has(closest) && isFirst(mine, method, takersAt(table!.get(closest)!, index));
  });
}

/** How many regular expressions are compared; among more of them nothing is known. */
const FEW = 16;

/** Whether no other rule takes what a match fits, asked for by a method. */
function isFirst(mine: PlacedMatch, method: string | undefined, { byKey, expressions }: Takers): boolean {
  const { key, conditions } = mine.match;
  const [first, second] = byKey.get(key) ?? [];
  if (!isOneRule(first, mine) || (second && (compareRoutes(mine.route, second.route) ?? 1) > 0)) return false;
  if (!conditions) return true;
  if (conditions.method === undefined && method !== undefined) {
    const [closer] = byKey.get(matchKey({ ...conditions, method })) ?? [];
    if (closer && !isOneRule(closer, mine)) return false;
  }
  if (conditions.type === 'RegularExpression' && byKey.has(EVERY_REQUEST)) return false;
  const others = expressions.filter((other) => !isOneRule(other, mine));
  return others.length < FEW && !others.some((other) => mayMatch(other.match.conditions!, conditions));
}

function isOneRule(a: PlacedMatch | undefined, b: PlacedMatch): boolean {
  return a?.route === b.route && a.match.rule === b.match.rule;
}

/** Whether an expression may match the path of a match: not where that lacks the plain text that the expression begins with. */
function mayMatch({ target: [expression] }: MatchConditions, { target: [path] }: MatchConditions): boolean {
  const [, plain, next] = /^\^?([-\w/]*)(.?)/.exec(expression)!;
  return expression.includes('|') || path.includes(/[?*{]/.test(next) ? plain.slice(0, -1) : plain);
}

const ofOneRoute = oncePerEntry((route) => takersOf([route]));

/** Once for all redirects of a hostname. */
const takersAt = oncePerKey((claims: readonly Claim[]): Takers => takersOf(claims.map(({ route }) => route)));

/** The routes are in their order of precedence, as far as their ages are known. */
function takersOf(routes: readonly Entry[]): Takers {
  const byKey = new Map<string, PlacedMatch[]>();
  const expressions: PlacedMatch[] = [];
  for (const route of routes) {
    for (const match of routeMatches(route)) {
      const takers = byKey.get(match.key);
      if (!takers) byKey.set(match.key, [{ route, match }]);
      else if (takers.length < 2 && takers[0].route !== route) takers.push({ route, match });
      if (expressions.length < 2 * FEW && isPlainExpression(match)) expressions.push({ route, match });
    }
  }
  return { byKey, expressions };
}

function isPlainExpression({ conditions }: RouteMatch): boolean {
  return conditions?.type === 'RegularExpression' && isTargetAlone(conditions);
}
