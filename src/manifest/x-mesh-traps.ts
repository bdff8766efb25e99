import type { FieldProblem } from './field-problem';
import { gatewayClassTraps } from './gateway-class-traps';

/** What the API server takes in an XMesh and no controller can use: the fields are those of a GatewayClass. */
export function xMeshTraps(spec: unknown): FieldProblem[] {
  return gatewayClassTraps(spec);
}
