import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API } from '../../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { isAbsenceTold, meantInstead } from '../../cluster/absent';
import { isKnownGroup } from '../../cluster/backend-kinds';
import { namespaceOf } from '../../cluster/cluster-index';
import { type Reference, referenceOf, specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

const EFFECT = 'so the policy trusts no certificate, and requests to the backend get an error';

/** The authorities of a BackendTLSPolicy are ConfigMaps with certificates under the key ca.crt. */
export const policyAuthority: Rule = {
  code: 'GW344',
  title: 'A BackendTLSPolicy whose authority cannot be read',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendTLSPolicyValidation.caCertificateRefs: a ConfigMap with the key ca.crt',
  kinds: [`${GATEWAY_API}/BackendTLSPolicy`],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest } = entry;
    const { validation } = specOf(manifest);
    const refs = listOf(isRecord(validation) ? validation.caCertificateRefs : undefined).flatMap((ref, i) => referenceOf(
      ref, `spec.validation.caCertificateRefs[${i}]`, manifest, { group: '', kind: '' },
    ));
    const namespace = namespaceOf(manifest);
    return [...severalAuthorities(refs), ...refs.flatMap((ref) => judge({ ...ref, namespace }, entry, context))];
  },
};

function judge(ref: Reference, entry: Entry, context: RuleContext): RuleResult[] {
  const { group, kind, namespace = '', name, path } = ref;
  if (group === 'core') return [];
  if (group !== '' || kind !== 'ConfigMap') return ofOtherKind(ref);
  const [found] = context.index.find('', 'ConfigMap', ref.namespace, name);
  if (found) return ofContent(found.manifest, ref);
  if (!isAbsenceTold(entry, context)) return [];
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

function ofContent({ data, binaryData }: Manifest, { namespace = '', name, path }: Reference): RuleResult[] {
  const at = `ConfigMap ${namespace}/${name}`;
  if (isRecord(binaryData) && typeof binaryData['ca.crt'] === 'string') return [];
  const text = isRecord(data) ? data['ca.crt'] : undefined;
  if (typeof text === 'string' && text.includes('-----BEGIN ')) return [];
  const problem = typeof text === 'string' ? `holds no certificate in PEM form under ca.crt, ${EFFECT}` : `has no key ca.crt, ${EFFECT}`;
  return [{ message: `${at} ${problem}`, fix: 'write the certificates of the authority, as PEM, under the key ca.crt', path: `${path}.name` }];
}

function severalAuthorities(refs: readonly Reference[]): RuleResult[] {
  if (refs.length < 2) return [];
  return [{
    message: `it names ${refs.length} authorities, and implementations need to read only one: the certificates of the others may not be trusted`,
    fix: 'write the certificates of all into one ConfigMap, under its key ca.crt', path: refs[1].path,
    severity: Severity.WARNING, category: Category.PORTABILITY,
  }];
}
