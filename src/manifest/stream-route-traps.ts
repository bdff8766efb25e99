import type { FieldProblem } from './field-problem';
import { commonRouteTraps } from './route-traps';

/**
 * What the API server takes in the spec of a TCPRoute or UDPRoute and what is never meant: it is dropped or ignored.
 * The namespace is the route's, where it is known.
 */
export function streamRouteTraps(spec: unknown, namespace?: string): FieldProblem[] {
  return commonRouteTraps(spec, namespace);
}
