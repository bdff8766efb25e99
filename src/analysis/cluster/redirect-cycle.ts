import { isRecord } from '../../manifest/manifest';
import type { MatchConditions } from '../../manifest/match-conditions';
import { normalizePrefix, prefixCovers } from '../../manifest/path';
import { attachedRoutes } from './attached-routes';
import { EVERY_HOSTNAME } from './claims';
import type { ClusterIndex } from './cluster-index';
import { isReached } from './reached-matches';
import { type PlacedRedirect, schemeOf, staysOnHost, targetOf } from './redirects-at';
import { type RouteMatch, routeMatches } from './route-rules';

/** How a redirect comes back to the rule that it stands in: with the same address, or with a longer path each time. */
export type Cycle = 'same' | 'longer';

/** Whether a redirect leads back to its own rule; undefined where it does not, or where other rules may come in between. */
export function cycleOf(redirect: PlacedRedirect, index: ClusterIndex): Cycle | undefined {
  const { settings, matches } = redirect;
  // What says nothing of the new address is a mistake of its own.
  if (Object.keys(settings).length === 0 || !staysAtListener(redirect) || !staysOnHost(redirect)) return undefined;
  const again = matches.filter((match) => comesBack(redirect, match.conditions!) && takesRequests(redirect, match, index));
  if (again.length === 0) return undefined;
  const { path } = settings;
  if (path === undefined) return 'same';
  return pathCycle(redirect, again.map(({ conditions }) => conditions!), isRecord(path) ? path : {}, index);
}

/** Whether what a match takes is asked for by the same method and headers again. */
function comesBack({ settings }: PlacedRedirect, { method, headers }: MatchConditions): boolean {
  const isOtherwise = method !== undefined && method !== 'GET' && method !== 'HEAD' && becomesGet(settings);
  // Headers of proxies, such as the scheme by which the client came, and those of a page may differ on the second request.
  return !isOtherwise && ![...headers.keys()].some((name) => !SENT_AGAIN.test(name));
}

/** After a form was sent browsers ask again with GET. Source: RFC 9110, 15.4. */
function becomesGet({ statusCode = 302 }: PlacedRedirect['settings']): boolean {
  return [301, 302, 303].includes(Number(statusCode));
}

/** What clients send again, whatever they asked for before. */
const SENT_AGAIN = /^(accept(-.*)?|cookie|host|user-agent)$/;

/** Whether the second request comes to the match, as far as its host and the matches of other rules and routes tell. */
function takesRequests({ route, settings, hostnames, claims }: PlacedRedirect, match: RouteMatch, index: ClusterIndex): boolean {
  const served = hostnames.length > 0 ? hostnames : [EVERY_HOSTNAME];
  const hosts = settings.hostname === undefined ? served : [String(settings.hostname)];
  const asked = { hosts, ...(becomesGet(settings) && { method: 'GET' }) };
  return claims.length === 0
    ? isReached({ route, match }, asked, index)
    : claims.some((claim) => isReached({ route, match }, { ...asked, claim }, index));
}

function staysAtListener(redirect: PlacedRedirect): boolean {
  const { settings, listener } = redirect;
  if (!listener) return settings.scheme === undefined && settings.port === undefined;
  const { scheme, port } = targetOf(redirect);
  return scheme !== undefined && scheme === schemeOf(listener) && port === listener.port;
}

function pathCycle(
  redirect: PlacedRedirect, matches: readonly MatchConditions[], path: Record<string, unknown>, index: ClusterIndex,
): Cycle | undefined {
  if (matches.some(({ queryParams }) => queryParams.size > 0)) return undefined;
  if (path.type === 'ReplacePrefixMatch' && typeof path.replacePrefixMatch === 'string') {
    const target = normalizePrefix(path.replacePrefixMatch || '/');
    return matches.length === 1 ? prefixCycle(redirect, matches[0], target, index) : undefined;
  }
  if (path.type !== 'ReplaceFullPath' || typeof path.replaceFullPath !== 'string') return undefined;
  const [target] = path.replaceFullPath.split('?');
  if (matches.some(({ type, target: [own] }) => type === 'Exact' && own === target)) return 'same';
  const covering = matches.find(({ type, target: [own] }) => type === 'PathPrefix' && prefixCovers(own, target));
  return covering && isLeftAlone(redirect, covering, target, index) ? 'same' : undefined;
}

function prefixCycle(redirect: PlacedRedirect, match: MatchConditions, target: string, index: ClusterIndex): Cycle | undefined {
  const { type, target: [own] } = match;
  if (type !== 'PathPrefix') return undefined;
  if (own === target) return 'same';
  return prefixCovers(own, target) && isLeftAlone(redirect, match, target, index) ? 'longer' : undefined;
}

/** Whether no other rule takes the new path: none of the route, and there is no other route at the listener. */
function isLeftAlone(redirect: PlacedRedirect, match: MatchConditions, path: string, index: ClusterIndex): boolean {
  const { route, listener, settings, matches: [{ rule }] } = redirect;
  if (!listener || attachedRoutes(listener, index) !== 1) return false;
  const method = match.method ?? (becomesGet(settings) ? 'GET' : undefined);
  const others = routeMatches(route).filter((other) => other.rule !== rule).map(({ conditions }) => conditions!);
  return !others.some((other) => (other.method === undefined || other.method === method) && takesPath(other, match, path));
}

function takesPath({ type, target: [other] }: MatchConditions, { target: [own] }: MatchConditions, path: string): boolean {
  if (type === 'Exact') return other === path;
  return type !== 'PathPrefix' || (other.length >= own.length && prefixCovers(other, path));
}
