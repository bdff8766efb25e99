import { byField, type Data, type FieldCheck, list, object, oneOf, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { hostnameProblem } from './hostname';
import { httpRule } from './http-rule-checks';
import { listOf } from './manifest';
import { distinctParents, parentReference } from './reference-checks';

/** Most matches of all rules of a route together. */
const TOTAL_MATCHES = 128;

/** A rule without matches counts as one, which matches every path. */
function totalOfMatches(rules: Data[], path: string): FieldProblem[] {
  const total = rules.reduce((sum, { matches }) => sum + (matches === undefined ? 1 : listOf(matches).length), 0);
  if (total <= TOTAL_MATCHES) return [];
  return [{
    path, value: rules,
    reason: `its rules have ${total} matches together, and ${TOTAL_MATCHES} is the limit`,
    fix: 'put some of the rules into another route',
  }];
}

const spec: FieldCheck = object({
  optional: {
    parentRefs: list(parentReference, { max: 32, rules: [distinctParents] }),
    hostnames: list(valueOf(hostnameProblem), { max: 16 }),
    rules: list(httpRule, { min: 1, max: 16, unique: byField('name'), rules: [totalOfMatches] }),
    useDefaultGateways: oneOf(['All', 'None']),
  },
});

/**
 * What is wrong with the spec of an HTTPRoute, fields of the experimental channel included.
 * Source: Gateway API v1.6.1, HTTPRouteSpec.
 */
export function httpRouteProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
