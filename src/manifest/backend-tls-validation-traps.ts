import type { FieldProblem } from './field-problem';
import { ipTrap } from './hostname-traps';
import { isRecord, listOf } from './manifest';

const FIX = 'write a DNS name of its certificate';

/** IP addresses in place of a server name, or of a DNS name in a certificate. Source: Gateway API v1.6.1, PreciseHostname. */
export function backendTlsValidationTraps(validation: unknown, path: string): FieldProblem[] {
  if (!isRecord(validation)) return [];
  return [
    ...ipTrap(validation.hostname, `${path}.hostname`, FIX),
    ...listOf(validation.subjectAltNames).flatMap((name, index) =>
      (isRecord(name) ? ipTrap(name.hostname, `${path}.subjectAltNames[${index}].hostname`, FIX) : [])),
  ];
}
