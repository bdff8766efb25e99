import type { Destination } from '../egress/destination';
import type { Isolation } from '../roles/isolation';
import type { RouteKind } from './route-kind';

/** What a team is granted on one gateway. */
export interface GrantOptions {
  /** Namespaces of the team; its routes and backends stand there. A namespace belongs to one team. */
  readonly namespaces: string[];

  /**
   * Hostnames that the team's routes may claim, each covered by a listener of the gateway.
   *
   * @default - none: TCPRoutes and UDPRoutes have none; with other kinds of routes it is needed
   */
  readonly hostnames?: string[];

  /**
   * Path prefixes that the team's HTTPRoutes stay under, for each of the hostnames; GRPCRoutes stay there by service and method
   * (`/shop.v1.Products`, `/shop.v1.Products/List`). Admit again for other prefixes on others.
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
   * Services of other namespaces, as `namespace/name`, whose requests the team may route for its own callers inside a mesh:
   * routes of the granted namespaces may name them as their parent (`MeshRoute`). The team's own Services need no mention.
   *
   * @default - none
   */
  readonly meshServices?: string[];

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
   * Names of explicit listeners that the team may use. A listener for TCP or UDP is always named, and belongs to one team.
   *
   * @default - for each hostname and kind of route the closest listener that covers it: for HTTPS, for HTTP where there is none,
   * for TLSRoutes the one for TLS
   */
  readonly listenerNames?: string[];
}
