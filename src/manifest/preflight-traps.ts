import { type FieldProblem, fieldProblem } from './field-problem';
import { isRecord, listOf } from './manifest';
import type { Problem } from './problem';
import { allFiltersOf, type Part } from './trap-parts';

/** Headers that browsers set in a preflight themselves, or proxies in front of the gateway in any request. */
const NOT_OF_THE_PAGE = new RegExp(`^(${[
  'host', 'origin', 'referer', 'user-agent', 'accept(-.*)?', 'connection', 'cache-control', 'pragma', 'priority', 'dnt', 'sec-.*',
  'access-control-request-.*', 'forwarded', 'via', 'x-forwarded-.*', 'x-real-ip', 'x-request-id',
].join('|')})$`, 'i');

/**
 * Browsers ask with OPTIONS first, and without the headers that the page sets (Fetch Standard, CORS-preflight fetch):
 * where a route answers other origins, some rule that does takes such a request.
 */
export function preflightTraps(rules: Part[]): FieldProblem[] {
  const answering = rules.flatMap((rule) => {
    const filter = allFiltersOf(rule).find(({ value }) => value.type === 'CORS');
    return filter ? [{ rule, filter }] : [];
  });
  if (answering.some(({ rule }) => someMatch(rule, (match) => takesOptions(match) && needsNoHeader(match)))) return [];
  return answering.map(({ rule, filter }) => {
    const { reason, fix } = someMatch(rule, takesOptions) ? NO_HEADERS : NO_OPTIONS;
    return fieldProblem(`${rule.path}.matches`, rule.value.matches, `${filter.path} ${reason}`, fix);
  });
}

const NO_OPTIONS: Problem = {
  reason: 'answers browsers, which ask with OPTIONS first, and no match takes that method',
  fix: 'add a match with method "OPTIONS", or leave the methods out',
};

const NO_HEADERS: Problem = {
  reason: 'answers browsers, which ask without the page\'s headers first, and every match that takes OPTIONS asks for one',
  fix: 'add a match with method "OPTIONS" and no headers, or leave the headers out',
};

/** Whether a rule has such a match; without matches it takes every request. */
function someMatch({ value }: Part, test: (match: Record<string, unknown>) => boolean): boolean {
  const matches = listOf(value.matches);
  return matches.length === 0 || matches.some((match) => !isRecord(match) || test(match));
}

function takesOptions({ method }: Record<string, unknown>): boolean {
  return method === undefined || method === 'OPTIONS';
}

function needsNoHeader({ headers }: Record<string, unknown>): boolean {
  return listOf(headers).every((header) =>
    !isRecord(header) || typeof header.name !== 'string' || NOT_OF_THE_PAGE.test(header.name));
}
