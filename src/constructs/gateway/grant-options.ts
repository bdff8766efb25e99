import type { Destination } from '../egress/destination';
import type { Isolation } from '../roles/isolation';
import type { RouteKind } from './route-kind';

/** What a team is granted on one gateway. */
export interface GrantOptions {
  /** Namespaces of the team; its routes and backends stand there. A namespace belongs to one team. */
  readonly namespaces: string[];

  /** Hostnames that the team's routes may claim, each covered by a listener of the gateway. */
  readonly hostnames: string[];

  /**
   * Path prefixes that the team's routes stay under, for each of the hostnames. Admit again for other prefixes on others.
   *
   * @default ['/'] - every path
   */
  readonly prefixes?: string[];

  /**
   * Kinds of routes.
   *
   * @default [RouteKind.HTTP_ROUTE]
   */
  readonly routeKinds?: RouteKind[];

  /**
   * Which directions of the team's traffic are closed by default. `INGRESS` and `BOTH` make a policy for each namespace
   * beside the gateway; `EGRESS` and `BOTH` ask for an `EgressLockdown` of the grant.
   *
   * @default Isolation.NONE
   */
  readonly isolation?: Isolation;

  /**
   * Where the team's pods may go, beside what its EgressLockdown opens; the isolation has to cover egress.
   *
   * @default - none
   */
  readonly egress?: Destination[];

  /**
   * Names of explicit listeners that the team may use.
   *
   * @default - for each hostname the closest listener for HTTPS that covers it, the one for HTTP where there is none
   */
  readonly listenerNames?: string[];
}
