import { grpcConditions, httpConditions, matchKey } from '../../manifest/match-conditions';
import type { Entry } from '../rule';
import { routeMatches } from './route-rules';

/** The key of the match that takes every request of an HTTPRoute. */
export const EVERY_REQUEST = matchKey(httpConditions({}));

/** The same for every kind of routes; kinds without matches have none to tell apart. */
const EVERYTHING: ReadonlySet<string> = new Set([EVERY_REQUEST, matchKey(grpcConditions({})), '']);

/** Whether a route takes every request of its kind that comes to it, in some rule. A regular expression is not read. */
export function takesEverything(route: Entry): boolean {
  return routeMatches(route).some(({ key }) => EVERYTHING.has(key));
}
