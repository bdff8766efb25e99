import { backendTlsPolicyProblems } from '../../manifest/backend-tls-policy-checks';
import { ofCertificate, preciseHostnameProblem } from '../../manifest/hostname';
import { listOption } from '../base/list-option';
import { check, checkMap, invalid, type Place } from '../base/problems';
import { checkFields } from '../kinds/parts';
import { unsupported } from '../platform/unsupported';
import type { RoleScope } from '../roles/role-scope';
import type { BackendTlsProps } from './backend-tls';
import type { AuthorityData, SubjectAltNameData } from './backend-tls-data';
import { SubjectAltName } from './subject-alt-name';
import { TlsAuthority } from './tls-authority';
import type { TlsTarget } from './tls-target';

/** The spec of a BackendTLSPolicy for one Service. */
interface BackendTlsSpec {
  readonly targetRefs: object[];
  readonly validation: AuthorityData & { readonly hostname: string; readonly subjectAltNames?: SubjectAltNameData[] };
  readonly options?: Record<string, string>;
}

/**
 * The spec of a BackendTls.
 *
 * @throws for what is no hostname, authority, name or option, and for what the API would refuse
 */
export function backendTlsSpec(place: Place, { service, portName }: TlsTarget, props: BackendTlsProps): BackendTlsSpec {
  const { hostname, authority } = props;
  check(place, 'hostname', hostname, ofCertificate(preciseHostnameProblem(hostname)));
  if (!(authority instanceof TlsAuthority)) {
    throw invalid(place, 'authority', authority, {
      reason: 'it is not a TlsAuthority', fix: 'write TlsAuthority.configMap(\'internal-ca\') or TlsAuthority.system()',
    });
  }
  const subjectAltNames = subjectAltNamesOf(place, props.subjectAltNames);
  const options = optionsOf(place, props.options);
  const spec: BackendTlsSpec = {
    targetRefs: [{ group: '', kind: 'Service', name: service, ...(portName !== undefined && { sectionName: portName }) }],
    validation: { ...authority._data(), hostname, ...(subjectAltNames.length > 0 && { subjectAltNames }) },
    ...(options !== undefined && { options }),
  };
  checkFields(place, backendTlsPolicyProblems(spec));
  return spec;
}

function subjectAltNamesOf(place: Place, names: SubjectAltName[] | undefined): SubjectAltNameData[] {
  if (Array.isArray(names) && names.length === 0) {
    throw invalid(place, 'subjectAltNames', names, { reason: 'it names none', fix: 'leave it out, for the name in hostname' });
  }
  return listOption(place, 'subjectAltNames', names, '[SubjectAltName.hostname(\'accounts.company.com\')]').map((name, i) => {
    if (name instanceof SubjectAltName) return name._data();
    throw invalid(place, `subjectAltNames[${i}]`, name, {
      reason: 'it is not a SubjectAltName', fix: 'write SubjectAltName.hostname(\'…\') or SubjectAltName.uri(\'…\')',
    });
  });
}

/** Keys without a domain are kept for Gateway API itself, which knows none so far. */
function optionsOf(place: Place, options: Record<string, string> | undefined): Record<string, string> | undefined {
  if (options === undefined) return undefined;
  checkMap(place, 'options', options);
  const plain = Object.keys(options).find((key) => !key.includes('/'));
  if (plain !== undefined) {
    throw invalid(place, 'options key', plain, {
      reason: 'options of an implementation have its domain (Gateway API v1.6.1, BackendTLSPolicySpec.options)',
      fix: 'write a key such as "example.com/min-version"',
    });
  }
  return { ...options };
}

/**
 * What an implementation that serves the policy's namespace lacks.
 *
 * @throws for one whose conformance report lists the policy, or its names, as unsupported
 */
export function checkSupport(place: Place, role: RoleScope, { namespace }: TlsTarget, { validation }: BackendTlsSpec): void {
  const serving = role.grants.map((grant) => grant._data()).filter(({ namespaces }) => namespaces.includes(namespace));
  const needs = [
    { what: 'a BackendTLSPolicy', feature: 'BackendTLSPolicy' },
    ...(validation.subjectAltNames ? [{ what: 'subjectAltNames', feature: 'BackendTLSPolicySANValidation' }] : []),
  ];
  for (const { implementation: { name, unsupportedFeatures } } of serving) {
    const lacking = needs.find(({ feature }) => unsupportedFeatures.includes(feature));
    if (lacking) throw unsupported(place, lacking.what, lacking.feature, name);
  }
}
