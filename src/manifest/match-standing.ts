import { jsonText } from './json-text';
import { normalizePrefix } from './path';

/** A condition on a header or a query parameter. */
export interface ValueMatchJson {
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
export function httpStanding({ path = {}, method, headers = [], queryParams = [] }: HttpMatchJson): MatchStanding {
  const { type = 'PathPrefix', value = '/' } = path;
  const names = firstOfEachName(headers);
  const portable = type !== 'RegularExpression' && names.size === headers.length;
  // Whether the trailing slash of a prefix counts as a character is not said: without it the two spellings tie.
  const compared = type === 'PathPrefix' ? normalizePrefix(value) : value;
  return {
    rank: portable ? jsonText([type, compared, method ?? '', headers.length, queryParams.length]) : undefined,
    exact: new Map([
      ...(type === 'Exact' ? [['path', value] as const] : []),
      ...(method === undefined ? [] : [['method', method] as const]),
      ...exactValues('header', names),
      ...exactValues('query', new Map(queryParams.map((param) => [param.name, param]))),
    ]),
  };
}

/** Source: Gateway API v1.6.1, GRPCRouteRule.matches: length of the service, of the method, number of headers. */
export function grpcStanding({ method: call = {}, headers = [] }: GrpcMatchJson): MatchStanding {
  const { type = 'Exact', service = '', method = '' } = call;
  const names = firstOfEachName(headers);
  const portable = type === 'Exact' && names.size === headers.length;
  const given = [['service', service], ['method', method]] as const;
  return {
    rank: portable ? jsonText([service, method, headers.length]) : undefined,
    exact: new Map([
      // Empty stands for any.
      ...(type === 'Exact' ? given.filter(([, value]) => value !== '') : []),
      ...exactValues('header', names),
    ]),
  };
}

/** Header names are compared without case, and only the first of equal ones counts (HTTPHeaderMatch). */
function firstOfEachName(headers: readonly ValueMatchJson[]): Map<string, ValueMatchJson> {
  return new Map([...headers].reverse().map((header) => [header.name.toLowerCase(), header]));
}

function exactValues(what: string, conditions: ReadonlyMap<string, ValueMatchJson>): (readonly [string, string])[] {
  return [...conditions].filter(([, { type = 'Exact' }]) => type === 'Exact').map(([name, { value }]) => [`${what} ${name}`, value]);
}
