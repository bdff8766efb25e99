import { jsonText } from './json-text';
import { grpcConditions, httpConditions, isRanked, type MatchConditions, type ValueCondition } from './match-conditions';

/** A condition on a header or a query parameter. */
interface ValueMatchJson {
  readonly type?: string;
  readonly name: string;
  readonly value: string;
}

/** A match of an HTTPRoute rule. */
export interface HttpMatchJson {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly method?: string;
  readonly headers?: readonly ValueMatchJson[];
  readonly queryParams?: readonly ValueMatchJson[];
}

/** A match of a GRPCRoute rule. */
export interface GrpcMatchJson {
  readonly method?: { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly ValueMatchJson[];
}

/** A match, as far as it decides which of several that fit a request answers it. */
export interface MatchStanding {
  /**
   * Everything that the specification ranks matches by, with the path or method itself: two matches that it ranks equally and
   * that share a request have equal paths. Undefined where implementations differ: such a match may tie with any other.
   */
  readonly rank?: string;
  /** What a request must have exactly, by name: two matches that want different values there share no request. */
  readonly exact: ReadonlyMap<string, string>;
}

/**
 * Whether some request may fit both matches with neither of them more specific, so that age decides between routes.
 * Not counted are requests that repeat a header or a query parameter: what those match is left open within one route, too.
 */
export function mayTie(a: MatchStanding, b: MatchStanding): boolean {
  if (a.rank !== undefined && b.rank !== undefined && a.rank !== b.rank) return false;
  return [...a.exact].every(([name, value]) => (b.exact.get(name) ?? value) === value);
}

/** Source: Gateway API v1.6.1, HTTPRouteRule.matches: path type, length of the path, method, number of headers and parameters. */
export function httpStanding(match: HttpMatchJson): MatchStanding {
  return standingOf(httpConditions(match), match.headers);
}

/** Source: Gateway API v1.6.1, GRPCRouteRule.matches: length of the service, of the method, number of headers. */
export function grpcStanding(match: GrpcMatchJson): MatchStanding {
  return standingOf(grpcConditions(match), match.headers);
}

/** A header that is named twice, in any case, counts once or twice, as the implementation has it. */
function standingOf(conditions: MatchConditions, written: readonly ValueMatchJson[] = []): MatchStanding {
  const { type, target, method, headers, queryParams } = conditions;
  const isPortable = isRanked(conditions) && headers.size === written.length;
  // The empty name of a service or method stands for any.
  const exactTarget = type === 'Exact' ? target.flatMap((part, i) => (part === '' ? [] : [[`target ${i}`, part] as const])) : [];
  return {
    rank: isPortable ? jsonText([type, ...target, method ?? '', headers.size, queryParams.size]) : undefined,
    exact: new Map([
      ...exactTarget,
      ...(method === undefined ? [] : [['method', method] as const]),
      ...exactValues('header', headers),
      ...exactValues('query', queryParams),
    ]),
  };
}

function exactValues(what: string, conditions: ReadonlyMap<string, ValueCondition>): (readonly [string, string])[] {
  return [...conditions].filter(([, { type }]) => type === 'Exact').map(([name, { value }]) => [`${what} ${name}`, value]);
}
