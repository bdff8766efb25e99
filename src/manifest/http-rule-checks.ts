import { byValue, type Data, type FieldCheck, list, object, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { httpFilters } from './http-filter-checks';
import { httpMatch } from './http-match-checks';
import { prefixToReplace } from './http-prefix-checks';
import { listOf } from './manifest';
import { subdomainProblem } from './names';
import { atLeastProblem, integerProblem } from './numbers';
import { backendWith } from './reference-checks';
import { sessionPersistence } from './session-persistence-checks';
import { durationProblem, millisecondsOf } from './text-checks';

const duration = valueOf(durationProblem);

const backend = backendWith({ filters: httpFilters });

/** Zero as request timeout stands for none. */
function backendWithinRequest({ request, backendRequest }: Data, path: string): FieldProblem[] {
  if (request === undefined || backendRequest === undefined) return [];
  const limit = millisecondsOf(request as string);
  if (limit === 0 || millisecondsOf(backendRequest as string) <= limit) return [];
  return [fieldProblem(
    `${path}.backendRequest`, backendRequest,
    `it is longer than the whole request may take (${String(request)})`,
    `write at most "${String(request)}"`,
  )];
}

const timeouts: FieldCheck = object({ optional: { request: duration, backendRequest: duration }, rules: [backendWithinRequest] });

/** When a request is tried again. Source: Gateway API v1.6.1, HTTPRouteRetry. */
export const retry: FieldCheck = object({
  optional: {
    codes: list(valueOf((value) => integerProblem(value, 400, 599, '503')), { unique: byValue }),
    attempts: valueOf((value) => atLeastProblem(value, 1, '3')),
    backoff: duration,
  },
});

/** A redirect answers the request itself. */
function redirectWithoutBackends({ filters, backendRefs }: Data, path: string): FieldProblem[] {
  const redirect = listOf(filters).findIndex((filter) => (filter as Data).type === 'RequestRedirect');
  if (redirect < 0 || listOf(backendRefs).length === 0) return [];
  return [fieldProblem(
    `${path}.backendRefs`, backendRefs,
    `${path}.filters[${redirect}] redirects, so no request reaches a backend`,
    'leave the backends out, or put the redirect into a rule of its own',
  )];
}

/** One rule of an HTTPRoute, with that many matches at the most. Source: Gateway API v1.6.1, HTTPRouteRule. */
export function httpRuleWithin(matches: number): FieldCheck {
  return object({
    optional: {
      name: valueOf(subdomainProblem),
      matches: list(httpMatch, { max: matches, of: 'HTTPRouteRule', rest: 'another rule' }),
      filters: httpFilters,
      backendRefs: list(backend, { max: 16, of: 'HTTPRouteRule' }),
      timeouts,
      retry,
      sessionPersistence,
    },
    rules: [redirectWithoutBackends, prefixToReplace],
  });
}
