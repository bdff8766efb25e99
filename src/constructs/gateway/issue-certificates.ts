import type { Construct } from 'constructs';
import { CERT_MANAGER, knownKind } from '../../manifest/kinds';
import { PlainObject } from '../base/plain-object';
import type { PlannedListener } from './planned-listener';

/** Asks cert-manager for the Secrets that listeners name, beside the object that holds them. */
export function issueCertificates(holder: Construct, namespace: string, listeners: readonly PlannedListener[]): void {
  for (const { name, certificate } of listeners) {
    if (!certificate?.issuer) continue;
    const { secret, issuer, dnsNames } = certificate;
    new PlainObject(holder, `certificate-${name}`, knownKind(CERT_MANAGER, 'Certificate'), { namespace }, {
      spec: { secretName: secret!.name, dnsNames, issuerRef: { group: CERT_MANAGER, kind: issuer.kind, name: issuer.name } },
    });
  }
}
