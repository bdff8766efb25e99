import { type FieldProblem, fieldProblem } from './field-problem';
import { flatMap } from './flat-map';
import { commonFilterTraps, headerMatchTraps } from './header-traps';
import { redirectAndRewriteTraps } from './http-path-traps';
import { prefixesOfSeveralBackends } from './http-prefix-checks';
import { pathProblem, pathTextProblem, spellingProblem, wildcardProblem } from './path';
import { preflightTraps } from './preflight-traps';
import { groupCore } from './reference-traps';
import { commonRouteTraps, hostnameTraps, ruleNameTraps } from './route-traps';
import { durationProblem, millisecondsOf } from './text-checks';
import { allFiltersOf, matchesOf, type Part, recordAt, rulesOf } from './trap-parts';

/**
 * What the API server takes in the spec of an HTTPRoute and what is never meant: it is dropped, ignored, or answers an error.
 * The namespace is the route's, where it is known.
 */
export function httpRouteTraps(spec: unknown, namespace?: string): FieldProblem[] {
  const rules = rulesOf(spec);
  return [
    ...hostnameTraps(spec),
    ...commonRouteTraps(spec, namespace),
    ...ruleNameTraps(spec),
    ...flatMap(rules, (rule) => [
      ...flatMap(matchesOf(rule), (match) => [...headerMatchTraps(match), ...otherSpelling(match)]),
      ...flatMap(allFiltersOf(rule), (filter) => [...commonFilterTraps(filter), ...authTraps(filter)]),
      ...redirectAndRewriteTraps(rule),
      ...prefixesOfSeveralBackends(rule.value, rule.path),
      ...flatMap(recordAt(rule, 'timeouts'), endlessTries),
    ]),
    ...preflightTraps(rules),
  ];
}

/** Paths that are matched as text, in another spelling than requests have. */
export function otherSpelling(match: Part): FieldProblem[] {
  return flatMap(recordAt(match, 'path'), ({ value: { type, value }, path }) => {
    const problem = type === 'RegularExpression' || typeof value !== 'string' ? undefined : spellingProblem(value);
    return problem ? [fieldProblem(`${path}.value`, value, problem.reason, problem.fix)] : [];
  });
}

/** Paths with a wildcard, which only expressions have. */
export function wildcardPaths(match: Part): FieldProblem[] {
  return flatMap(recordAt(match, 'path'), ({ value: { type = 'PathPrefix', value }, path }) => {
    if ((type !== 'Exact' && type !== 'PathPrefix') || typeof value !== 'string') return [];
    const problem = wildcardProblem(value, type);
    return problem ? [fieldProblem(`${path}.value`, value, problem.reason, problem.fix)] : [];
  });
}

function authTraps(filter: Part): FieldProblem[] {
  return flatMap(recordAt(filter, 'externalAuth'), (auth) => [
    ...flatMap(recordAt(auth, 'backendRef'), groupCore),
    ...flatMap(recordAt(auth, 'http'), noPrefix),
  ]);
}

/** Paths of services that are asked first and that no request has. */
export function badAuthPaths(filter: Part): FieldProblem[] {
  return flatMap(recordAt(filter, 'externalAuth'), (auth) => flatMap(recordAt(auth, 'http'), noPrefix));
}

/** The path stands before that of the request, and is held to the same. Source: Gateway API v1.6.1, HTTPAuthConfig. */
function noPrefix({ value: { path }, path: at }: Part): FieldProblem[] {
  const problem = path === undefined || pathTextProblem(path) ? undefined : pathProblem(path);
  return problem ? [fieldProblem(`${at}.path`, path, problem.reason, problem.fix)] : [];
}

/** Zero stands for no limit, and is less than any limit to the API server. */
export function endlessTries({ value: { request, backendRequest }, path }: Part): FieldProblem[] {
  if (durationProblem(request) || durationProblem(backendRequest)) return [];
  if (millisecondsOf(backendRequest as string) > 0 || millisecondsOf(request as string) === 0) return [];
  return [fieldProblem(
    `${path}.backendRequest`, backendRequest,
    `zero stands for no limit, and the whole request has one (${String(request)})`,
    'leave it out, or write a duration above zero',
  )];
}
