import type { ClusterProfile } from './cluster-profile';
import type { Implementation } from './implementation';

/** What a gateway needs of the platform: a class, who serves it, and the cluster that it stands in. */
export interface IGatewayInfrastructure {
  /** Name of the GatewayClass. */
  readonly className: string;
  /** What serves gateways of the class. */
  readonly implementation: Implementation;
  /** The cluster that it stands in. */
  readonly cluster: ClusterProfile;
}

/** A GatewayClass that was made elsewhere. */
export interface ExistingInfrastructureProps {
  /**
   * Name of the GatewayClass.
   *
   * @default - the class that the implementation's own installation brings
   */
  readonly className?: string;

  /** What serves gateways of the class. */
  readonly implementation: Implementation;

  /**
   * The cluster that it stands in.
   *
   * @default - a generic cluster; what depends on the platform asks for it
   */
  readonly cluster?: ClusterProfile;
}
