import { type FieldCheck, list, object, type ObjectShape, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { subdomainProblem } from './names';
import { defaultGateways, parentReferences, weightedBackend } from './reference-checks';

const ruleOf = (kind: string): FieldCheck => object({
  required: { backendRefs: list(weightedBackend, { min: 1, max: 16, of: `${kind}Rule` }) },
  optional: { name: valueOf(subdomainProblem) },
});

/** Fields of the routes of connections and datagrams, by kind: one rule, without matches. */
export const streamRouteFields = (kind: string): Required<Pick<ObjectShape, 'required' | 'optional'>> => ({
  required: { rules: list(ruleOf(kind), { min: 1, max: 1, of: `${kind}Spec`, rest: 'another route' }) },
  optional: { parentRefs: parentReferences, useDefaultGateways: defaultGateways },
});

const tcp: FieldCheck = object(streamRouteFields('TCPRoute'));
const udp: FieldCheck = object(streamRouteFields('UDPRoute'));

/**
 * What is wrong with the spec of a TCPRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, TCPRouteSpec.
 */
export function tcpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(tcp, value, 'spec');
}

/**
 * What is wrong with the spec of a UDPRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, UDPRouteSpec.
 */
export function udpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(udp, value, 'spec');
}
