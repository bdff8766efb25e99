import type { ApiObjectMetadata } from 'cdk8s';
import type { TeamGrant } from '../roles/team-grant';

/** What a team says of any of its routes. */
export interface TeamRouteBase {
  /**
   * The grant that the route uses.
   *
   * @default - the only grant of the scope, or its only one for the kind of route
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
   * @default - all hostnames of the grant
   */
  readonly hostnames?: string[];
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
