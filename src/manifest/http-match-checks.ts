import { byField, type Data, type FieldCheck, list, object, oneOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { headerNameProblem, headerTextProblem, queryParamNameProblem } from './http-header-checks';
import { pathFormProblem } from './path';
import { textProblem } from './text-checks';

/** Most headers or query parameters of one match. */
const MATCH_LIMIT = 16;

/** Methods that a match can name. Source: Gateway API v1.6.1, HTTPMethod. */
export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];

/** How a value is compared. */
export const valueMatchType = oneOf(['Exact', 'RegularExpression']);

/** Exact and prefix matches compare paths, a regular expression may hold anything. */
function pathSuitsType({ type = 'PathPrefix', value = '/' }: Data, path: string): FieldProblem[] {
  const problem = type === 'RegularExpression' ? undefined : pathFormProblem(value);
  return problem ? [{ path: `${path}.value`, value, reason: problem.reason, fix: problem.fix }] : [];
}

const pathMatch: FieldCheck = object({
  optional: {
    type: oneOf(['Exact', 'PathPrefix', 'RegularExpression']),
    value: valueOf((value) => textProblem(value, 0, 1024, '/api')),
  },
  rules: [pathSuitsType],
});

const headerMatch: FieldCheck = object({
  required: { name: valueOf(headerNameProblem), value: valueOf(headerTextProblem) },
  optional: { type: valueMatchType },
});

/** Conditions on headers, of a type of matches of HTTP or gRPC. */
export const headerMatchesOf = (of: string): FieldCheck => list(headerMatch, { max: MATCH_LIMIT, of, unique: byField('name') });

const queryParamMatch: FieldCheck = object({
  required: { name: valueOf(queryParamNameProblem), value: valueOf((value) => textProblem(value, 1, 1024, 'v2')) },
  optional: { type: valueMatchType },
});

/** One match of a rule: everything in it must hold. Source: Gateway API v1.6.1, HTTPRouteMatch. */
export const httpMatch: FieldCheck = object({
  optional: {
    path: pathMatch,
    headers: headerMatchesOf('HTTPRouteMatch'),
    queryParams: list(queryParamMatch, { max: MATCH_LIMIT, of: 'HTTPRouteMatch', unique: byField('name') }),
    method: oneOf(HTTP_METHODS),
  },
});
