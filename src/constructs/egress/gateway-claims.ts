import type { IConstruct } from 'constructs';
import type { DestinationData, PortData } from '../../manifest/grant-data';
import { perApp } from '../base/per-app';
import { type Place, refused } from '../base/problems';

/** A port of an egress gateway's proxies. */
type ProxyPort = Pick<DestinationData, 'namespace' | 'podLabels' | 'ports'>;

/** Whose a port of proxies is. */
interface Taken {
  readonly team: string;
  readonly path: string;
  /** Namespaces that the gateway lets in, where it stands in the same app. */
  readonly clients?: readonly string[];
}

/** The ports of egress gateways that teams of each app use. */
const takenIn = perApp(() => new Map<string, Taken>());

/** An egress gateway of the app that lets namespaces in at some ports of its proxies, or undefined. */
export function clientsAt(scope: IConstruct, destination: ProxyPort): readonly string[] | undefined {
  return keysOf(destination).map((key) => takenIn(scope).get(key)?.clients).find((clients) => clients !== undefined);
}

/** Refuses a way to a gateway's proxies that another team uses, or that the gateway closes to some of the namespaces. */
export function checkWay(
  place: Place, scope: IConstruct, destination: ProxyPort, team: string, namespaces: readonly string[] = [],
): void {
  for (const [i, key] of keysOf(destination).entries()) {
    const taken = takenIn(scope).get(key);
    if (taken === undefined) continue;
    const where = `port ${destination.ports[i].port} of the proxies in namespace "${destination.namespace}"`;
    if (taken.team !== team) {
      throw refused(place, `teams "${taken.team}" (${taken.path}) and "${team}" would share ${where}, where nothing tells their pods apart, `
        + 'and each could use what the other was granted; give each team a listener, a port or an EgressGateway of its own');
    }
    const stranger = taken.clients && namespaces.find((namespace) => !taken.clients?.includes(namespace));
    if (stranger !== undefined) {
      throw refused(place, `${taken.path} lets no pods of namespace "${stranger}" in at ${where}; add the namespace to its clients`);
    }
  }
}

/** Takes a way to a gateway's proxies for a team. */
export function takeWay(construct: IConstruct, destination: ProxyPort, taken: Taken): void {
  const ways = takenIn(construct);
  // A gateway's own word, who its clients are, stays.
  for (const key of keysOf(destination)) ways.set(key, { ...taken, ...ways.get(key) });
}

/** Takes what of destinations leads to gateways for the team of a lockdown. */
export function takeWays(lockdown: IConstruct, destinations: readonly DestinationData[], team: string): void {
  for (const destination of destinations) {
    if (destination.form === 'gateway') takeWay(lockdown, destination, { team, path: lockdown.node.path });
  }
}

function keysOf({ namespace, podLabels = {}, ports }: ProxyPort): string[] {
  const labels = Object.entries(podLabels).sort(([a], [b]) => (a < b ? -1 : 1));
  return ports.map(({ port }: PortData) => JSON.stringify([namespace, labels, port]));
}
