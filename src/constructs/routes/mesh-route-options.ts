import type { ApiObjectMetadata } from 'cdk8s';
import type { Backend } from './backend';

/** What a team says of a route of a mesh. */
export interface MeshRouteOptions {
  /**
   * The Service that is called, and the port of it, without weight, filters and pods. In the route's own namespace it makes a
   * producer route, which holds for every caller; in another one a consumer route, which holds for callers in the route's
   * namespace only, in place of its producer's. A namespace of others has to be granted (`GrantOptions.meshServices`).
   */
  readonly service: Backend;
  /**
   * Name, labels and annotations; the namespace is one that was granted for the kind of route.
   *
   * @default - a name by the chart; in the chart's namespace, or the only granted one
   */
  readonly metadata?: ApiObjectMetadata;
}
