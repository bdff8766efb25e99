import { jsonText } from '../../manifest/json-text';
import { listOf } from '../../manifest/manifest';
import { isHttpsRedirect } from '../../manifest/redirects';
import { sameJson } from '../../manifest/same-json';
import { oncePerKey } from '../once';
import type { Entry } from '../rule';
import { attachmentsOf } from './attachment';
import { type Claim, claimsOf, claimTable } from './claims';
import { type ClusterIndex, isSameObject, nameOf, namespaceOf } from './cluster-index';
import { comparePlaced, type PlacedMatch } from './precedence';
import { actionOf, type RouteMatch, routeMatches } from './route-rules';

/** Who of two routes gets the requests of equal matches. */
type Winner = 'rival' | 'unknown';

/** A match of a route that another route has as well, at one place and for one hostname. */
export interface EqualMatch {
  readonly claim: Claim;
  readonly hostname: string;
  readonly match: RouteMatch;
  readonly rival: Entry;
  readonly winner: Winner;
  /** Further matches of the same rule that the same rival has. */
  readonly more: number;
  readonly certain: boolean;
}

/** A match as it stands at one place. */
interface ClaimedMatch extends PlacedMatch {
  readonly claim: Claim;
}

/**
 * The matches of a route that a route before it has as well: the older one where ages are known, else the first by name. One for
 * each rule and rival.
 */
export function equalMatches(route: Entry, index: ClusterIndex): EqualMatch[] {
  const found = new Map<string, EqualMatch>();
  for (const claim of claimsOf(route, index)) {
    for (const hostname of claim.hostnames) {
      const first = firstAt(route.manifest.kind, claim, hostname, index);
      for (const match of first ? routeMatches(route) : []) {
        note(found, { route, match, claim }, first!.get(match.key)!, hostname, index);
      }
    }
  }
  return [...found.values()];
}

function note(
  found: Map<string, EqualMatch>, mine: ClaimedMatch, rival: ClaimedMatch, hostname: string, index: ClusterIndex,
): void {
  if (isSameObject(mine.route, rival.route)) return;
  const key = jsonText([mine.match.rule, namespaceOf(rival.route.manifest), nameOf(rival.route.manifest)]);
  const known = found.get(key);
  if (known) {
    const isSamePlace = known.claim === mine.claim && known.hostname === hostname;
    if (isSamePlace) found.set(key, { ...known, more: known.more + 1 });
    return;
  }
  if (isHarmless(mine, rival, index)) return;
  const isRivalFirst = (comparePlaced(rival, mine) ?? 0) < 0;
  const isLocal = namespaceOf(mine.route.manifest) === namespaceOf(rival.route.manifest);
  found.set(key, {
    claim: mine.claim, hostname, match: mine.match, rival: rival.route, winner: isRivalFirst ? 'rival' : 'unknown', more: 0,
    certain: isLocal || (mine.claim.certain && rival.claim.certain),
  });
}

/** The same answer whoever gives it, or what has a rule of its own: clear text beside a redirect. */
function isHarmless(mine: ClaimedMatch, rival: ClaimedMatch, index: ClusterIndex): boolean {
  const [action, other] = [actionOf(mine.route, mine.match), actionOf(rival.route, rival.match)];
  if (namespaceOf(mine.route.manifest) === namespaceOf(rival.route.manifest) && sameJson(action, other)) return true;
  const [redirects, otherRedirects] = [action, other].map(({ filters }) => listOf(filters).some(isHttpsRedirect));
  return redirects !== otherRedirects && servesBoth(redirects ? rival : mine, index);
}

/** Whether a route came to a listener for clear text by a parentRef that led it to one for HTTPS, too. */
function servesBoth({ route, claim: { listener, ref } }: ClaimedMatch, index: ClusterIndex): boolean {
  if (listener?.protocol !== 'HTTP' || ref.sectionName !== undefined || ref.port !== undefined) return false;
  const all = attachmentsOf(route, index).find((attachment) => attachment.ref.path === ref.path);
  return all?.listeners.some((other) => other.listener.protocol === 'HTTPS') ?? false;
}

/** The first of equal matches for a hostname at a place; nothing where a single route is there. */
function firstAt(
  kind: string, { place }: Claim, hostname: string, index: ClusterIndex,
): ReadonlyMap<string, ClaimedMatch> | undefined {
  const claims = claimTable(kind, index).get(place)?.get(hostname) ?? [];
  return claims.length < 2 ? undefined : firstOfEach(claims, index);
}

const firstOfEach = oncePerKey((claims: readonly Claim[]): ReadonlyMap<string, ClaimedMatch> => {
  const first = new Map<string, ClaimedMatch>();
  for (const claim of claims) {
    for (const match of routeMatches(claim.route)) {
      const placed = { route: claim.route, match, claim };
      const known = first.get(match.key);
      if (!known || (comparePlaced(placed, known) ?? 0) < 0) first.set(match.key, placed);
    }
  }
  return first;
});
