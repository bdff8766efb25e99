/** Where a certificate comes from. */
export interface CertificateData {
  readonly form: 'issuer' | 'secret' | 'implementation';
  /** Of form `issuer`. */
  readonly issuerKind?: 'Issuer' | 'ClusterIssuer';
  /** Issuer or Secret. */
  readonly name?: string;
  readonly namespace?: string;
  readonly dnsNames?: string[];
  readonly options?: Record<string, string>;
}
