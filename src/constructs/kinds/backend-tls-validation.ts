import type { LocalObjectReference } from './references';

/** What form a name in a certificate has. */
export enum SubjectAltNameType {
  /** A DNS name. */
  HOSTNAME = 'Hostname',
  /** A URI, such as a SPIFFE ID. */
  URI = 'URI',
}

/** A name in the certificate of a backend. Source: Gateway API v1.6.1, SubjectAltName. */
export interface BackendTlsSubjectAltName {
  /** Form of the name: it stands in the field of its type, and in no other. */
  readonly type: SubjectAltNameType;
  /**
   * The name, with `HOSTNAME`; `*.` as first label is a wildcard.
   *
   * @default - none
   */
  readonly hostname?: string;
  /**
   * The name, with `URI`: a scheme, `://` and more, up to 253 characters.
   *
   * @default - none
   */
  readonly uri?: string;
}

/**
 * How the certificate of a backend is validated.
 *
 * Source: Gateway API v1.6.1, BackendTLSPolicyValidation.
 */
export interface BackendTlsValidation {
  /**
   * Server name that the gateway asks for. The certificate is for it too, unless `subjectAltNames` say otherwise.
   * No wildcard, and no IP address.
   */
  readonly hostname: string;
  /**
   * Certificates of the authorities, up to 8: ConfigMaps with the key `ca.crt`, or what the implementation takes.
   * More than one is the implementation's matter.
   *
   * @default - none; then `wellKnownCaCertificates` say whom to trust
   */
  readonly caCertificateRefs?: LocalObjectReference[];
  /**
   * A set of authorities, where `caCertificateRefs` name none: `System`, or a set of the implementation with its domain.
   * The API's field is `wellKnownCACertificates`.
   *
   * @default - none
   */
  readonly wellKnownCaCertificates?: string;
  /**
   * Names of which the certificate has one, up to 5. They stand in place of `hostname`.
   *
   * @default - `hostname`
   */
  readonly subjectAltNames?: BackendTlsSubjectAltName[];
}
