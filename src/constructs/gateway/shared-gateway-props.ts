import type { ApiObjectMetadata } from 'cdk8s';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import type { LocalParametersReference } from '../platform/parameters-reference';
import type { HttpRedirect } from './http-redirect';
import type { Listener } from './listener';

/** Options of a SharedGateway. */
export interface SharedGatewayProps {
  /** The platform's offer that the gateway stands on. */
  readonly infrastructure: IGatewayInfrastructure;

  /** What it listens for. Each listener admits only the namespaces that teams were admitted with. */
  readonly listeners: Listener[];

  /**
   * What happens to clear text beside HTTPS listeners.
   *
   * @default - answered with 301 to https; nothing where a listener for HTTP is declared, or none for HTTPS
   */
  readonly httpRedirect?: HttpRedirect;

  /**
   * Addresses that the gateway is reached at: IP addresses of either family, or hostnames.
   *
   * @default - the implementation assigns one
   */
  readonly addresses?: string[];

  /**
   * Labels of everything that the implementation makes for the gateway.
   *
   * @default - none
   */
  readonly infrastructureLabels?: Record<string, string>;

  /**
   * Annotations of everything that the implementation makes for the gateway, such as those of a cloud's load balancer.
   *
   * @default - none
   */
  readonly infrastructureAnnotations?: Record<string, string>;

  /**
   * The object in the gateway's namespace that holds parameters of this gateway.
   *
   * @default - the class's parameters
   */
  readonly parametersRef?: LocalParametersReference;

  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the construct's id is the name, the chart's namespace the namespace
   */
  readonly metadata?: ApiObjectMetadata;
}

/** A Gateway that runs already, as its listeners are. */
export interface ExistingGatewayProps {
  /** Name of the Gateway. */
  readonly name: string;

  /**
   * Namespace of the Gateway.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /** The platform's offer that the gateway stands on. */
  readonly infrastructure: IGatewayInfrastructure;

  /** The listeners that teams may be admitted to, by the names that they have. */
  readonly listeners: Listener[];
}
