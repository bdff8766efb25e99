import type { ApiObjectMetadata } from 'cdk8s';
import type { GatewayAddress } from '../kinds/gateway-spec';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import type { LocalParametersReference } from '../platform/parameters-reference';
import type { CertificateSecret } from './certificate-references';
import type { ClientCertificates } from './client-certificates';
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
   * Whether clients of HTTPS listeners have to show a certificate.
   *
   * @default - they need none
   */
  readonly clientCertificates?: ClientCertificates;

  /**
   * The certificate that the gateway shows to backends. It does so to those with a BackendTLSPolicy, over TLS.
   *
   * @default - it shows none
   */
  readonly backendCertificate?: CertificateSecret;

  /**
   * Addresses that the gateway is reached at: IP addresses of either family, or hostnames. Up to 16 with `typedAddresses`.
   *
   * @default - the implementation assigns one
   */
  readonly addresses?: string[];

  /**
   * Addresses that the implementation has a say in: of a type of its own, such as `example.com/pool`, or without value, for
   * one of a type that it assigns.
   *
   * @default - none
   */
  readonly typedAddresses?: GatewayAddress[];

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
