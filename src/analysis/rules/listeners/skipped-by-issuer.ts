import { Category, Severity } from '../../../manifest/finding';
import { isAnnotatedForIssuer, keyOf, listenerCertificateRefs, requestsBySecret } from '../../cluster/certificates';
import { type ClusterIndex, namespaceOf } from '../../cluster/cluster-index';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import { secretsMade } from '../../cluster/secrets-made';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from './listener-owners';

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
    const asked = new Set(listeners.filter(({ hostname }) => hostname !== undefined).flatMap(secretsOf));
    return listeners.filter(({ hostname }) => hostname === undefined).flatMap((listener) => {
      const secret = secretsOf(listener).find((one) => !asked.has(one) && !isThere(one, index));
      return secret === undefined ? [] : [resultOf(listener, secret)];
    });
  },
};

/** The Secrets of a listener in its own namespace: cert-manager writes no others. */
function secretsOf(listener: OwnListener): string[] {
  const home = namespaceOf(listener.owner.manifest);
  return listenerCertificateRefs(listener)
    .filter(({ group, kind, namespace }) => group === '' && kind === 'Secret' && namespace === home)
    .map(({ namespace, name }) => keyOf(namespace, name));
}

function isThere(secret: string, index: ClusterIndex): boolean {
  const [namespace, name] = secret.split('/');
  return requestsBySecret(index).has(secret) || secretsMade(index).has(secret)
    || index.find('', 'Secret', namespace === '' ? undefined : namespace, name).length > 0;
}

function resultOf({ name, path, owner: { manifest: { kind } } }: OwnListener, secret: string): RuleResult {
  return {
    message: `listener "${name}" has no hostname, so cert-manager, which the annotation of the ${kind} asks for certificates, skips it; `
      + `nothing here makes Secret ${secret}, and without it the listener is not programmed`,
    fix: 'write the hostname of the listener, or a Certificate with the dnsNames and this secretName', path: `${path}.hostname`, missing: true,
  };
}
