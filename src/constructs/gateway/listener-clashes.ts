import type { ImplementationData } from '../../manifest/grant-data';
import { canSharePort, isNamedByHostname } from '../../manifest/route-protocols';
import { type Place, refused } from '../base/problems';
import { describeListener, type PlannedListener } from './planned-listener';

/**
 * Two listeners at one place, or of one name, can only be one of them.
 * Source: Gateway API v1.6.1, distinct and compatible listeners; GEP-2643 and GEP-2644.
 */
export function checkClashes(place: Place, listeners: readonly PlannedListener[], facts: ImplementationData): void {
  const places = new Map<string, PlannedListener>();
  const names = new Map<string, PlannedListener>();
  const ports = new Map<string, PlannedListener[]>();
  for (const listener of listeners) {
    const { hostname, name } = listener;
    const transport = transportOf(listener);
    const neighbours = ports.get(transport) ?? [];
    for (const neighbour of neighbours) {
      const reason = clashOf(neighbour, listener, facts);
      if (reason !== undefined) throw clash(place, neighbour, listener, reason);
    }
    const at = JSON.stringify([transport, hostname]);
    const [twin, namesake] = [places.get(at), names.get(name)];
    if (twin) throw clash(place, twin, listener, SAME_PLACE);
    if (namesake) throw clash(place, namesake, listener, 'have one name; give one of them another name');
    places.set(at, listener);
    names.set(name, listener);
    // One of each sort stands for all of it.
    if (!neighbours.some((neighbour) => sortOf(neighbour) === sortOf(listener))) ports.set(transport, [...neighbours, listener]);
  }
}

const SAME_PLACE = 'stand on one port for one hostname; remove one of them';

/** The port as a place of its own: ports of UDP are others than those of connections. */
export function transportOf({ protocol, port }: PlannedListener): string {
  return `${protocol === 'UDP' ? 'UDP' : 'TCP'} ${port}`;
}

/** Why of two listeners on one port only one can serve, and what to do; undefined where both can. */
export function clashOnPort(a: PlannedListener, b: PlannedListener, facts: ImplementationData): string | undefined {
  return clashOf(a, b, facts) ?? (a.hostname === b.hostname ? SAME_PLACE : undefined);
}

function sortOf({ protocol, certificate }: PlannedListener): string {
  return `${protocol} ${certificate === undefined}`;
}

/** Why two listeners cannot share a port, whatever their hostnames. */
function clashOf(a: PlannedListener, b: PlannedListener, facts: ImplementationData): string | undefined {
  const whole = [a, b].find(({ protocol }) => !isNamedByHostname(protocol));
  if (whole) return `stand on one port, and a listener for ${whole.protocol} takes all that arrives there; give one another port`;
  if (!canSharePort(a.protocol, b.protocol)) {
    return 'stand on one port, and it is either clear text or TLS; give one another port';
  }
  if (a.protocol !== 'TLS' || b.protocol !== 'TLS' || sortOf(a) === sortOf(b)) return undefined;
  if (!facts.unsupportedFeatures.includes('TLSRouteModeMixed')) return undefined;
  return `stand on one port, the one ends TLS and the other passes it on, and ${facts.name} does not support both at once `
    + '(TLSRouteModeMixed in its conformance report); give one another port';
}

function clash(place: Place, a: PlannedListener, b: PlannedListener, what: string): Error {
  return refused(place, `listeners ${describeListener(a)} and ${describeListener(b)} ${what}`);
}
