import type { ApiObjectMetadata } from 'cdk8s';
import type { TeamNamespaces } from '../../isolation/team-namespaces';
import type { IGatewayInfrastructure } from '../../platform/infrastructure-handle';
import type { Destination } from '../destination';
import type { EgressHost } from './egress-host';

/** Options of an EgressGateway. */
export interface EgressGatewayProps {
  /** The platform's offer: Istio, Envoy Gateway or kgateway. */
  readonly infrastructure: IGatewayInfrastructure;
  /** Namespaces whose pods use the gateway, all of one team. */
  readonly clients: TeamNamespaces[];
  /** Where the gateway leads, each host once. */
  readonly destinations: EgressHost[];
  /**
   * Whether hosts are XBackends, Gateway API's own kind for them: Istio reads it, in the experimental channel from 1.6.
   *
   * @default false
   */
  readonly xBackends?: boolean;
  /**
   * What configures the proxies.
   *
   * @default - the implementation's controller where it is usually installed
   */
  readonly controlPlane?: Destination[];
  /**
   * Name, namespace, labels and annotations of the Gateway.
   *
   * @default - the id as name, in the chart's namespace
   */
  readonly metadata?: ApiObjectMetadata;
}
