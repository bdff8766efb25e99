import type { FieldProblem } from './field-problem';
import { gatewayClassProblems } from './gateway-class-checks';

/** What is wrong with the spec of an XMesh, which has the fields of a GatewayClass. Source: Gateway API v1.6.1, MeshSpec. */
export function xMeshProblems(value: unknown): FieldProblem[] {
  return gatewayClassProblems(value);
}
