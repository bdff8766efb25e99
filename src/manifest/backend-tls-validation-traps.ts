import type { FieldProblem } from './field-problem';
import { ipTrap } from './hostname-traps';
import { isRecord, listOf } from './manifest';

/** IP addresses in place of the server name, or of DNS names in a certificate. Source: Gateway API v1.6.1, BackendTLSPolicyValidation. */
export function backendTlsValidationTraps(validation: unknown, path: string): FieldProblem[] {
  if (!isRecord(validation)) return [];
  return [
    ...ipTrap(validation.hostname, `${path}.hostname`),
    ...listOf(validation.subjectAltNames).flatMap((name, index) =>
      (isRecord(name) ? ipTrap(name.hostname, `${path}.subjectAltNames[${index}].hostname`) : [])),
  ];
}
