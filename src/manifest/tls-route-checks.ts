import { parseCidr } from './cidr';
import { type FieldCheck, list, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { hostnameFormProblem, hostnameProblem } from './hostname';
import type { Problem } from './problem';
import { streamRouteFields } from './stream-route-checks';

/** Most hostnames of a TLSRoute. Source: Gateway API v1.6.1, TLSRouteSpec. */
export const TLS_HOSTNAME_LIMIT = 1024;

/** A name that clients send with TLS. Other than for requests, the API server tells addresses from hostnames here. */
function serverNameProblem(value: unknown): Problem | undefined {
  return hostnameFormProblem(value) ?? (parseCidr(`${String(value)}/32`) ? hostnameProblem(value) : undefined);
}

const streamFields = streamRouteFields('TLSRoute');

const hostnames: FieldCheck = list(valueOf(serverNameProblem), {
  min: 1, max: TLS_HOSTNAME_LIMIT, of: 'TLSRouteSpec', rest: 'another route',
});

const spec: FieldCheck = object({
  required: { hostnames, ...streamFields.required },
  optional: streamFields.optional,
});

/**
 * What is wrong with the spec of a TLSRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, TLSRouteSpec.
 */
export function tlsRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
