import { type Place, refused } from '../base/problems';
import { describeListener, type PlannedListener } from './planned-listener';

/** Two listeners at one place, or of one name, can only be one of them. Source: Gateway API v1.6.1, distinct listeners. */
export function checkClashes(place: Place, listeners: readonly PlannedListener[]): void {
  const places = new Map<string, PlannedListener>();
  const names = new Map<string, PlannedListener>();
  const ports = new Map<number, PlannedListener>();
  for (const listener of listeners) {
    const at = JSON.stringify([listener.port, listener.hostname]);
    const [twin, namesake, neighbour] = [places.get(at), names.get(listener.name), ports.get(listener.port)];
    if (neighbour && neighbour.protocol !== listener.protocol) {
      throw clash(place, neighbour, listener, 'stand on one port, and it is either clear text or TLS; give one another port');
    }
    if (twin) throw clash(place, twin, listener, 'stand on one port for one hostname; remove one of them');
    if (namesake) throw clash(place, namesake, listener, 'have one name; give one of them another name');
    places.set(at, listener);
    names.set(listener.name, listener);
    ports.set(listener.port, listener);
  }
}

function clash(place: Place, a: PlannedListener, b: PlannedListener, what: string): Error {
  return refused(place, `listeners ${describeListener(a)} and ${describeListener(b)} ${what}`);
}
