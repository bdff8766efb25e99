import { patternsOver } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { oncePerIndex } from '../once-per-index';
import type { Entry } from '../rule';
import type { ClusterIndex } from './cluster-index';
import { type EffectiveListener, effectiveListeners } from './effective-listeners';
import { parentOfSet } from './listener-sets';

/** The listeners of one port of a Gateway, by hostname; that for every hostname has none. Of several for one the first. */
export type PortListeners = ReadonlyMap<string | undefined, EffectiveListener>;

/** The Gateway that serves the listeners of a Gateway or ListenerSet, where it is in the set. */
export function gatewayOf(owner: Entry, index: ClusterIndex): Entry | undefined {
  if (owner.manifest.kind === 'Gateway') return owner;
  const ref = parentOfSet(owner.manifest);
  if (ref?.group !== GATEWAY_API || ref.kind !== 'Gateway') return undefined;
  return index.find(ref.group, ref.kind, ref.namespace, ref.name)[0];
}

/** The listeners of a Gateway that are told apart by hostname, port by port. Those that it perhaps does not take are left out. */
export function listenersByPort(gateway: Entry, index: ClusterIndex): ReadonlyMap<number, PortListeners> {
  const known = portsOfGateways(index).get(gateway) ?? byPort(effectiveListeners(gateway, index));
  portsOfGateways(index).set(gateway, known);
  return known;
}

const portsOfGateways = oncePerIndex(() => new Map<Entry, ReadonlyMap<number, PortListeners>>());

const NAMED = ['HTTP', 'HTTPS', 'TLS'];

function byPort(listeners: readonly EffectiveListener[]): ReadonlyMap<number, PortListeners> {
  const ports = new Map<number, Map<string | undefined, EffectiveListener>>();
  for (const listener of listeners) {
    const { port, protocol, hostname, certain } = listener;
    if (port === undefined || !certain || !NAMED.includes(protocol)) continue;
    const others = ports.get(port) ?? new Map<string | undefined, EffectiveListener>();
    if (!others.has(hostname)) others.set(hostname, listener);
    ports.set(port, others);
  }
  return ports;
}

/** The hostnames of listeners that serve a hostname, the closest first: its own, the wildcards over it, none at all. */
export function hostnamesOver(hostname: string): (string | undefined)[] {
  return [hostname, ...patternsOver(hostname), undefined];
}

/**
 * The listener of a port that gets the requests for a hostname: the most specific one.
 * Source: Gateway API v1.6.1, Gateway.spec.listeners.
 */
export function closestListener(listeners: PortListeners, hostname: string): EffectiveListener | undefined {
  const closest = hostnamesOver(hostname).find((over) => listeners.has(over));
  return listeners.get(closest);
}
