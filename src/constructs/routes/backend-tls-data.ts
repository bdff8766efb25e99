import type { LocalObjectReference } from '../kinds/references';

/** Whom to trust, in the fields of BackendTLSPolicyValidation. */
export interface AuthorityData {
  readonly wellKnownCACertificates?: 'System';
  readonly caCertificateRefs?: LocalObjectReference[];
}

/** A name in a certificate, in the fields of SubjectAltName. */
export interface SubjectAltNameData {
  readonly type: 'Hostname' | 'URI';
  readonly hostname?: string;
  readonly uri?: string;
}
