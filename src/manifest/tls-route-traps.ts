import type { FieldProblem } from './field-problem';
import { commonRouteTraps, hostnameTraps } from './route-traps';

/**
 * What the API server takes in the spec of a TLSRoute and what is never meant: it is dropped or ignored.
 * The namespace is the route's, where it is known.
 */
export function tlsRouteTraps(spec: unknown, namespace?: string): FieldProblem[] {
  return [...hostnameTraps(spec), ...commonRouteTraps(spec, namespace)];
}
