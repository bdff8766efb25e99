import type { BackendTlsValidation } from './backend-tls-validation';
import type { SecretObjectReference } from './references';

/** What a backend is. */
export enum XBackendType {
  /** A name outside of the cluster. */
  EXTERNAL_HOSTNAME = 'ExternalHostname',
}

/** Protocols towards a backend. */
export enum XBackendProtocol {
  /** TCP streams. */
  TCP = 'TCP',
  /** HTTP of any version. */
  HTTP = 'HTTP',
  /** HTTP/2. */
  HTTP2 = 'HTTP2',
  /** HTTP/1.1. */
  HTTP11 = 'HTTP11',
  /** HTTP/2 in clear text. */
  H2C = 'H2C',
  /** Model Context Protocol. */
  MCP = 'MCP',
}

/** Which side shows a certificate on the way to a backend. */
export enum XBackendTlsMode {
  /** No TLS. */
  NONE = 'None',
  /** The backend. */
  SERVER_ONLY = 'ServerOnly',
  /** The backend and the gateway. */
  CLIENT_AND_SERVER = 'ClientAndServer',
}

/** Where a backend outside of the cluster is. Source: Gateway API v1.6.1, ExternalHostnameBackend. */
export interface XBackendExternalHostname {
  /** Its hostname, up to 253 characters: no wildcard, no IP address, and not below `cluster.local`. */
  readonly hostname: string;
}

/** Port of a backend. Source: Gateway API v1.6.1, BackendPort. */
export interface XBackendPort {
  /** The number, 1 to 65535. */
  readonly port: number;
  /**
   * Name of the port. A rule of Gateway API v1.6.1 refuses every name but the empty one, though DNS labels are meant.
   *
   * @default - none
   */
  readonly name?: string;
}

/** TLS towards a backend. Source: Gateway API v1.6.1, BackendTLS. */
export interface XBackendTls {
  /** Which side shows a certificate. */
  readonly mode: XBackendTlsMode;
  /**
   * Secret with the certificate that the gateway shows: with `CLIENT_AND_SERVER`, and with no other mode.
   *
   * @default - none
   */
  readonly clientCertificateRef?: SecretObjectReference;
  /**
   * How the certificate of the backend is validated.
   *
   * @default - the implementation's
   */
  readonly validation?: BackendTlsValidation;
}

/**
 * A backend that no Service stands for.
 *
 * Source: Gateway API v1.6.1, BackendSpec of the experimental group.
 */
export interface XBackendSpec {
  /** What it is. */
  readonly type: XBackendType;
  /** Its port. */
  readonly port: XBackendPort;
  /**
   * Where it is: required with `EXTERNAL_HOSTNAME`.
   *
   * @default - none
   */
  readonly externalHostname?: XBackendExternalHostname;
  /**
   * Protocol towards it.
   *
   * @default - that of the route or the listener
   */
  readonly protocol?: XBackendProtocol;
  /**
   * TLS towards it.
   *
   * @default - clear text, which is not safe outside of the cluster
   */
  readonly tls?: XBackendTls;
}
