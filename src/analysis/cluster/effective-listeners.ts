import { push } from '../../manifest/group-by';
import { GATEWAY_API } from '../../manifest/kinds';
import { isRecord } from '../../manifest/manifest';
import { oncePerIndex, oncePerKey } from '../once';
import type { Entry } from '../rule';
import { type ClusterIndex, keyOf, nameOf, namespaceOf } from './cluster-index';
import { gatewayOf, gatewayRefOf } from './gateway-of';
import { admissionOfSet } from './listener-sets';
import { type OwnListener, ownListeners } from './own-listeners';

/** A listener that a Gateway serves: its own, or one of a ListenerSet. */
export interface EffectiveListener extends OwnListener {
  readonly gateway: Entry;
  /** False where the labels of a namespace, which are not here, decide whether the Gateway takes the ListenerSet. */
  readonly certain: boolean;
}

/**
 * The listeners of a Gateway as it serves them: its own, then those of the ListenerSets that it admits, by creationTimestamp,
 * then by namespace and name. Without creationTimestamps the order among ListenerSets is not known.
 * Source: Gateway API v1.6.1, ListenerSet, and GEP-1713.
 */
export const effectiveListeners = oncePerKey((gateway: Entry, index): readonly EffectiveListener[] => [
  ...ownListeners(gateway).map((listener) => ({ ...listener, gateway, certain: true })),
  ...setsOf(gateway, index).flatMap((set) => {
    const admission = admissionOfSet(set.manifest, gateway.manifest, index);
    if (admission === false) return [];
    return ownListeners(set).map((listener) => ({ ...listener, gateway, certain: admission === true }));
  }),
]);

/** The listeners of a Gateway or ListenerSet, and all others of its Gateway as far as they are here. */
export function listenersBeside(owner: Entry, index: ClusterIndex): readonly OwnListener[] {
  const gateway = gatewayOf(owner, index);
  return gateway ? effectiveListeners(gateway, index) : ownListeners(owner);
}

/** The ListenerSets that name a Gateway as their parent, in the order of precedence, whether or not it takes them. */
export function setsOf({ manifest }: Entry, index: ClusterIndex): readonly Entry[] {
  return setsOfKey(keyOf(GATEWAY_API, 'Gateway', namespaceOf(manifest), nameOf(manifest) ?? ''), index);
}

/** The same by the key of a Gateway, which need not be here. */
export function setsOfKey(gateway: string, index: ClusterIndex): readonly Entry[] {
  return setsByGateway(index).get(gateway) ?? [];
}

const setsByGateway = oncePerIndex((index) => {
  const sets = new Map<string, Entry[]>();
  for (const set of [...index.ofKind(GATEWAY_API, 'ListenerSet')].sort(byAge)) {
    const ref = gatewayRefOf(set.manifest);
    if (ref) push(sets, keyOf(ref.group, ref.kind, ref.namespace, ref.name), set);
  }
  return sets;
});

/** Oldest first, then by namespace and name; those of unknown age come last. */
export function byAge(a: Entry, b: Entry): number {
  const ages = (createdAt(a) ?? Infinity) - (createdAt(b) ?? Infinity);
  if (ages < 0 || ages > 0) return ages;
  return placeOf(a) < placeOf(b) ? -1 : Number(placeOf(a) > placeOf(b));
}

function placeOf({ manifest }: Entry): string {
  return `${namespaceOf(manifest) ?? ''}/${nameOf(manifest) ?? ''}`;
}

/** When the API server made an object, in milliseconds; undefined in what was not read from a cluster. */
export function createdAt({ manifest }: Entry): number | undefined {
  const creationTimestamp = isRecord(manifest.metadata) ? manifest.metadata.creationTimestamp : undefined;
  const time = typeof creationTimestamp === 'string' ? Date.parse(creationTimestamp) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
