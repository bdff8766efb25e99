import { byValue, type Data, type FieldCheck, list, object, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { httpFilters } from './http-filter-checks';
import { httpMatch } from './http-match-checks';
import { isRecord, listOf } from './manifest';
import { subdomainProblem } from './names';
import { integerProblem, weightProblem } from './numbers';
import { backendFields, serviceHasPort } from './reference-checks';
import { sessionPersistence } from './session-persistence-checks';
import { durationProblem, millisecondsOf } from './text-checks';

const duration = valueOf(durationProblem);

const backend: FieldCheck = object({
  required: backendFields.required,
  optional: { ...backendFields.optional, weight: valueOf(weightProblem), filters: httpFilters },
  rules: [serviceHasPort],
});

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
    attempts: valueOf((value) => integerProblem(value, 1, Number.MAX_SAFE_INTEGER, '3')),
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

/** Replacing a prefix needs to know which prefix was matched. */
function prefixToReplace({ matches, filters, backendRefs }: Data, path: string): FieldProblem[] {
  const given = matches === undefined ? [{}] : listOf(matches) as Data[];
  const match = given.length === 1 ? given[0].path ?? {} : undefined;
  if (isRecord(match) && (match.type ?? 'PathPrefix') === 'PathPrefix') return [];
  const places = [
    ...replacing(filters, `${path}.filters`),
    ...listOf(backendRefs).flatMap((ref, index) => replacing((ref as Data).filters, `${path}.backendRefs[${index}].filters`)),
  ];
  return places.map((at) => (fieldProblem(
    at, 'ReplacePrefixMatch',
    `which prefix it replaces is said by ${path}.matches, which must be exactly one PathPrefix match`,
    'leave one match with a path of type "PathPrefix", or write "ReplaceFullPath"',
  )));
}

/** Where the filters of a list replace a prefix. */
function replacing(filters: unknown, path: string): string[] {
  return listOf(filters).flatMap((filter, index) => ['requestRedirect', 'urlRewrite']
    .filter((field) => {
      const settings = (filter as Data)[field];
      return isRecord(settings) && isRecord(settings.path) && settings.path.type === 'ReplacePrefixMatch';
    })
    .map((field) => `${path}[${index}].${field}.path.type`));
}

/** One rule of an HTTPRoute. Source: Gateway API v1.6.1, HTTPRouteRule. */
export const httpRule: FieldCheck = object({
  optional: {
    name: valueOf(subdomainProblem),
    matches: list(httpMatch, { max: 64 }),
    filters: httpFilters,
    backendRefs: list(backend, { max: 16 }),
    timeouts,
    retry,
    sessionPersistence,
  },
  rules: [redirectWithoutBackends, prefixToReplace],
});
