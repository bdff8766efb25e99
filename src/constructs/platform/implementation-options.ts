import type { GatewayProxies } from './gateway-proxies';

/** What can differ between installations of every implementation. */
export interface ImplementationOptions {
  /**
   * Controller name, where the installation was given another one.
   *
   * @default - the implementation's own
   */
  readonly controllerName?: string;

  /**
   * Port of listeners behind which clients see port 80.
   *
   * @default - the implementation's: 80, Traefik's entry point 8000
   */
  readonly httpPort?: number;

  /**
   * Port of listeners behind which clients see port 443.
   *
   * @default - the implementation's: 443, Traefik's entry point 8443
   */
  readonly httpsPort?: number;

  /**
   * Where the proxies run.
   *
   * @default - where the implementation's own installation puts them
   */
  readonly proxies?: GatewayProxies;
}

/** Where Envoy Gateway runs its proxies. */
export enum EnvoyGatewayDeployment {
  /** In the namespace of Envoy Gateway itself, one set for each Gateway. */
  CONTROLLER_NAMESPACE = 'controller-namespace',
  /** In the namespace of each Gateway. */
  GATEWAY_NAMESPACE = 'gateway-namespace',
  /** In the namespace of Envoy Gateway itself, one set for all Gateways of a class (`mergeGateways`). */
  MERGED_GATEWAYS = 'merged-gateways',
}

/** Options of Implementation.envoyGateway. */
export interface EnvoyGatewayOptions extends ImplementationOptions {
  /**
   * Where the proxies run.
   *
   * @default EnvoyGatewayDeployment.CONTROLLER_NAMESPACE
   */
  readonly deployment?: EnvoyGatewayDeployment;

  /**
   * Namespace that Envoy Gateway was installed in; refused with GATEWAY_NAMESPACE, where no proxy runs there.
   *
   * @default 'envoy-gateway-system'
   */
  readonly namespace?: string;
}

/** Options of an implementation whose proxies are one Helm release. */
export interface ReleaseOptions extends ImplementationOptions {
  /**
   * Namespace of the release.
   *
   * @default - the one that its documentation installs it in
   */
  readonly namespace?: string;

  /**
   * Name of the release.
   *
   * @default - the one that its documentation installs it with
   */
  readonly release?: string;
}

/** Which of Kong's controllers runs the gateway. */
export enum KongDeployment {
  /** Kong Operator, which runs proxies for each Gateway. */
  OPERATOR = 'operator',
  /** Kong Ingress Controller, which configures the proxies of its own release. */
  INGRESS_CONTROLLER = 'ingress-controller',
}

/** Options of Implementation.kong. */
export interface KongOptions extends ReleaseOptions {
  /**
   * Which controller runs the gateway. Namespace and release are the ingress controller's, and refused
   * with the operator.
   *
   * @default KongDeployment.OPERATOR
   */
  readonly deployment?: KongDeployment;
}

/** Which HAProxy controller runs the gateway. */
export enum HaproxyDeployment {
  /** HAProxy Ingress (haproxy-ingress.github.io). */
  HAPROXY_INGRESS = 'haproxy-ingress',
  /** HAProxy Unified Gateway (haproxy.org). */
  UNIFIED_GATEWAY = 'unified-gateway',
}

/** Options of Implementation.haproxy. */
export interface HaproxyOptions extends ImplementationOptions {
  /**
   * Which controller runs the gateway.
   *
   * @default HaproxyDeployment.HAPROXY_INGRESS
   */
  readonly deployment?: HaproxyDeployment;

  /**
   * Namespace that it was installed in.
   *
   * @default - `ingress-controller`, for the unified gateway `haproxy-unified-gateway`
   */
  readonly namespace?: string;
}

/** Options of Implementation.gke. */
export interface GkeGatewayOptions extends ImplementationOptions {
  /**
   * Proxy-only subnets, as CIDRs: where regional and internal load balancers send from.
   *
   * @default - a global load balancer, which sends from Google's published ranges alone
   */
  readonly proxyOnlySubnets?: string[];
}

/** A kind of object that an implementation reads parameters from. */
export interface ParametersObjectKind {
  /** API group of the kind; '' for the core group. */
  readonly group: string;
  /** The kind, such as `EnvoyProxy`. */
  readonly kind: string;
}

/** Options of Implementation.custom. */
export interface CustomImplementationOptions {
  /** Name for messages and contracts. */
  readonly name: string;

  /** Controller name, `domain/path`. */
  readonly controllerName: string;

  /**
   * Name of the class that its installation brings.
   *
   * @default - none
   */
  readonly className?: string;

  /**
   * Port of listeners behind which clients see port 80.
   *
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * Port of listeners behind which clients see port 443.
   *
   * @default 443
   */
  readonly httpsPort?: number;

  /**
   * Where the proxies run.
   *
   * @default - not known: where a team's ingress is isolated, synth asks for it
   */
  readonly proxies?: GatewayProxies;

  /**
   * What `parametersRef` of a GatewayClass may name.
   *
   * @default - nothing is read
   */
  readonly classParameters?: ParametersObjectKind;

  /**
   * What `infrastructure.parametersRef` of a Gateway may name.
   *
   * @default - nothing is read
   */
  readonly gatewayParameters?: ParametersObjectKind;

  /**
   * Whether the listeners' certificateRefs are read.
   *
   * @default true
   */
  readonly readsCertificateRefs?: boolean;

  /**
   * Whether a request is served only by the most specific listener of a port (feature GatewayHTTPListenerIsolation).
   *
   * @default false
   */
  readonly isolatesListeners?: boolean;

  /**
   * Whether a request on a reused connection for another listener's hostname gets 421
   * (feature GatewayHTTPSListenerDetectMisdirectedRequests).
   *
   * @default false
   */
  readonly detectsMisdirectedRequests?: boolean;

  /**
   * Gateway API features that it does not support, by their names in conformance reports; another name is refused.
   *
   * @default - none is known to be missing
   */
  readonly unsupportedFeatures?: string[];
}
