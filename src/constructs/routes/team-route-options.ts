import type { ApiObjectMetadata } from 'cdk8s';
import type { TeamListenerSet } from '../gateway/team-listener-set';
import type { TeamGrant } from '../roles/team-grant';

/** What a team says of any of its routes. */
export interface TeamRouteBase {
  /**
   * The grant that the route uses.
   *
   * @default - that of the ListenerSet; without one, of the scope's grants for the gateway's own listeners the only one, or the
   * only one for the kind of route
   */
  readonly grant?: TeamGrant;
  /**
   * Name, labels and annotations; the namespace is one of the grant's.
   *
   * @default - a name by the chart; in the chart's namespace, or the grant's only one
   */
  readonly metadata?: ApiObjectMetadata;
}

/** What a team says of a route that hostnames lead to. */
export interface TeamRouteOptions extends TeamRouteBase {
  /**
   * Hostnames that the route serves, each covered by the grant; of a TLSRoute up to 1024.
   *
   * @default - all hostnames of the grant, or of the ListenerSet's listeners for the route's kind
   */
  readonly hostnames?: string[];
  /**
   * Listeners of the team's own that serve the route: for each hostname the closest one of a port, for HTTPS where there is one.
   *
   * @default - the listeners of the gateway that the grant names
   */
  readonly listenerSet?: TeamListenerSet;
}

/** What a team says of a route that takes all that arrives at a listener. */
export interface TeamPortRouteOptions extends TeamRouteBase {
  /**
   * Names of the listeners that the route takes, of those that were granted for its protocol. One listener serves one route.
   *
   * @default - all listeners of the grant for the route's protocol
   */
  readonly listenerNames?: string[];
}
