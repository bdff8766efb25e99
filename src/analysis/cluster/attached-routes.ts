import { getOrAdd } from '../../manifest/group-by';
import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { attachedListeners } from './attachment';
import type { ClusterIndex } from './cluster-index';
import { ListenerMap } from './listener-map';
import type { OwnListener } from './own-listeners';

/** The routes that attach to a listener. */
interface Attached {
  readonly certain: Set<Entry>;
  /** Those of which labels of a namespace that is not here decide it. */
  readonly perhaps: Set<Entry>;
}

/**
 * How many routes of the set attach to a listener; undefined where it is not known. Accepted routes count, whatever comes of the
 * listener. Source: Gateway API v1.6.1, ListenerStatus.attachedRoutes.
 */
export function attachedRoutes(listener: OwnListener, index: ClusterIndex): number | undefined {
  const { certain, perhaps } = routesByListener(index).get(listener) ?? newAttached();
  return [...perhaps].every((route) => certain.has(route)) ? certain.size : undefined;
}

const routesByListener = oncePerIndex((index) => {
  const found = new ListenerMap<Attached>();
  for (const route of ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind))) {
    for (const { listener, certain } of attachedListeners(route, index)) {
      getOrAdd(found, listener, newAttached)[certain ? 'certain' : 'perhaps'].add(route);
    }
  }
  return found;
});

const newAttached = (): Attached => ({ certain: new Set(), perhaps: new Set() });
