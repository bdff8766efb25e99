import { oncePerIndex } from '../once-per-index';
import type { Entry } from '../rule';
import { gatewayOf } from './closest-listener';
import type { ClusterIndex } from './cluster-index';
import { effectiveListeners } from './effective-listeners';
import { type OwnListener, ownListeners } from './own-listeners';

/** The first listener of a protocol on a listener's port, among all of its Gateway; where that is not here, among its own. */
export function listenerBeside({ owner, port }: OwnListener, protocol: string, index: ClusterIndex): OwnListener | undefined {
  if (port === undefined) return undefined;
  const holder = gatewayOf(owner, index) ?? owner;
  const known = firstListeners(index);
  const isGateway = holder.manifest.kind === 'Gateway';
  const first = known.get(holder) ?? read(isGateway ? effectiveListeners(holder, index) : ownListeners(holder));
  known.set(holder, first);
  return first.get(keyOf(protocol, port));
}

const firstListeners = oncePerIndex(() => new Map<Entry, ReadonlyMap<string, OwnListener>>());

function read(listeners: readonly OwnListener[]): ReadonlyMap<string, OwnListener> {
  const first = new Map<string, OwnListener>();
  for (const listener of listeners) {
    const { protocol, port } = listener;
    if (port !== undefined && !first.has(keyOf(protocol, port))) first.set(keyOf(protocol, port), listener);
  }
  return first;
}

function keyOf(protocol: string, port: number): string {
  return `${protocol} ${port}`;
}
