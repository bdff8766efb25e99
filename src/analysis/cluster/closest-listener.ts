import { getOrAdd } from '../../manifest/group-by';
import { patternsOver } from '../../manifest/hostname';
import { oncePerKey } from '../once';
import type { Entry } from '../rule';
import { type EffectiveListener, effectiveListeners } from './effective-listeners';

/** The listeners of one port of a Gateway, by hostname; that for every hostname has none. Of several for one the first. */
export type PortListeners = ReadonlyMap<string | undefined, EffectiveListener>;

/** The listeners of a Gateway that are told apart by hostname, port by port. Those that it perhaps does not take are left out. */
export const listenersByPort = oncePerKey((gateway: Entry, index): ReadonlyMap<number, PortListeners> =>
  byPort(effectiveListeners(gateway, index)));

const NAMED = ['HTTP', 'HTTPS', 'TLS'];

function byPort(listeners: readonly EffectiveListener[]): ReadonlyMap<number, PortListeners> {
  const ports = new Map<number, Map<string | undefined, EffectiveListener>>();
  for (const listener of listeners) {
    const { port, protocol, hostname, certain } = listener;
    if (port === undefined || !certain || !NAMED.includes(protocol)) continue;
    const others = getOrAdd(ports, port, () => new Map<string | undefined, EffectiveListener>());
    if (!others.has(hostname)) others.set(hostname, listener);
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
