import { compareMatches } from '../../manifest/match-conditions';
import type { Entry } from '../rule';
import { byAge, createdAt } from './effective-listeners';
import type { RouteMatch } from './route-rules';

/** A match of a route of the set. */
export interface PlacedMatch {
  readonly route: Entry;
  readonly match: RouteMatch;
}

/**
 * Which of two routes, or policies, comes first where nothing else tells them apart: below zero for the first of the two. The
 * older one does, then the one whose `namespace/name` is first in the alphabet; undefined where creationTimestamps decide it that
 * are not here.
 * Source: Gateway API v1.6.1, HTTPRouteRule.matches.
 */
export function compareRoutes(a: Entry, b: Entry): number | undefined {
  if (a === b) return 0;
  return createdAt(a) === undefined || createdAt(b) === undefined ? undefined : byAge(a, b);
}

/**
 * The oldest first; those of unknown age last, by name and not as they came: what is said of which object depends on no name of a
 * file.
 */
export function oldestFirst(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort(byAge);
}

/**
 * Which of two matches at one listener and for one hostname answers a request that fits both: below zero for the first of the
 * two. Undefined where the implementation decides it, or a creationTimestamp that is not here.
 */
export function comparePlaced(a: PlacedMatch, b: PlacedMatch): number | undefined {
  const byMatch = a.match.conditions && b.match.conditions ? compareMatches(a.match.conditions, b.match.conditions) : 0;
  if (byMatch !== 0) return byMatch;
  return a.route === b.route ? a.match.rule - b.match.rule : compareRoutes(a.route, b.route);
}
