import { type FieldCheck, list, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { subdomainProblem } from './names';
import { defaultGateways, parentReferences, weightedBackend } from './reference-checks';

const rule: FieldCheck = object({
  required: { backendRefs: list(weightedBackend, { min: 1, max: 16 }) },
  optional: { name: valueOf(subdomainProblem) },
});

/** Fields of the routes of connections and datagrams: one rule, without matches. */
export const streamRouteFields = {
  required: { rules: list(rule, { min: 1, max: 1 }) },
  optional: { parentRefs: parentReferences, useDefaultGateways: defaultGateways },
};

const spec: FieldCheck = object(streamRouteFields);

/**
 * What is wrong with the spec of a TCPRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, TCPRouteSpec.
 */
export function tcpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}

/**
 * What is wrong with the spec of a UDPRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, UDPRouteSpec.
 */
export function udpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
