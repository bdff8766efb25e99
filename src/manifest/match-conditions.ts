import { isRecord, listOf } from './manifest';
import { normalizePrefix } from './path';

/** What a header or a query parameter has to be. */
export interface ValueCondition {
  readonly type: string;
  readonly value: string;
}

/** A match of a rule as it is compared with a request: defaults filled in, each spelling of one thing the same. */
export interface MatchConditions {
  /** How `target` is compared: `Exact`, `PathPrefix`, `RegularExpression`, or a type of a later version. */
  readonly type: string;
  /** The path of a request; service and method of a call, each empty for any. */
  readonly target: readonly string[];
  /** The method of an HTTP request. */
  readonly method?: string;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, ValueCondition>;
  readonly queryParams: ReadonlyMap<string, ValueCondition>;
}

const NONE: ReadonlyMap<string, ValueCondition> = new Map();

/** A match of an HTTPRoute; left out, it takes every request. Source: Gateway API v1.6.1, HTTPRouteMatch. */
export function httpConditions(match: unknown): MatchConditions {
  const { path, method, headers, queryParams } = isRecord(match) ? match : {};
  const { type = 'PathPrefix', value = '/' } = isRecord(path) ? path : {};
  return {
    type: String(type),
    target: [type === 'PathPrefix' ? normalizePrefix(String(value)) : String(value)],
    ...(typeof method === 'string' && { method }),
    headers: conditionsOf(headers, (name) => name.toLowerCase()),
    queryParams: conditionsOf(queryParams, (name) => name),
  };
}

/** A match of a GRPCRoute; left out, it takes every call. Source: Gateway API v1.6.1, GRPCRouteMatch. */
export function grpcConditions(match: unknown): MatchConditions {
  const { method: call, headers } = isRecord(match) ? match : {};
  const { type = 'Exact', service = '', method = '' } = isRecord(call) ? call : {};
  return {
    type: String(type), target: [String(service), String(method)], headers: conditionsOf(headers, (name) => name.toLowerCase()),
    queryParams: NONE,
  };
}

/** Of conditions on one name the first counts (HTTPHeaderMatch). */
function conditionsOf(list: unknown, nameOf: (name: string) => string): ReadonlyMap<string, ValueCondition> {
  const items = listOf(list);
  if (items.length === 0) return NONE;
  const conditions = new Map<string, ValueCondition>();
  for (const item of items) {
    if (!isRecord(item) || typeof item.name !== 'string') continue;
    const name = nameOf(item.name);
    if (!conditions.has(name)) conditions.set(name, { type: String(item.type ?? 'Exact'), value: String(item.value) });
  }
  return conditions;
}

/** Whether a match asks for nothing beside its path or call. */
export function isTargetAlone({ method, headers, queryParams }: MatchConditions): boolean {
  return method === undefined && headers.size === 0 && queryParams.size === 0;
}

/** Equal for matches that take the same requests by the same conditions. */
export function matchKey({ type, target, method, headers, queryParams }: MatchConditions): string {
  return `${textKey(type)}${target.map(textKey).join('')}${method === undefined ? '' : textKey(method)}`
    + `;${conditionsKey(headers)};${conditionsKey(queryParams)}`;
}

function conditionsKey(conditions: ReadonlyMap<string, ValueCondition>): string {
  if (conditions.size === 0) return '';
  return [...conditions].map(([name, { type, value }]) => textKey(name) + textKey(type) + textKey(value)).sort().join('');
}

/** With its length in front of it, any text can stand beside others. */
function textKey(text: string): string {
  return `${text.length}:${text}`;
}

/**
 * Which of two matches of one kind of routes takes a request that fits both: below zero for the first, above for the second, zero
 * where age decides between routes and order within one. Undefined where it is the implementation's choice: nobody ranks regular
 * expressions. Source: Gateway API v1.6.1, HTTPRouteRule.matches and GRPCRouteRule.matches.
 */
export function compareMatches(a: MatchConditions, b: MatchConditions): number | undefined {
  if (a.type !== b.type || a.target.some((part, i) => part !== b.target[i])) {
    const byTarget = compareTargets(a, b);
    if (byTarget !== 0) return byTarget;
  }
  return Number(b.method !== undefined) - Number(a.method !== undefined)
    || b.headers.size - a.headers.size
    || b.queryParams.size - a.queryParams.size;
}

/** Exact paths before prefixes; of each, as of services and then methods, the one with more characters. */
function compareTargets(a: MatchConditions, b: MatchConditions): number | undefined {
  if (!isRanked(a) || !isRanked(b)) return undefined;
  if (a.type !== b.type) return a.type === 'Exact' ? -1 : 1;
  const longer = a.target.findIndex((part, i) => part.length !== b.target[i].length);
  return longer < 0 ? 0 : b.target[longer].length - a.target[longer].length;
}

/** Whether the specification says how specific a path or call is. */
export function isRanked({ type }: MatchConditions): boolean {
  return type === 'Exact' || type === 'PathPrefix';
}

/** A match as messages name it: `PathPrefix "/cart" with method GET and header "x-beta"`. */
export function describeMatch({ type, target, method, headers, queryParams }: MatchConditions): string {
  const more = [
    ...(method === undefined ? [] : [`method ${method}`]),
    ...[...headers].map(([name, { value }]) => `header ${name}: ${value}`),
    ...[...queryParams].map(([name, { value }]) => `query ${name}=${value}`),
  ];
  return `${describeTarget(type, target)}${more.length > 0 ? ` with ${more.join(', ')}` : ''}`;
}

function describeTarget(type: string, [first, method]: readonly string[]): string {
  if (method === undefined) return `${type} "${first}"`;
  if (first === '' && method === '') return 'every call';
  return `${type === 'Exact' ? '' : `${type} `}"${first === '' ? '*' : first}/${method === '' ? '*' : method}"`;
}
