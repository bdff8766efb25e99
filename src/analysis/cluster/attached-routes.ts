import { covers, overlaps } from '../../manifest/hostname';
import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { oncePerIndex } from '../once-per-index';
import type { Entry } from '../rule';
import { attachedListeners, knownParent } from './attachment';
import type { ClusterIndex } from './cluster-index';
import type { OwnListener } from './own-listeners';
import { hostnamesOf, parentRefsOf } from './references';

/** The routes of the set that attach to a listener. */
export function attachedRoutes({ data }: OwnListener, index: ClusterIndex): readonly Entry[] {
  return [...byListener(index).get(data) ?? []];
}

/** Whether a route attaches to a listener. */
export function isAttached(route: Entry, { data }: OwnListener, index: ClusterIndex): boolean {
  return byListener(index).get(data)?.has(route) ?? false;
}

const byListener = oncePerIndex((index) => {
  const found = new Map<unknown, Set<Entry>>();
  for (const route of ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind))) {
    for (const ref of parentRefsOf(route.manifest)) {
      const parent = knownParent(ref, index);
      for (const listener of parent ? attachedListeners(route.manifest, ref, parent, index) : []) {
        const routes = found.get(listener) ?? new Set<Entry>();
        found.set(listener, routes.add(route));
      }
    }
  }
  return found;
});

/** A hostname that a listener serves, with the route that claims it. */
export interface ServedHostname {
  readonly hostname: string;
  readonly route?: Entry;
}

/**
 * What a listener serves: the hostnames that it has in common with those of its routes. A route without hostnames serves all of
 * the listener's, and so does a listener of which no route is known.
 */
export function servedHostnames(listener: OwnListener, index: ClusterIndex): ServedHostname[] {
  const routes = attachedRoutes(listener, index);
  const { hostname: own } = listener;
  const claimed = routes.flatMap((route) => hostnamesOf(route.manifest).flatMap((hostname) => {
    const common = commonHostname(own, hostname);
    return common === undefined ? [] : [{ hostname: common, route }];
  }));
  const isOpen = routes.length === 0 || routes.some(({ manifest }) => hostnamesOf(manifest).length === 0);
  return isOpen && own !== undefined ? [{ hostname: own }, ...claimed] : claimed;
}

/** What a listener's hostname and a route's have in common. Source: Gateway API v1.6.1, HTTPRouteSpec.hostnames. */
export function commonHostname(listener: string | undefined, hostname: string): string | undefined {
  if (!overlaps(listener, hostname)) return undefined;
  return covers(listener, hostname) ? hostname : listener;
}
