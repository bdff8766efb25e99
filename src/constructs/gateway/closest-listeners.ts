import { covers } from '../../manifest/hostname';
import type { RouteFamily } from '../../manifest/route-protocols';

/** A listener, as far as it decides which hostnames arrive there. */
interface ServingListener {
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
}

/** The listeners that serve a hostname unless others are named: of each port the closest, clear text only without any for TLS. */
export function closestListeners<T extends ServingListener>(
  listeners: readonly T[], hostname: string, { protocols }: RouteFamily,
): T[] {
  const covering = listeners.filter((listener) => protocols.includes(listener.protocol) && covers(listener.hostname, hostname));
  const preferred = covering.filter(({ protocol }) => protocol === protocols[0]);
  return closest(preferred.length > 0 ? preferred : covering);
}

/** Of the listeners on one port the one whose hostname is closest: it is where requests arrive. */
function closest<T extends ServingListener>(listeners: T[]): T[] {
  return listeners.filter((listener) => !listeners.some((other) => other.port === listener.port
    && other.hostname !== listener.hostname && covers(listener.hostname, other.hostname)));
}
