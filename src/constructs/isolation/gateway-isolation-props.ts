import type { ApiObjectMetadata } from 'cdk8s';
import type { Destination } from '../egress/destination';
import type { ISharedGateway } from '../gateway/shared-gateway-handle';

/** Pods that read metrics. */
export interface MetricsReader {
  /** Their namespace. */
  readonly namespace: string;
  /**
   * Their labels.
   *
   * @default - all pods of the namespace
   */
  readonly podLabels?: Record<string, string>;
}

/** Options of a GatewayIsolation. */
export interface GatewayIsolationProps {
  /** The gateway whose proxies are restricted. */
  readonly gateway: ISharedGateway;
  /** Where the proxies may send requests: pods, namespaces, addresses. Each namespace that the gateway admits needs one. */
  readonly backends: Destination[];
  /**
   * Ports of the gateway's listeners.
   *
   * @default - those of the listeners that stand, and the implementation's port for HTTPS
   */
  readonly listenerPorts?: number[];
  /**
   * Ports of the proxy pods, where the installation maps listeners to others than its defaults do.
   *
   * @default - by the implementation's own rule
   */
  readonly podPorts?: number[];
  /**
   * Address blocks that clients come from, of either family, as the proxies' pods see them: where the Service of the proxies has
   * `externalTrafficPolicy: Cluster`, or a load balancer stands before them that uses its own, they see no client's address.
   *
   * @default - clients may come from everywhere
   */
  readonly clientCidrs?: string[];
  /**
   * What configures the proxies.
   *
   * @default - the implementation's controller where it is usually installed; asked for where proxies read the Kubernetes API
   */
  readonly controlPlane?: Destination[];
  /**
   * Who reads the proxies' metrics.
   *
   * @default - nobody
   */
  readonly metricsReaders?: MetricsReader[];
  /**
   * Labels and annotations of every policy; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}
