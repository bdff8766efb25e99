import { GATEWAY_API, ROUTE_KINDS } from '../../manifest/kinds';
import { oncePerIndex } from '../once';
import type { Entry } from '../rule';
import { attachmentsOf } from './attachment';
import type { ClusterIndex } from './cluster-index';
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
export function attachedRoutes({ owner, path }: OwnListener, index: ClusterIndex): number | undefined {
  const { certain, perhaps } = routesByListener(index).get(owner)?.get(path) ?? NONE;
  return [...perhaps].every((route) => certain.has(route)) ? certain.size : undefined;
}

const NONE: Attached = { certain: new Set(), perhaps: new Set() };

const routesByListener = oncePerIndex((index) => {
  const owners = new Map<Entry, Map<string, Attached>>();
  for (const route of ROUTE_KINDS.flatMap((kind) => index.ofKind(GATEWAY_API, kind))) {
    for (const { listener, certain } of attachmentsOf(route, index).flatMap(({ listeners }) => listeners)) {
      const attached = attachedTo(listener, owners);
      attached[certain ? 'certain' : 'perhaps'].add(route);
    }
  }
  return owners;
});

function attachedTo({ owner, path }: OwnListener, owners: Map<Entry, Map<string, Attached>>): Attached {
  const ofOwner = owners.get(owner) ?? new Map<string, Attached>();
  owners.set(owner, ofOwner);
  const attached = ofOwner.get(path) ?? { certain: new Set<Entry>(), perhaps: new Set<Entry>() };
  ofOwner.set(path, attached);
  return attached;
}
