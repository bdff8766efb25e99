import { GATEWAY_API } from '../../manifest/kinds';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { attachmentsOf } from './attachment';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import type { OwnListener } from './own-listeners';
import { hostnamesOf } from './references';

/** By the owner of a listener, its path there, and namespace. */
type Tenants = Map<Entry, Map<string, Map<string | undefined, Entry>>>;

/** A route that names hostnames at a listener, of a namespace that is neither this one nor that of the listener. */
export function otherTenant({ owner, path }: OwnListener, home: string | undefined, index: ClusterIndex): Entry | undefined {
  for (const [namespace, route] of tenantsByListener(index).get(owner)?.get(path) ?? []) {
    if (namespace !== home && namespace !== namespaceOf(owner.manifest)) return route;
  }
  return undefined;
}

/** The first route with hostnames of each namespace at each listener; three namespaces are enough to find another one. */
const tenantsByListener = oncePerIndex((index) => {
  const owners: Tenants = new Map();
  for (const route of ['HTTPRoute', 'GRPCRoute'].flatMap((kind) => index.ofKind(GATEWAY_API, kind))) {
    if (hostnamesOf(route.manifest).length === 0) continue;
    for (const { listener, certain } of attachmentsOf(route, index).flatMap(({ listeners }) => listeners)) {
      if (certain) noteTenant(owners, listener, route);
    }
  }
  return owners;
});

function noteTenant(owners: Tenants, { owner, path }: OwnListener, route: Entry): void {
  const listeners = owners.get(owner) ?? new Map<string, Map<string | undefined, Entry>>();
  owners.set(owner, listeners);
  const tenants = listeners.get(path) ?? new Map<string | undefined, Entry>();
  listeners.set(path, tenants);
  const namespace = namespaceOf(route.manifest);
  if (tenants.size < 3 && !tenants.has(namespace)) tenants.set(namespace, route);
}
