import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { isAnnotatedForIssuer, listenerCertificateRefs } from '../../cluster/certificates';
import { namespaceOf } from '../../cluster/cluster-index';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import { isSecret, type Reference } from '../../cluster/references';
import { isSecretHere } from '../../cluster/secrets-made';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** cert-manager asks for certificates of annotated Gateways, by the hostnames of their listeners. */
export const skippedByIssuer: Rule = {
  code: 'GW144',
  title: 'A listener that cert-manager makes no certificate for',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'cert-manager 1.21, annotated Gateways: listeners without a hostname are skipped',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    if (!isAnnotatedForIssuer(entry.manifest)) return [];
    const listeners = ownListeners(entry).filter(({ tlsMode }) => tlsMode === 'Terminate');
    const asked = new Set(listeners.filter(({ hostname }) => hostname !== undefined).flatMap(ownSecrets).map(({ name }) => name));
    return listeners.filter(({ hostname }) => hostname === undefined).flatMap((listener) => {
      const secret = ownSecrets(listener).find((one) => !asked.has(one.name) && !isSecretHere(one, index));
      return secret === undefined ? [] : [resultOf(listener, secret)];
    });
  },
};

/** The Secrets of a listener in its own namespace: cert-manager writes no others. */
function ownSecrets(listener: OwnListener): Reference[] {
  const home = namespaceOf(listener.owner.manifest);
  return listenerCertificateRefs(listener).filter((ref) => isSecret(ref) && ref.namespace === home);
}

function resultOf({ name, path, owner: { manifest: { kind } } }: OwnListener, secret: Reference): RuleResult {
  return {
    message: `listener "${name}" has no hostname, so cert-manager, which the annotation of the ${kind} asks for certificates, skips it; `
      + `nothing here makes ${objectText(secret)}, and without it the listener is not programmed`,
    fix: 'write the hostname of the listener, or a Certificate with the dnsNames and this secretName', path: `${path}.hostname`, missing: true,
  };
}
