import { type Data, type FieldCheck, list, missing, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { hostnameFormProblem, ofCertificate, preciseHostnameFormProblem } from './hostname';
import { listOf } from './manifest';
import type { Problem } from './problem';
import { localObjectReference } from './reference-checks';
import { textProblem } from './text-checks';

const WELL_KNOWN = /^(System|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])$/;
const URI = /^[^:/?#]+:\/\//;

/** Authorities that everybody trusts, or those that an implementation keeps under a name with its domain. */
function wellKnownProblem(value: unknown): Problem | undefined {
  const text = textProblem(value, 1, 253, 'System');
  if (text) return text;
  return WELL_KNOWN.test(value as string)
    ? undefined
    : {
      reason: 'it is neither System nor a name of an implementation with its domain',
      fix: 'write "System", or one such as "example.com/authorities"',
    };
}

/** A URI as certificates name workloads by it. Source: Gateway API v1.6.1, SubjectAltName. */
export function uriProblem(value: unknown): Problem | undefined {
  const text = textProblem(value, 1, 253, 'spiffe://company.com/ns/shop/sa/product-api');
  if (text) return text;
  return URI.test(value as string)
    ? undefined
    : { reason: 'it is not a URI with a scheme and "//"', fix: 'write one such as "spiffe://company.com/ns/shop/sa/product-api"' };
}

/** The same, which also names something: the API server takes a scheme alone. */
export function uriNameProblem(value: unknown): Problem | undefined {
  const problem = uriProblem(value);
  if (problem || !/^[^:/?#]+:\/+([?#]|$)/.test(value as string)) return problem;
  return { reason: 'it names nothing behind "//"', fix: 'write one such as "spiffe://company.com/ns/shop/sa/product-api"' };
}

/** The field that a type of name stands in, and the example of a message. */
const NAME_FIELDS = new Map([['Hostname', ['hostname', 'api.company.com']], ['URI', ['uri', 'spiffe://company.com/product-api']]]);

/** A name stands in the field of its type, and in no other. */
function nameSuitsType(name: Data, path: string): FieldProblem[] {
  return [...NAME_FIELDS].flatMap(([type, [field, example]]) => {
    const given = name[field] !== undefined;
    if (given === (name.type === type)) return [];
    return given
      ? [fieldProblem(`${path}.${field}`, name[field], `the name is of type ${String(name.type)}`, `leave it out, or write type "${type}"`)]
      : [missing(`${path}.${field}`, `write the name of type ${type}, such as "${example}"`)];
  });
}

const subjectAltName: FieldCheck = object({
  required: { type: oneOf([...NAME_FIELDS.keys()]) },
  optional: { hostname: valueOf((value) => ofCertificate(hostnameFormProblem(value))), uri: valueOf(uriProblem) },
  rules: [nameSuitsType],
});

/** Authorities are named one by one, or as a well-known set. */
function oneSourceOfAuthorities({ caCertificateRefs, wellKnownCACertificates }: Data, path: string): FieldProblem[] {
  const named = listOf(caCertificateRefs).length > 0;
  if (named !== (wellKnownCACertificates !== undefined)) return [];
  return named
    ? [fieldProblem(
      `${path}.wellKnownCACertificates`, wellKnownCACertificates,
      'caCertificateRefs say already whom to trust', 'leave one of the two out',
    )]
    : [fieldProblem(
      `${path}.caCertificateRefs`, caCertificateRefs,
      'no authority says whether the certificate of a backend is good',
      'name a ConfigMap with the key ca.crt, or write wellKnownCACertificates "System"',
    )];
}

/** How the certificate of a backend is validated. Source: Gateway API v1.6.1, BackendTLSPolicyValidation. */
export const backendTlsValidation: FieldCheck = object({
  required: { hostname: valueOf((value) => ofCertificate(preciseHostnameFormProblem(value))) },
  optional: {
    caCertificateRefs: list(localObjectReference, { max: 8, of: 'BackendTLSPolicyValidation' }),
    wellKnownCACertificates: valueOf(wellKnownProblem),
    subjectAltNames: list(subjectAltName, { max: 5, of: 'BackendTLSPolicyValidation' }),
  },
  rules: [oneSourceOfAuthorities],
});
