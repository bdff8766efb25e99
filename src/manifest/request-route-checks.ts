import { byField, type Data, type FieldCheck, list, valueOf, type WholeCheck } from './field-checks';
import { hostnameFormProblem } from './hostname';
import { listOf } from './manifest';

/** Most matches of all rules of a route together. */
const TOTAL_MATCHES = 128;

/** Hostnames of the requests of HTTP and gRPC. */
export const requestHostnames: FieldCheck = list(valueOf(hostnameFormProblem), { max: 16 });

/** The rules of a route of requests. Where the API server fills in a match, a rule without matches counts as one. */
export function requestRules(rule: FieldCheck, { min, defaultMatches }: { min: number; defaultMatches: number }): FieldCheck {
  return list(rule, { min, max: 16, unique: byField('name'), rules: [totalOfMatches(defaultMatches)] });
}

function totalOfMatches(defaultMatches: number): WholeCheck<Data[]> {
  return (rules, path) => {
    const total = rules.reduce((sum, { matches }) => sum + (matches === undefined ? defaultMatches : listOf(matches).length), 0);
    if (total <= TOTAL_MATCHES) return [];
    return [{
      path, value: rules,
      reason: `its rules have ${total} matches together, and ${TOTAL_MATCHES} is the limit`,
      fix: 'put some of the rules into another route',
    }];
  };
}
