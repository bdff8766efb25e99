import { compareMatches } from '../../manifest/match-conditions';
import type { Entry } from '../rule';
import { nameOf, namespaceOf } from './cluster-index';
import { createdAt } from './effective-listeners';
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
  const [made, other] = [createdAt(a), createdAt(b)];
  if (made === undefined || other === undefined) return undefined;
  if (made !== other) return made - other;
  const [place, otherPlace] = [placeOf(a), placeOf(b)];
  return place < otherPlace ? -1 : Number(place > otherPlace);
}

/** The oldest first, where the ages of all are known; else as they came. */
export function oldestFirst(entries: readonly Entry[]): readonly Entry[] {
  const isKnown = entries.every((entry) => createdAt(entry) !== undefined);
  return isKnown ? [...entries].sort((a, b) => compareRoutes(a, b) ?? 0) : entries;
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

function placeOf({ manifest }: Entry): string {
  return `${namespaceOf(manifest) ?? ''}/${nameOf(manifest) ?? ''}`;
}
