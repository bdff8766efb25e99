import { getOrAdd } from '../../manifest/group-by';
import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { type AttachedListener, attachedListeners } from './attachment';
import type { ClusterIndex } from './cluster-index';
import { ListenerMap } from './listener-map';
import type { OwnListener } from './own-listeners';
import { hostnamesOf } from './references';

/** A hostname that a listener serves, with the route that claims it. */
export interface ServedHostname {
  readonly hostname: string;
  readonly route?: Entry;
}

/**
 * What a listener serves: the hostnames that it has in common with those of its routes. A route without hostnames serves all of
 * the listener's, and so does a listener of which no route is known. Routes that perhaps attach are left out.
 */
export function servedHostnames(listener: OwnListener, index: ClusterIndex): ServedHostname[] {
  const routes = byListener(index).get(listener);
  if (routes) return [...routes.values()].flat();
  return listener.hostname === undefined ? [] : [{ hostname: listener.hostname }];
}

const byListener = oncePerIndex((index) => {
  const found = new ListenerMap<Map<Entry, ServedHostname[]>>();
  for (const route of ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind))) {
    for (const attached of attachedListeners(route, index)) {
      if (!attached.certain) continue;
      getOrAdd(found, attached.listener, () => new Map<Entry, ServedHostname[]>()).set(route, servedBy(route, attached));
    }
  }
  return found;
});

/** What a route names itself stands with its name. */
function servedBy(route: Entry, { hostnames }: AttachedListener): ServedHostname[] {
  const isNamed = hostnamesOf(route.manifest).length > 0;
  return hostnames.map((hostname) => ({ hostname, ...(isNamed && { route }) }));
}
