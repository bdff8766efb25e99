import { Category, Severity } from '../../../manifest/finding';
import type { Manifest } from '../../../manifest/manifest';
import { isAbsenceReported, meantInstead } from '../../cluster/absent';
import { authorityFault } from '../../cluster/authorities';
import { isKnownGroup } from '../../cluster/backend-kinds';
import { policyAuthoritiesOf } from '../../cluster/backend-tls-targets';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { BACKEND_TLS_POLICY } from '../judged-kinds';

const EFFECT = 'so the policy trusts no certificate, and requests to the backend get an error';

/** The authorities of a BackendTLSPolicy are ConfigMaps with certificates under the key ca.crt. */
export const policyAuthority: Rule = {
  code: 'GW344',
  title: 'A BackendTLSPolicy whose authority cannot be read',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendTLSPolicyValidation.caCertificateRefs: a ConfigMap with the key ca.crt',
  kinds: [BACKEND_TLS_POLICY],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const refs = policyAuthoritiesOf(entry.manifest);
    return [...severalAuthorities(refs), ...refs.flatMap((ref) => judge(ref, entry, context))];
  },
};

function judge(ref: Reference, entry: Entry, context: RuleContext): RuleResult[] {
  const { group, kind, namespace = '', name, path } = ref;
  if (group === 'core') return [];
  if (group !== '' || kind !== 'ConfigMap') return ofOtherKind(ref);
  const [found] = context.index.find('', 'ConfigMap', ref.namespace, name);
  if (found) return ofContent(found.manifest, ref);
  if (!isAbsenceReported(entry, context)) return [];
  return [{
    message: `ConfigMap ${namespace}/${name} is not here${meantInstead(ref, context.index)}; `
      + 'if the policy\'s own namespace has none either, it trusts no certificate, and requests to the backend get an error',
    fix: 'compare the name and the namespace, or give its manifest too', path: `${path}.name`, severity: Severity.UNKNOWN, missing: true,
  }];
}

function ofOtherKind({ group, kind, path }: Reference): RuleResult[] {
  const what = `kind ${kind} of ${group === '' ? 'the core group' : `group ${group}`}`;
  const fix = 'write the certificate into a ConfigMap, under the key ca.crt, and name that: { group: "", kind: ConfigMap }';
  if (group === '' && kind === 'Secret') {
    return [{
      message: `${what} as an authority is read by some implementations alone; the others trust no certificate, and requests get an error`,
      fix, path: `${path}.kind`, severity: Severity.WARNING, category: Category.PORTABILITY,
    }];
  }
  return isKnownGroup(group) ? [{ message: `${what} holds no certificate of an authority, ${EFFECT}`, fix, path: `${path}.kind` }] : [];
}

function ofContent(configMap: Manifest, { namespace = '', name, path }: Reference): RuleResult[] {
  const fault = authorityFault(configMap);
  if (fault === undefined) return [];
  return [{
    message: `ConfigMap ${namespace}/${name} ${fault}, ${EFFECT}`,
    fix: 'write the certificates of the authority, as PEM, under the key ca.crt', path: `${path}.name`,
  }];
}

function severalAuthorities(refs: readonly Reference[]): RuleResult[] {
  if (refs.length < 2) return [];
  return [{
    message: `it names ${refs.length} authorities, and implementations need to read only one: the certificates of the others may not be trusted`,
    fix: 'write the certificates of all into one ConfigMap, under its key ca.crt', path: refs[1].path,
    severity: Severity.WARNING, category: Category.PORTABILITY,
  }];
}
