import { byField, type Data, type FieldCheck, list, object, valueOf, type WholeCheck } from './field-checks';
import { hostnameFormProblem } from './hostname';
import { listOf } from './manifest';
import { defaultGateways, parentReferences } from './reference-checks';
import type { RouteLimits } from './route-limits';

/** What differs between the specs of HTTPRoute and GRPCRoute. */
export interface RequestRoute {
  /** The type of the spec in Gateway API. */
  readonly type: string;
  /** Fewest rules. */
  readonly least: number;
  /** How many matches a rule counts for that has none written: one, where the API server fills it in. */
  readonly defaultMatches: number;
  /** One rule, with that many matches at the most. */
  ruleWithin(matches: number): FieldCheck;
}

/** The spec of a route of requests, within some limits. */
export function requestRoute({ type, least, defaultMatches, ruleWithin }: RequestRoute, limits: RouteLimits): FieldCheck {
  return object({
    optional: {
      parentRefs: parentReferences,
      hostnames: list(valueOf(hostnameFormProblem), { max: limits.hostnames, of: type, rest: 'another route' }),
      rules: list(ruleWithin(limits.matches), {
        min: least, max: limits.rules, of: type, rest: 'another route', unique: byField('name'),
        rules: [totalOfMatches(type, defaultMatches, limits.allMatches)],
      }),
      useDefaultGateways: defaultGateways,
    },
  });
}

function totalOfMatches(type: string, defaultMatches: number, limit: number): WholeCheck<Data[]> {
  return (rules, path) => {
    const total = rules.reduce((sum, { matches }) => sum + (matches === undefined ? defaultMatches : listOf(matches).length), 0);
    if (total <= limit) return [];
    return [{
      path, value: rules,
      reason: `its rules have ${total} matches together, and ${limit} is the limit (Gateway API v1.6.1, ${type})`,
      fix: 'put some of the rules into another route',
    }];
  };
}
