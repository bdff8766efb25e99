import { getOrAdd } from '../../manifest/group-by';
import { GATEWAY_API } from '../../manifest/kinds';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { attachedListeners } from './attachment';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { ListenerMap } from './listener-map';
import type { OwnListener } from './own-listeners';
import { hostnamesOf } from './references';

/** A route that names hostnames at a listener, of a namespace that is neither this one nor that of the listener. */
export function otherTenant(listener: OwnListener, home: string | undefined, index: ClusterIndex): Entry | undefined {
  for (const [namespace, route] of tenantsByListener(index).get(listener) ?? []) {
    if (namespace !== home && namespace !== namespaceOf(listener.owner.manifest)) return route;
  }
  return undefined;
}

/** The first route with hostnames of each namespace at each listener; three namespaces are enough to find another one. */
const tenantsByListener = oncePerIndex((index) => {
  const found = new ListenerMap<Map<string | undefined, Entry>>();
  for (const route of ['HTTPRoute', 'GRPCRoute'].flatMap((kind) => index.ofKind(GATEWAY_API, kind))) {
    if (hostnamesOf(route.manifest).length === 0) continue;
    const namespace = namespaceOf(route.manifest);
    for (const { listener, certain } of attachedListeners(route, index)) {
      if (!certain) continue;
      const tenants = getOrAdd(found, listener, () => new Map<string | undefined, Entry>());
      if (tenants.size < 3 && !tenants.has(namespace)) tenants.set(namespace, route);
    }
  }
  return found;
});
