import { isRecord } from '../../manifest/manifest';
import type { MatchConditions } from '../../manifest/match-conditions';
import { normalizePrefix, prefixCovers } from '../../manifest/path';
import { attachedRoutes } from './attached-routes';
import type { ClusterIndex } from './cluster-index';
import { type PlacedRedirect, schemeOf, staysOnHost, targetOf } from './redirects-at';

/** How a redirect comes back to the rule that it stands in: with the same address, or with a longer path each time. */
export type Cycle = 'same' | 'longer';

/** Whether a redirect leads back to its own rule; undefined where it does not, or where other routes may come in between. */
export function cycleOf(redirect: PlacedRedirect, index: ClusterIndex): Cycle | undefined {
  // What says nothing of the new address is a mistake of its own.
  if (Object.keys(redirect.settings).length === 0 || !staysAtListener(redirect) || !staysOnHost(redirect)) return undefined;
  if (comesBackAsGet(redirect) || comesBackOtherwise(redirect)) return undefined;
  const { path } = redirect.settings;
  return path === undefined ? 'same' : pathCycle(redirect, isRecord(path) ? path : {}, index);
}

/** After a form was sent browsers ask again with GET, which is no request of the rule. Source: RFC 9110, 15.4. */
function comesBackAsGet({ settings: { statusCode = 302 }, matches }: PlacedRedirect): boolean {
  const asksOtherwise = matches.every(({ method }) => method !== undefined && method !== 'GET' && method !== 'HEAD');
  return asksOtherwise && [301, 302, 303].includes(Number(statusCode));
}

/** What clients send again, whatever they asked for before. */
const SENT_AGAIN = /^(accept(-.*)?|cookie|host|user-agent)$/;

/** Headers of proxies, such as the scheme by which the client came, and those of a page may differ on the second request. */
function comesBackOtherwise({ matches }: PlacedRedirect): boolean {
  return matches.every(({ headers }) => [...headers.keys()].some((name) => !SENT_AGAIN.test(name)));
}

function staysAtListener(redirect: PlacedRedirect): boolean {
  const { settings, listener } = redirect;
  if (!listener) return settings.scheme === undefined && settings.port === undefined;
  const { scheme, port } = targetOf(redirect);
  return scheme !== undefined && scheme === schemeOf(listener) && port === listener.port;
}

function pathCycle(redirect: PlacedRedirect, path: Record<string, unknown>, index: ClusterIndex): Cycle | undefined {
  const { matches } = redirect;
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
function isLeftAlone(
  { others, listener }: PlacedRedirect, { target: [own] }: MatchConditions, path: string, index: ClusterIndex,
): boolean {
  if (!listener || attachedRoutes(listener, index) !== 1) return false;
  return !others.some(({ type, target: [other] }) => {
    if (type === 'Exact') return other === path;
    return type !== 'PathPrefix' || (other.length >= own.length && prefixCovers(other, path));
  });
}
