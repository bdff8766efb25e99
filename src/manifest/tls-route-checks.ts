import { parseCidr } from './cidr';
import { type FieldCheck, list, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { hostnameFormProblem, hostnameProblem } from './hostname';
import type { Problem } from './problem';
import { streamRouteFields } from './stream-route-checks';

/** A name that clients send with TLS. Other than for requests, the API server tells addresses from hostnames here. */
function serverNameProblem(value: unknown): Problem | undefined {
  return hostnameFormProblem(value) ?? (parseCidr(`${String(value)}/32`) ? hostnameProblem(value) : undefined);
}

const spec: FieldCheck = object({
  required: { hostnames: list(valueOf(serverNameProblem), { min: 1, max: 1024 }), ...streamRouteFields.required },
  optional: streamRouteFields.optional,
});

/**
 * What is wrong with the spec of a TLSRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, TLSRouteSpec.
 */
export function tlsRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
