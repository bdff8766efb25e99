import type { IConstruct } from 'constructs';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import type { Team } from '../roles/team';
import type { TeamGrant } from '../roles/team-grant';
import type { DelegationOptions } from './delegation-options';
import type { GrantOptions } from './grant-options';

/** A gateway that teams can be admitted to. */
export interface ISharedGateway extends IConstruct {
  /** Name of the Gateway. */
  readonly gatewayName: string;
  /** Namespace of the Gateway. */
  readonly gatewayNamespace: string;
  /** The platform's offer that it stands on. */
  readonly infrastructure: IGatewayInfrastructure;

  /**
   * Lets a team attach routes, within what the options say.
   *
   * @param team who
   * @param options namespaces, hostnames, and what else is granted
   * @returns the grant, for the team's charts and for `EgressLockdown` and `TeamAccess`
   */
  admit(team: Team, options: GrantOptions): TeamGrant;

  /**
   * Lets a team bring listeners of its own (`TeamListenerSet`) for its hostnames, within what the options say.
   *
   * @param team who
   * @param options namespaces, hostnames, and what else is granted
   * @returns the grant, for the team's charts and for `EgressLockdown` and `TeamAccess`
   */
  delegate(team: Team, options: DelegationOptions): TeamGrant;
}
