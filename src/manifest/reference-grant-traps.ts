import type { FieldProblem } from './field-problem';
import { referenceTraps } from './reference-traps';

/** What the API server takes in a ReferenceGrant and what grants nothing. */
export function referenceGrantTraps(spec: unknown): FieldProblem[] {
  return referenceTraps(spec);
}
