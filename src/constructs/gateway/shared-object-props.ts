import type { ApiObjectMetadata } from 'cdk8s';
import type { ClusterProfile } from '../platform/cluster-profile';

/** Options of a SharedSecret or SharedConfigMap: the one object that is shared. */
export interface SharedObjectProps {
  /** Name of the Secret or ConfigMap. */
  readonly name: string;
  /**
   * Its namespace.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;
  /**
   * Labels and annotations of every ReferenceGrant; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/** What a grant to a namespace depends on, where no gateway of the program says it. */
export interface NamespaceGrantOptions {
  /**
   * The cluster that it stands in: with a Gateway API before 1.5 it serves an older version of ReferenceGrant.
   *
   * @default - the cluster of the scope's gateways; without one, a cluster with Gateway API 1.5 or later
   */
  readonly cluster?: ClusterProfile;
}
