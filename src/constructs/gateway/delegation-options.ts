import type { Destination } from '../egress/destination';
import type { Isolation } from '../roles/isolation';
import type { RouteKind } from './route-kind';

/** What a team with listeners of its own is granted on one gateway. */
export interface DelegationOptions {
  /** Namespaces of the team; its ListenerSets, routes and backends stand there. A namespace belongs to one team. */
  readonly namespaces: string[];

  /** Hostnames that the team's listeners and routes may claim. No listener of the gateway needs to cover them. */
  readonly hostnames: string[];

  /**
   * Ports that the team's listeners for HTTPS and TLS may stand on, each 1 to 65535.
   *
   * @default - the implementation's port for HTTPS
   */
  readonly ports?: number[];

  /**
   * Ports that the team's listeners for HTTP, without TLS, may stand on, each 1 to 65535; others than those for TLS.
   *
   * @default - none, and no listeners for HTTP
   */
  readonly clearTextPorts?: number[];

  /**
   * Kinds of routes, of those that hostnames lead to: HTTPRoutes, GRPCRoutes and TLSRoutes.
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
}
