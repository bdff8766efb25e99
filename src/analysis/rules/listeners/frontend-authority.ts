import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { isAbsenceReported, meantInstead } from '../../cluster/absent';
import { authorityFault } from '../../cluster/authorities';
import { authorityRefsOf } from '../../cluster/frontend-tls';
import { mayRefer } from '../../cluster/grants';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';

const EFFECT = 'without an authority the HTTPS listeners are not accepted';

/** The authorities that sign the certificates of clients are read from a ConfigMap, under the key ca.crt. */
export const frontendAuthority: Rule = {
  code: 'GW133',
  title: 'Client certificates by an authority that cannot be read',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, FrontendTLSValidation.caCertificateRefs and ListenerReasonNoValidCACertificate',
  kinds: [GATEWAY],
  check: (entry: Entry, context: RuleContext): RuleResult[] => authorityRefsOf(entry.manifest)
    .filter((ref) => ref.group !== 'core' && mayRefer(entry, ref, context)).flatMap((ref) => judge(entry, ref, context)),
};

function judge(entry: Entry, ref: Reference, context: RuleContext): RuleResult[] {
  const { group, kind, namespace, name, path } = ref;
  if (group !== '' || kind !== 'ConfigMap') return [ofOtherKind(ref)];
  const at = objectText(ref);
  const [found] = context.index.find('', 'ConfigMap', namespace, name);
  if (found) {
    const fault = authorityFault(found.manifest);
    return fault === undefined ? [] : [{
      message: `${at} ${fault}; ${EFFECT}`, fix: 'write the certificates of the authority, as PEM, under the key ca.crt', path: `${path}.name`,
    }];
  }
  // trust-manager writes a ConfigMap of the bundle's name into every namespace.
  const isMade = context.index.find('trust.cert-manager.io', 'Bundle', undefined, name).length > 0;
  if (isMade || !isAbsenceReported(entry, context)) return [];
  return [{
    message: `${at} is not here${meantInstead(ref, context.index)}; ${EFFECT}`,
    fix: 'compare the name and the namespace, or give its manifest too', path: `${path}.name`, severity: Severity.UNKNOWN, missing: true,
  }];
}

function ofOtherKind({ group, kind, path }: Reference): RuleResult {
  return {
    message: `${kind} of ${group === '' ? 'the core group' : group} as an authority is read by some implementations alone; with the others `
      + 'the HTTPS listeners are not accepted',
    fix: 'write the certificates into a ConfigMap, under the key ca.crt, and name that: { group: "", kind: ConfigMap }',
    path: `${path}.kind`, severity: Severity.WARNING, category: Category.PORTABILITY,
  };
}
