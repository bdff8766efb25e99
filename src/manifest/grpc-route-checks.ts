import { type FieldCheck, list, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { COMMON_FILTERS, filterList } from './filter-checks';
import { grpcMatch } from './grpc-match-checks';
import { subdomainProblem } from './names';
import { backendWith } from './reference-checks';
import { type RequestRoute, requestRoute } from './request-route-checks';
import { NO_LIMITS, ROUTE_LIMITS } from './route-limits';
import { sessionPersistence } from './session-persistence-checks';

/** The filters of a rule or a backend. Source: Gateway API v1.6.1, GRPCRouteFilter. */
const filters = filterList('GRPCRouteRule', COMMON_FILTERS);

const ruleWithin = (matches: number): FieldCheck => object({
  optional: {
    name: valueOf(subdomainProblem),
    matches: list(grpcMatch, { max: matches, of: 'GRPCRouteRule', rest: 'another rule' }),
    filters,
    backendRefs: list(backendWith({ filters }), { max: 16, of: 'GRPCRouteRule' }),
    sessionPersistence,
  },
});

const GRPC: RequestRoute = { type: 'GRPCRouteSpec', least: 0, defaultMatches: 0, ruleWithin };

const spec = requestRoute(GRPC, ROUTE_LIMITS);
const uncut = requestRoute(GRPC, NO_LIMITS);

/**
 * What is wrong with the spec of a GRPCRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, GRPCRouteSpec.
 */
export function grpcRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}

/** The same without the limits that `shardGrpcRoute` keeps. */
export function uncutGrpcRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(uncut, value, 'spec');
}
