import type { FieldProblem } from './field-problem';
import { referenceTraps } from './reference-traps';

/** What the API server takes in an XBackendTrafficPolicy and what reaches no backend. */
export function xBackendTrafficPolicyTraps(spec: unknown): FieldProblem[] {
  return referenceTraps(spec);
}
