import { uriNameProblem, uriProblem } from './backend-tls-validation-checks';
import type { Data } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { CERTIFICATE_NAME_FIX } from './hostname';
import { ipTrap } from './hostname-traps';
import { isRecord, listOf } from './manifest';

/**
 * IP addresses in place of a server name, or of a DNS name in a certificate, and URIs that name nothing.
 * Source: Gateway API v1.6.1, PreciseHostname and SubjectAltName.
 */
export function backendTlsValidationTraps(validation: unknown, path: string): FieldProblem[] {
  if (!isRecord(validation)) return [];
  return [
    ...ipTrap(validation.hostname, `${path}.hostname`, CERTIFICATE_NAME_FIX),
    ...listOf(validation.subjectAltNames).flatMap((name, index) =>
      (isRecord(name) ? nameTraps(name, `${path}.subjectAltNames[${index}]`) : [])),
  ];
}

function nameTraps({ hostname, uri }: Data, path: string): FieldProblem[] {
  const problem = uri === undefined || uriProblem(uri) ? undefined : uriNameProblem(uri);
  return [
    ...ipTrap(hostname, `${path}.hostname`, CERTIFICATE_NAME_FIX),
    ...(problem ? [fieldProblem(`${path}.uri`, uri, problem.reason, problem.fix)] : []),
  ];
}
