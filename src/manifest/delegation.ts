import type { DelegationData, GrantData } from './grant-data';
import { familiesOf } from './route-protocols';

/** A grant by which a team has listeners of its own. */
export type DelegatedGrant = GrantData & { readonly delegation: DelegationData };

/** Whether a team's routes attach to ListenerSets of its own, and not to the gateway. */
export function isDelegated(grant: GrantData): grant is DelegatedGrant {
  return grant.delegation !== undefined;
}

/** Protocols that the delegated listeners may have: those that serve the granted kinds, clear text only where it is allowed. */
export function delegatedProtocols({ routeKinds, delegation }: DelegatedGrant): string[] {
  return familiesOf(routeKinds).filter(({ byHostname }) => byHostname).flatMap(({ protocols }) => protocols)
    .filter((protocol) => protocol !== 'HTTP' || delegation.clearText);
}
