import type { ClusterData, GrantData } from '../../manifest/grant-data';

/** What constructs know of a team's namespaces. */
export interface TeamNamespacesData {
  readonly team: string;
  readonly namespaces: readonly string[];
  readonly cluster: ClusterData;
  /** The grant that they come from, as it is now; none where the operator names them. */
  readonly granted?: GrantData;
}
