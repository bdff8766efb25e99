import type { ApiObjectMetadata } from 'cdk8s';
import type { TeamGrant } from '../roles/team-grant';

/** What a team says of any of its routes. */
export interface TeamRouteOptions {
  /**
   * Hostnames that the route serves, up to 16, each covered by the grant.
   *
   * @default - all hostnames of the grant
   */
  readonly hostnames?: string[];
  /**
   * The grant that the route uses.
   *
   * @default - the only grant of the scope
   */
  readonly grant?: TeamGrant;
  /**
   * Name, labels and annotations; the namespace is one of the grant's.
   *
   * @default - a name by the chart; in the chart's namespace, or the grant's only one
   */
  readonly metadata?: ApiObjectMetadata;
}
