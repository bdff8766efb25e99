import { oncePerKey } from '../once';
import type { ClusterIndex } from './cluster-index';
import { listenersBeside } from './effective-listeners';
import type { OwnListener } from './own-listeners';

/** The first listener of a protocol on a listener's port, among all of its Gateway; where that is not here, among its own. */
export function listenerBeside({ owner, port }: OwnListener, protocol: string, index: ClusterIndex): OwnListener | undefined {
  if (port === undefined) return undefined;
  return firstListeners(listenersBeside(owner, index), index).get(keyOf(protocol, port));
}

const firstListeners = oncePerKey((listeners: readonly OwnListener[]): ReadonlyMap<string, OwnListener> => {
  const first = new Map<string, OwnListener>();
  for (const listener of listeners) {
    const { protocol, port } = listener;
    if (port !== undefined && !first.has(keyOf(protocol, port))) first.set(keyOf(protocol, port), listener);
  }
  return first;
});

function keyOf(protocol: string, port: number): string {
  return `${protocol} ${port}`;
}
