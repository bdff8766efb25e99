import type { ObjectReference, SecretObjectReference } from './references';

/** What becomes of a client without a valid certificate. */
export enum FrontendValidationMode {
  /** The connection is refused. */
  ALLOW_VALID_ONLY = 'AllowValidOnly',
  /** The connection goes on, and the backend has to judge it. */
  ALLOW_INSECURE_FALLBACK = 'AllowInsecureFallback',
}

/**
 * How certificates of clients are validated.
 *
 * Source: Gateway API v1.6.1, FrontendTLSValidation.
 */
export interface FrontendTlsValidation {
  /** Certificates of the authorities, 1 to 16: ConfigMaps with the key `ca.crt`, or what the implementation takes. */
  readonly caCertificateRefs: ObjectReference[];
  /**
   * What becomes of a client without a valid certificate.
   *
   * @default - the API server's: `ALLOW_VALID_ONLY`
   */
  readonly mode?: FrontendValidationMode;
}

/** TLS towards clients. Source: Gateway API v1.6.1, TLSConfig. */
export interface FrontendTlsConfig {
  /**
   * How certificates of clients are validated.
   *
   * @default - clients need none
   */
  readonly validation?: FrontendTlsValidation;
}

/** TLS towards clients on one port. Source: Gateway API v1.6.1, TLSPortConfig. */
export interface FrontendTlsPort {
  /** Port of the HTTPS listeners, 1 to 65535, once in the Gateway. */
  readonly port: number;
  /** TLS on that port, in place of the defaults. */
  readonly tls: FrontendTlsConfig;
}

/**
 * TLS towards clients of HTTPS listeners.
 *
 * Source: Gateway API v1.6.1, FrontendTLSConfig.
 */
export interface GatewayFrontendTls {
  /** For every port that `perPort` does not name. The API's field is `default`. */
  readonly defaults: FrontendTlsConfig;
  /**
   * For single ports, up to 64.
   *
   * @default - none
   */
  readonly perPort?: FrontendTlsPort[];
}

/** TLS towards backends. Source: Gateway API v1.6.1, GatewayBackendTLS. */
export interface GatewayBackendTls {
  /**
   * The certificate that the Gateway shows to backends that have a BackendTLSPolicy.
   *
   * @default - none
   */
  readonly clientCertificateRef?: SecretObjectReference;
}

/** TLS of a whole Gateway. Source: Gateway API v1.6.1, GatewayTLSConfig. */
export interface GatewayTls {
  /**
   * Towards backends.
   *
   * @default - without a client certificate
   */
  readonly backend?: GatewayBackendTls;
  /**
   * Towards clients.
   *
   * @default - clients need no certificate
   */
  readonly frontend?: GatewayFrontendTls;
}
