import { holdsCertificate, holdsPrivateKey } from '../../manifest/certificate-text';
import type { Manifest } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import { secretText } from './secret-text';

/** Why a Secret holds no certificate that a gateway can show, and what to write. */
interface SecretFault {
  readonly why: string;
  readonly fix: string;
  /** A key is there, and nothing in it. */
  readonly isEmpty: boolean;
}

const TYPE = 'kubernetes.io/tls';

/**
 * What is wrong with the Secret of a certificate; undefined where nothing is, or where it cannot be decoded.
 * Source: Gateway API v1.6.1, ListenerTLSConfig.certificateRefs.
 */
export function secretFault(secret: Manifest): SecretFault | undefined {
  const { type = 'Opaque' } = secret;
  if (type !== TYPE) {
    return { why: `is of type ${show(type)}, and gateways read type "${TYPE}"`, fix: `write type: ${TYPE}`, isEmpty: false };
  }
  return keyFault(secret, 'tls.crt', 'certificate', holdsCertificate)
    ?? keyFault(secret, 'tls.key', 'private key', holdsPrivateKey);
}

function keyFault(secret: Manifest, key: string, what: string, holds: (text: string) => boolean): SecretFault | undefined {
  const text = secretText(secret, key);
  const fix = `write the ${what} in PEM form under ${key}`;
  if (text === undefined) return { why: `has no key ${key}`, fix, isEmpty: false };
  if (text === null || holds(text)) return undefined;
  return { why: `holds no ${what} in PEM form under ${key}`, fix, isEmpty: text.trim() === '' };
}
