import { backendTlsValidationTraps } from './backend-tls-validation-traps';
import type { FieldProblem } from './field-problem';
import { isRecord } from './manifest';
import { referenceTraps } from './reference-traps';

/** What the API server takes in a BackendTLSPolicy and what no connection can keep to. */
export function backendTlsPolicyTraps(spec: unknown): FieldProblem[] {
  const validation = isRecord(spec) ? spec.validation : undefined;
  return [...backendTlsValidationTraps(validation, 'spec.validation'), ...referenceTraps(spec)];
}
