import { isRecord, type Manifest } from '../../../manifest/manifest';
import { objectText } from '../../../manifest/object-text';
import type { Entry, RuleContext } from '../../rule';
import { requestsBySecret, secretKey } from '../certificates';
import { grantVerdict } from '../grants';
import type { Reference } from '../references';
import { secretFault } from '../secret-fault';
import type { RefProblem } from './condition';

/** Why a reference across namespaces is not permitted; undefined where it is. */
export function grantProblem({ manifest }: Entry, ref: Reference, { index, closedWorld }: RuleContext): RefProblem | undefined {
  const { verdict } = grantVerdict(manifest, ref, index);
  if (verdict === 'local' || verdict === 'permitted') return undefined;
  return verdict === 'unknown' && !closedWorld
    ? { missing: `a ReferenceGrant in namespace ${ref.namespace}` }
    : { reason: 'RefNotPermitted' };
}

/** What is wrong with an object that is not in the set. */
export function absent({ kind, namespace, name }: Reference, reason: string, { closedWorld }: RuleContext): RefProblem {
  return closedWorld ? { reason } : { missing: objectText({ kind, namespace, name }) };
}

/**
 * What is wrong with the Secret of a certificate: a status tells nothing else of one that may not be referred to.
 * Source: Gateway API v1.6.1, ListenerReasonInvalidCertificateRef and GatewayReasonInvalidClientCertificateRef.
 */
export function certificateProblem(owner: Entry, ref: Reference, reason: string, context: RuleContext): RefProblem | undefined {
  const refused = grantProblem(owner, ref, context);
  if (refused) return refused;
  if (ref.group !== '') return absent(ref, reason, context);
  if (ref.kind !== 'Secret') return { reason };
  const [secret] = context.index.find('', 'Secret', ref.namespace, ref.name);
  if (secret) return secretFault(secret.manifest) ? { reason } : undefined;
  const isRequested = requestsBySecret(context.index).has(secretKey(ref.namespace, ref.name));
  return isRequested ? undefined : absent(ref, reason, context);
}

/** What is wrong with the certificates of an authority. Source: Gateway API v1.6.1, FrontendTLSValidation. */
export function authorityProblem(gateway: Entry, ref: Reference, context: RuleContext): RefProblem | undefined {
  const refused = grantProblem(gateway, ref, context);
  if (refused) return refused;
  const reason = 'InvalidCACertificateRef';
  if (ref.group !== '') return absent(ref, 'InvalidCACertificateKind', context);
  // A Secret is supported by some implementations alone.
  if (ref.kind === 'Secret') return { missing: 'whether the implementation takes a Secret as authority' };
  if (ref.kind !== 'ConfigMap') return { reason: 'InvalidCACertificateKind' };
  const [configMap] = context.index.find('', 'ConfigMap', ref.namespace, ref.name);
  if (!configMap) return absent(ref, reason, context);
  return hasKey(configMap.manifest, 'ca.crt') ? undefined : { reason };
}

function hasKey({ data, stringData, binaryData }: Manifest, key: string): boolean {
  return [data, stringData, binaryData].some((map) => isRecord(map) && typeof map[key] === 'string' && map[key] !== '');
}
