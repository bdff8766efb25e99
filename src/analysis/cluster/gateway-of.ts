import { GATEWAY_API } from '../../manifest/kinds';
import type { Manifest } from '../../manifest/manifest';
import type { Entry } from '../rule';
import type { ClusterIndex } from './cluster-index';
import { type Reference, referenceOf, specOf } from './references';

/** What a ListenerSet names as its parent. */
export function parentOfSet(set: Manifest): Reference | undefined {
  return referenceOf(specOf(set).parentRef, 'spec.parentRef', set, { group: GATEWAY_API, kind: 'Gateway' })[0];
}

/** The Gateway that a ListenerSet adds its listeners to; undefined where its parent is none. */
export function gatewayRefOf(set: Manifest): Reference | undefined {
  const ref = parentOfSet(set);
  return ref?.group === GATEWAY_API && ref.kind === 'Gateway' ? ref : undefined;
}

/** The Gateway that serves the listeners of a Gateway or ListenerSet, where it is in the set. */
export function gatewayOf(owner: Entry, index: ClusterIndex): Entry | undefined {
  if (owner.manifest.kind === 'Gateway') return owner;
  const ref = gatewayRefOf(owner.manifest);
  return ref && index.find(ref.group, ref.kind, ref.namespace, ref.name)[0];
}
