import { holdsCertificate } from '../../manifest/certificate-text';
import { isRecord, type Manifest } from '../../manifest/manifest';

/**
 * Why a ConfigMap holds no certificates of an authority; undefined where it does.
 * Source: Gateway API v1.6.1, FrontendTLSValidation and BackendTLSPolicyValidation.
 */
export function authorityFault({ data, binaryData }: Manifest): string | undefined {
  if (isRecord(binaryData) && typeof binaryData['ca.crt'] === 'string') return undefined;
  const text = isRecord(data) ? data['ca.crt'] : undefined;
  if (typeof text !== 'string') return 'has no key ca.crt';
  return holdsCertificate(text) ? undefined : 'holds no certificate in PEM form under ca.crt';
}
