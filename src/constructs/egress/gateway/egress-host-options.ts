import type { Duration } from 'cdk8s';

/** One of several external hosts that answer for a destination, and its part of the traffic. */
export interface EgressVersion {
  /** Hostname of this version. */
  readonly hostname: string;
  /** Its part, in relation to the others: 0 to 1000000. */
  readonly weight: number;
  /**
   * Its port.
   *
   * @default - the destination's
   */
  readonly port?: number;
}

/** What a gateway stops sending while the other end is slow or failing. */
export interface EgressCircuitBreaker {
  /**
   * Connections at once.
   *
   * @default - the proxy's own
   */
  readonly maxConnections?: number;
  /**
   * Requests that wait for a connection.
   *
   * @default - the proxy's own
   */
  readonly maxPendingRequests?: number;
  /**
   * Requests at once.
   *
   * @default - the proxy's own
   */
  readonly maxRequests?: number;
  /**
   * Answers of 5xx in a row after which an address is left alone for a while.
   *
   * @default - addresses are not judged
   */
  readonly consecutiveErrors?: number;
  /**
   * How long it is left alone the first time.
   *
   * @default Duration.seconds(30)
   */
  readonly ejectionTime?: Duration;
}

/** Requests that are sent again. */
export interface EgressRetry {
  /** How often at most, 1 to 10. */
  readonly attempts: number;
  /**
   * Answers that are retried, 400 to 599.
   *
   * @default [502, 503, 504]
   */
  readonly statusCodes?: number[];
  /**
   * Wait before the first one.
   *
   * @default - the proxy's own
   */
  readonly backoff?: Duration;
}

/** Options of a destination whose TLS the gateway passes on. */
export interface EgressTlsOptions {
  /** Why traffic leaves the cluster for there. */
  readonly reason: string;
  /**
   * Port of the host.
   *
   * @default 443
   */
  readonly port?: number;
  /**
   * Hosts that answer for it, with their weights.
   *
   * @default - the host itself
   */
  readonly versions?: EgressVersion[];
  /**
   * When to stop sending.
   *
   * @default - the proxy's own limits
   */
  readonly circuitBreaker?: EgressCircuitBreaker;
}

/** Options of a destination for which the gateway begins TLS. */
export interface EgressHttpsOptions extends EgressTlsOptions {
  /**
   * Secret in the gateway's namespace with the authority that its certificate is checked against (`ca.crt`).
   *
   * @default - the public authorities
   */
  readonly authoritySecret?: string;
  /**
   * Secret in the gateway's namespace with the certificate that the gateway shows (`tls.crt`, `tls.key`), for mutual TLS.
   * With Istio and kgateway it holds the authority as well (`ca.crt`).
   *
   * @default - none is shown
   */
  readonly clientCertificateSecret?: string;
  /**
   * How long a request may take, retries among it.
   *
   * @default - the proxy's own
   */
  readonly requestTimeout?: Duration;
  /**
   * Which requests are sent again.
   *
   * @default - none, or the proxy's own
   */
  readonly retry?: EgressRetry;
}
