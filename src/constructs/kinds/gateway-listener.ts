import type { LabelSelector } from './label-selector';
import type { SecretObjectReference } from './references';

/** Whose routes a listener admits. */
export enum RouteNamespacesFrom {
  /** Routes of every namespace. */
  ALL = 'All',
  /** Routes of namespaces that a label selector chooses. */
  SELECTOR = 'Selector',
  /** Routes of the Gateway's own namespace. */
  SAME = 'Same',
}

/** What happens to TLS at a listener. */
export enum TlsMode {
  /** It ends here, with a certificate of the listener. */
  TERMINATE = 'Terminate',
  /** It ends at the backend; only the server name is read here. */
  PASSTHROUGH = 'Passthrough',
}

/**
 * TLS of a listener.
 *
 * Source: Gateway API v1.6.1, ListenerTLSConfig.
 */
export interface ListenerTls {
  /**
   * Whether TLS ends here. An HTTPS listener always ends it.
   *
   * @default - the API server's: `TERMINATE`
   */
  readonly mode?: TlsMode;
  /**
   * Certificates with their keys, up to 64. More than one is the implementation's matter.
   *
   * @default - none; then `options` say where the certificate comes from
   */
  readonly certificateRefs?: SecretObjectReference[];
  /**
   * Settings of the implementation, up to 16: keys as annotations have them, values up to 4096 characters.
   *
   * @default - none
   */
  readonly options?: Record<string, string>;
}

/** Namespaces whose routes a listener admits. Source: Gateway API v1.6.1, RouteNamespaces. */
export interface RouteNamespaces {
  /**
   * Whose routes. The API's field is `from`.
   *
   * @default - the API server's: `SAME`
   */
  readonly fromNamespaces?: RouteNamespacesFrom;
  /**
   * Labels of the namespaces, with `SELECTOR`. The label `kubernetes.io/metadata.name` is the one that no tenant can set.
   *
   * @default - none
   */
  readonly selector?: LabelSelector;
}

/** A kind of route. Source: Gateway API v1.6.1, RouteGroupKind. */
export interface RouteGroupKind {
  /** Kind of the route, such as `HTTPRoute`. */
  readonly kind: string;
  /**
   * API group of the route.
   *
   * @default - the API server's: `gateway.networking.k8s.io`
   */
  readonly group?: string;
}

/** Which routes a listener admits. Source: Gateway API v1.6.1, AllowedRoutes. */
export interface AllowedRoutes {
  /**
   * Namespaces of the routes.
   *
   * @default - the API server's: the Gateway's own namespace
   */
  readonly namespaces?: RouteNamespaces;
  /**
   * Kinds of the routes, up to 8.
   *
   * @default - every kind that the protocol can carry
   */
  readonly kinds?: RouteGroupKind[];
}

/**
 * A port that a Gateway listens on, and the hostname it serves there.
 *
 * Source: Gateway API v1.6.1, Listener.
 */
export interface GatewayListener {
  /** Name of the listener, unique in the Gateway, up to 253 characters: what routes write as `sectionName`. */
  readonly name: string;
  /** Port, 1 to 65535. Port, protocol and hostname together are unique in the Gateway. */
  readonly port: number;
  /** One of `ListenerProtocol`, or a protocol of the implementation with its domain, such as `example.com/Bar`. */
  readonly protocol: string;
  /**
   * Hostname that it serves; `*.` as first label stands for one or more labels. Not with TCP and UDP.
   *
   * @default - every hostname
   */
  readonly hostname?: string;
  /**
   * TLS: with protocol HTTPS or TLS.
   *
   * @default - none
   */
  readonly tls?: ListenerTls;
  /**
   * Which routes may attach.
   *
   * @default - the API server's: routes of the Gateway's own namespace
   */
  readonly allowedRoutes?: AllowedRoutes;
}
