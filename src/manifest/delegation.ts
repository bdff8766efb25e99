import type { DelegationData, GrantData } from './grant-data';
import { familiesOf } from './route-protocols';

/** A grant by which a team has listeners of its own. */
export type DelegatedGrant = GrantData & { readonly delegation: DelegationData };

/** Whether a team's routes attach to ListenerSets of its own, and not to the gateway. */
export function isDelegated(grant: GrantData): grant is DelegatedGrant {
  return grant.delegation !== undefined;
}

/** Protocols that the delegated listeners may have, those that serve the granted kinds, with the ports of each. */
export function delegatedPorts(
  { routeKinds, delegation: { ports, clearTextPorts } }: Pick<DelegatedGrant, 'routeKinds' | 'delegation'>,
): Map<string, readonly number[]> {
  const protocols = familiesOf(routeKinds).filter(({ byHostname }) => byHostname).flatMap((family) => family.protocols);
  return new Map(protocols.map((protocol) => [protocol, protocol === 'HTTP' ? clearTextPorts : ports] as const)
    .filter(([, allowed]) => allowed.length > 0));
}

/** Where listeners of one protocol may stand. */
interface DelegatedPlace {
  readonly protocol: string;
  readonly port: number;
}

/** The same as a list: each protocol on each of its ports. */
export function delegatedPlaces(grant: Pick<DelegatedGrant, 'routeKinds' | 'delegation'>): DelegatedPlace[] {
  return [...delegatedPorts(grant)].flatMap(([protocol, ports]) => ports.map((port) => ({ protocol, port })));
}
