import { Category, Severity } from '../../../manifest/finding';
import { CERT_MANAGER } from '../../../manifest/kinds';
import { requestsBySecret, secretKey } from '../../cluster/certificates';
import { certificateRefsOf, specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** A Gateway names the Secret that cert-manager writes, not the Certificate that asks for it. */
export const certificateSecret: Rule = {
  code: 'GW023',
  title: 'A Gateway that names the Certificate instead of its Secret',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GatewayTLSConfig.certificateRefs; cert-manager, Certificate.spec.secretName',
  kinds: LISTENER_OWNERS,
  check: ({ manifest }: Entry, { index }: RuleContext): RuleResult[] => certificateRefsOf(manifest).flatMap((ref) => {
    const [certificate] = index.find(CERT_MANAGER, 'Certificate', ref.namespace, ref.name);
    if (!certificate || requestsBySecret(index).has(secretKey(ref.namespace, ref.name))) return [];
    if (ref.group === '' && index.find('', 'Secret', ref.namespace, ref.name).length > 0) return [];
    const secret = specOf(certificate.manifest).secretName;
    if (typeof secret !== 'string' || secret === '') return [];
    const isOwnKind = ref.group === CERT_MANAGER;
    return [{
      message: `"${ref.name}" is the Certificate; its Secret is "${secret}", and the ${manifest.kind} finds no Secret "${ref.name}"`,
      fix: `write "${secret}"${isOwnKind ? ', with kind "Secret" of the core group' : ''}`, path: `${ref.path}.name`,
    }];
  }),
};
