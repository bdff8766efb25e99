import { problemsOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { httpRuleWithin } from './http-rule-checks';
import { type RequestRoute, requestRoute } from './request-route-checks';
import { NO_LIMITS, ROUTE_LIMITS } from './route-limits';

const HTTP: RequestRoute = { type: 'HTTPRouteSpec', least: 1, defaultMatches: 1, ruleWithin: httpRuleWithin };

const spec = requestRoute(HTTP, ROUTE_LIMITS);
const uncut = requestRoute(HTTP, NO_LIMITS);

/**
 * What is wrong with the spec of an HTTPRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, HTTPRouteSpec.
 */
export function httpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}

/** The same without the limits that `shardHttpRoute` keeps. */
export function uncutHttpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(uncut, value, 'spec');
}
