import type { FieldProblem } from './field-problem';
import { parametersTraps, referenceTraps } from './reference-traps';

/** What the API server takes in a GatewayClass and no controller can use. */
export function gatewayClassTraps(spec: unknown): FieldProblem[] {
  return [...parametersTraps(spec), ...referenceTraps(spec)];
}
