import { getOrAdd } from '../../manifest/group-by';
import { patternsOver } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { listOf } from '../../manifest/manifest';
import { isTargetAlone } from '../../manifest/match-conditions';
import { isHttpsRedirect } from '../../manifest/redirects';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { attachedListeners } from './attachment';
import { claimedHostnames, EVERY_HOSTNAME } from './claims';
import type { ClusterIndex } from './cluster-index';
import { ListenerMap } from './listener-map';
import type { OwnListener } from './own-listeners';
import { hostnamesOf } from './references';
import { actionOf, type RouteMatch, routeMatches } from './route-rules';

const LONGEST_PATH = 1024;

/** By the match that redirects: a prefix without further conditions, or the key of any other. */
type ByMatch = Map<string, Entry>;

/**
 * Another route that redirects requests of a route to HTTPS at a listener for clear text, for no hostname and by no match that is
 * more specific than the route's own.
 */
export function redirectToHttps(route: Entry, listener: OwnListener, index: ClusterIndex): Entry | undefined {
  const redirects = redirectsByListener(index).get(listener);
  if (!redirects) return undefined;
  const hostnames = hostnamesOf(route.manifest).flatMap((hostname) => [hostname, ...patternsOver(hostname)]);
  const found = [...hostnames, EVERY_HOSTNAME].flatMap((hostname) => redirects.get(hostname) ?? []);
  if (found.length === 0) return undefined;
  const keys = [...new Set(routeMatches(route).flatMap(keysOver))];
  for (const byMatch of found) {
    const other = keys.map((key) => byMatch.get(key)).find((redirect) => redirect !== undefined && redirect !== route);
    if (other) return other;
  }
  return undefined;
}

/** The keys of all matches that take each request of a match: its own, and those of the prefixes over its path. */
function keysOver({ key, conditions }: RouteMatch): string[] {
  if (!conditions) return [key];
  const [path] = conditions.target;
  // Longer ones the API server refuses.
  const parts = conditions.type === 'RegularExpression' || path.length > LONGEST_PATH ? [] : path.split('/').slice(1);
  return [key, prefixKey('/'), ...parts.map((_, i) => prefixKey(`/${parts.slice(0, i + 1).join('/')}`))];
}

function keyOf({ key, conditions }: RouteMatch): string {
  return conditions?.type === 'PathPrefix' && isTargetAlone(conditions) ? prefixKey(conditions.target[0]) : key;
}

function prefixKey(prefix: string): string {
  return `prefix ${prefix}`;
}

/** The first redirect to HTTPS by each match of each hostname at each listener for clear text. */
const redirectsByListener = oncePerIndex((index) => {
  const found = new ListenerMap<Map<string, ByMatch>>();
  for (const route of index.ofKind(GATEWAY_API, 'HTTPRoute')) {
    const keys = routeMatches(route).filter((match) => listOf(actionOf(route, match).filters).some(isHttpsRedirect)).map(keyOf);
    if (keys.length === 0) continue;
    for (const { listener } of attachedListeners(route, index)) {
      if (listener.protocol !== 'HTTP') continue;
      const redirects = getOrAdd(found, listener, () => new Map<string, ByMatch>());
      for (const hostname of claimedHostnames(route.manifest)) note(redirects, hostname, keys, route);
    }
  }
  return found;
});

function note(redirects: Map<string, ByMatch>, hostname: string, keys: readonly string[], route: Entry): void {
  const byMatch: ByMatch = getOrAdd(redirects, hostname, () => new Map());
  for (const key of keys) {
    if (!byMatch.has(key)) byMatch.set(key, route);
  }
}
