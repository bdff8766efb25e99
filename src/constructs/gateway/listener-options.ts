import type { TlsCertificate } from './tls-certificate';

/** Options of Listener.http. */
export interface HttpListenerOptions {
  /**
   * Listener name, what routes write as sectionName.
   *
   * @default - `http`, with a hostname `http-` and the hostname with dashes for dots
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTP: 80, Traefik's entry point 8000
   */
  readonly port?: number;

  /**
   * The one hostname, or wildcard, that it serves.
   *
   * @default - every hostname
   */
  readonly hostname?: string;
}

/** Options of Listener.https. */
export interface HttpsListenerOptions {
  /** The certificate that it shows. */
  readonly certificate: TlsCertificate;

  /**
   * Listener name, what routes write as sectionName.
   *
   * @default - `https-` and the hostname with dashes for dots
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTPS: 443, Traefik's entry point 8443
   */
  readonly port?: number;
}

/** Options of Listener.httpsPerHostname. */
export interface HttpsPerHostnameOptions {
  /** Where the certificates come from: from an issuer one for each hostname. */
  readonly certificate: TlsCertificate;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTPS: 443, Traefik's entry point 8443
   */
  readonly port?: number;
}

/** Options of Listener.tls. */
export interface TlsListenerOptions {
  /** The certificate that it shows. */
  readonly certificate: TlsCertificate;

  /**
   * Listener name, what routes write as sectionName.
   *
   * @default - `tls-` and the hostname with dashes for dots
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTPS: 443, Traefik's entry point 8443
   */
  readonly port?: number;
}

/** Options of Listener.tlsPassthrough. */
export interface TlsPassthroughListenerOptions {
  /**
   * Listener name, what routes write as sectionName.
   *
   * @default - `tls-` and the hostname with dashes for dots
   */
  readonly name?: string;

  /**
   * Port.
   *
   * @default - the implementation's port for HTTPS: 443, Traefik's entry point 8443
   */
  readonly port?: number;
}

/** Options of Listener.tcp and Listener.udp. */
export interface PortListenerOptions {
  /**
   * Listener name, what routes write as sectionName.
   *
   * @default - the protocol and the port, such as `tcp-5432`
   */
  readonly name?: string;
}
