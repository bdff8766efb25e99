import { type FieldCheck, list, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { COMMON_FILTERS, filterList } from './filter-checks';
import { grpcMatch } from './grpc-match-checks';
import { subdomainProblem } from './names';
import { backendWith, defaultGateways, parentReferences } from './reference-checks';
import { requestHostnames, requestRules } from './request-route-checks';
import { sessionPersistence } from './session-persistence-checks';

/** The filters of a rule or a backend. Source: Gateway API v1.6.1, GRPCRouteFilter. */
const filters = filterList(COMMON_FILTERS);

const rule: FieldCheck = object({
  optional: {
    name: valueOf(subdomainProblem),
    matches: list(grpcMatch, { max: 64 }),
    filters,
    backendRefs: list(backendWith({ filters }), { max: 16 }),
    sessionPersistence,
  },
});

const spec: FieldCheck = object({
  optional: {
    parentRefs: parentReferences,
    hostnames: requestHostnames,
    rules: requestRules(rule, { min: 0, defaultMatches: 0 }),
    useDefaultGateways: defaultGateways,
  },
});

/**
 * What is wrong with the spec of a GRPCRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, GRPCRouteSpec.
 */
export function grpcRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
