import { Category, Severity } from '../../../manifest/finding';
import { CERT_MANAGER } from '../../../manifest/kinds';
import { meantInstead } from '../../cluster/absent';
import { isAnnotatedForIssuer, readCertificateRefs, requestsBySecret, secretKey } from '../../cluster/certificates';
import { namespaceOf } from '../../cluster/cluster-index';
import { mayRefer } from '../../cluster/grants';
import { isSecret, type Reference } from '../../cluster/references';
import { secretFault } from '../../cluster/secret-fault';
import { secretsMade } from '../../cluster/secrets-made';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** What a listener shows is a Secret for TLS, with a certificate and its key in PEM form. */
export const certificateSecretData: Rule = {
  code: 'GW127',
  title: 'A Secret that holds no certificate for the listener that names it',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ListenerTLSConfig.certificateRefs and ListenerReasonInvalidCertificateRef',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return readCertificateRefs(entry).filter(isSecret)
      // What may not be referred to is said by the rule on grants, and comes first in the status too.
      .filter((ref) => mayRefer(entry, ref, context))
      .flatMap((ref) => judge(entry, ref, context));
  },
};

function judge(entry: Entry, ref: Reference, { index, closedWorld }: RuleContext): RuleResult[] {
  // cert-manager fills in what stands there in its place.
  if (requestsBySecret(index).has(secretKey(ref.namespace, ref.name))) return [];
  const [secret] = index.find('', 'Secret', ref.namespace, ref.name);
  if (!secret) return closedWorld ? absent(entry, ref, index) : [];
  const fault = secretFault(secret.manifest);
  // What is empty is a place for something that is filled in later.
  if (!fault || fault.isEmpty) return [];
  return [{ message: `Secret ${secretKey(ref.namespace, ref.name)} ${fault.why}, so ${effectOf(ref)}`, fix: fault.fix, path: ref.path }];
}

function effectOf({ path }: Reference): string {
  if (!path.startsWith('spec.listeners')) return 'backends are shown no certificate';
  return 'the listener has no certificate to show, and is not programmed';
}

/** In a closed world a Secret that nothing here makes does not exist. */
function absent(entry: Entry, ref: Reference, index: RuleContext['index']): RuleResult[] {
  const { manifest } = entry;
  const isMade = secretsMade(index).has(secretKey(ref.namespace, ref.name))
    || (isAnnotatedForIssuer(manifest) && ref.namespace === namespaceOf(manifest) && ref.path.startsWith('spec.listeners'));
  // The name of a Certificate in place of its Secret's is said by the rule on that.
  if (isMade || index.find(CERT_MANAGER, 'Certificate', ref.namespace, ref.name).length > 0) return [];
  return [{
    message: `Secret ${secretKey(ref.namespace, ref.name)} is not here, and nothing here makes it${meantInstead(ref, index)}; ${effectOf(ref)}`,
    fix: 'compare the name and the namespace, or add a Certificate that writes it', path: `${ref.path}.name`, missing: true,
  }];
}
