import { type FieldCheck, object, problemsOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { httpRule } from './http-rule-checks';
import { defaultGateways, parentReferences } from './reference-checks';
import { requestHostnames, requestRules } from './request-route-checks';

const spec: FieldCheck = object({
  optional: {
    parentRefs: parentReferences,
    hostnames: requestHostnames,
    rules: requestRules(httpRule, { min: 1, defaultMatches: 1 }),
    useDefaultGateways: defaultGateways,
  },
});

/**
 * What is wrong with the spec of an HTTPRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, HTTPRouteSpec.
 */
export function httpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
