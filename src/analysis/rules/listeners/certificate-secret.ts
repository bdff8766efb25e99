import { Category, Severity } from '../../../manifest/finding';
import { CERT_MANAGER, GATEWAY_API } from '../../../manifest/kinds';
import { groupOf } from '../../../manifest/manifest';
import { certificateRefsOf, specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** A Gateway names the Secret that cert-manager writes, not the Certificate that asks for it. */
export const certificateSecret: Rule = {
  code: 'GW023',
  title: 'A Gateway that names the Certificate instead of its Secret',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GatewayTLSConfig.certificateRefs; cert-manager, Certificate.spec.secretName',
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    if (groupOf(manifest.apiVersion) !== GATEWAY_API || manifest.kind !== 'Gateway') return [];
    const secrets = new Set(index.ofKind(CERT_MANAGER, 'Certificate').map((entry) => String(specOf(entry.manifest).secretName)));
    return certificateRefsOf(manifest).flatMap((ref) => {
      const [certificate] = index.find(CERT_MANAGER, 'Certificate', ref.namespace, ref.name);
      if (!certificate || secrets.has(ref.name)) return [];
      const secret = String(specOf(certificate.manifest).secretName);
      return [{
        message: `"${ref.name}" is the Certificate; its Secret is "${secret}", and the Gateway finds no Secret "${ref.name}"`,
        fix: `write "${secret}"`, path: `${ref.path}.name`,
      }];
    });
  },
};
