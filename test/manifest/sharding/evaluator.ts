/**
 * Which rule answers a request, written from the specification alone (Gateway API v1.6.1, HTTPRouteSpec.hostnames,
 * HTTPRouteRule.matches, GRPCRouteRule.matches), to hold the sharding of routes against. It knows no limits.
 */

export interface RouteOf<Match> {
  readonly hostnames?: readonly string[];
  readonly rules: readonly RuleOf<Match>[];
}

/** What decides between routes where nothing in them does. */
export interface Age {
  readonly created: number;
  readonly name: string;
}

export interface RuleOf<Match> {
  readonly name?: string;
  readonly matches?: readonly Match[];
  /** Its action: rules with an equal one give the same answer. */
  readonly backendRefs: readonly { readonly name: string }[];
}

/** What the specification leaves open. Sharding has to hold whatever an implementation chose. */
export interface Dialect {
  /** Regular expressions rank above all, below all, or by their length among the rest. */
  readonly expressions: 'first' | 'last' | 'byLength';
  /** Whether the trailing slash of a prefix is one of its characters. */
  readonly slashCounts: boolean;
  /** Whether a header name that a match repeats counts each time. */
  readonly repeatsCount: boolean;
  /** A rule of a less specific hostname answers where none of a more specific one does, or never; or hostnames only admit. */
  readonly hostnames: 'fallThrough' | 'onlyMostSpecific' | 'onlyAdmit';
}

/** How a kind of route reads its matches. */
export interface Kind<Match, Request> {
  fits(match: Match, request: Request): boolean;
  /** Larger numbers win, the first difference decides. */
  rank(match: Match, dialect: Dialect): number[];
}

/** A match that fits a request. */
export interface Candidate {
  /** Which of the routes it stands in, and in which of its rules. */
  readonly route: number;
  readonly rule: number;
  readonly host: readonly number[];
  readonly rank: readonly number[];
  readonly action: string;
}

/** Every match that fits a request, of routes that share a listener. */
export function candidates<Match, Request extends { readonly host: string }>(
  kind: Kind<Match, Request>, routes: readonly RouteOf<Match>[], request: Request, dialect: Dialect,
): Candidate[] {
  const fitting = routes.flatMap(({ hostnames, rules }, route) => {
    const host = hostRank(hostnames, request.host);
    if (host === undefined) return [];
    return rules.flatMap(({ matches, backendRefs: [{ name: action }] }, rule) =>
      (matches === undefined || matches.length === 0 ? [{} as Match] : matches)
        .filter((match) => kind.fits(match, request))
        .map((match): Candidate => ({ route, rule, rank: kind.rank(match, dialect), host, action })));
  });
  if (dialect.hostnames === 'fallThrough') return fitting;
  if (dialect.hostnames === 'onlyAdmit') return fitting.map((one) => ({ ...one, host: [] }));
  const hosts = routes.map(({ hostnames }) => hostRank(hostnames, request.host)).filter((host) => host !== undefined);
  return fitting.filter(({ host }) => hosts.every((other) => compare(host, other) >= 0));
}

/** The action that answers, or undefined where no match fits. Routes have their age by their place in the list. */
export function answer(fitting: readonly Candidate[], ages: readonly Age[]): string | undefined {
  return [...fitting].sort((a, b) => byPrecedence(a, b, ages)).at(0)?.action;
}

function byPrecedence(a: Candidate, b: Candidate, ages: readonly Age[]): number {
  return compare(b.host, a.host) || compare(b.rank, a.rank)
    || ages[a.route].created - ages[b.route].created
    || (ages[a.route].name < ages[b.route].name ? -1 : Number(ages[a.route].name > ages[b.route].name))
    || a.rule - b.rule;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** Characters of the best matching hostname without a wildcard, then of the best matching one; undefined where none matches. */
function hostRank(hostnames: readonly string[] | undefined, host: string): number[] | undefined {
  if (hostnames === undefined || hostnames.length === 0) return [0, 0];
  const matching = hostnames.filter((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) && host.length >= name.length : name === host));
  if (matching.length === 0) return undefined;
  const longest = (names: readonly string[]): number => Math.max(0, ...names.map((name) => name.length));
  return [longest(matching.filter((name) => !name.startsWith('*.'))), longest(matching)];
}

export interface ValueMatch { readonly type?: string; readonly name: string; readonly value: string }

export interface HttpMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly method?: string;
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
}

export interface HttpRequest {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

export const HTTP: Kind<HttpMatch, HttpRequest> = {
  fits: ({ path = {}, method, headers = [], queryParams = [] }, request) =>
    pathFits(path.type ?? 'PathPrefix', path.value ?? '/', request.path)
    && (method === undefined || method === request.method)
    && firstOfEach(headers).every((header) => valueFits(header, request.headers[header.name.toLowerCase()]))
    && queryParams.every((param) => valueFits(param, request.query[param.name])),
  rank: ({ path = {}, method, headers = [], queryParams = [] }, dialect) => [
    ...pathRank(path.type ?? 'PathPrefix', path.value ?? '/', dialect),
    method === undefined ? 0 : 1,
    headerCount(headers, dialect),
    queryParams.length,
  ],
};

function pathFits(type: string, value: string, path: string): boolean {
  if (type === 'Exact') return path === value;
  if (type === 'RegularExpression') return wholly(value, path);
  const elements = value.split('/').filter((element) => element !== '');
  const given = path.split('/').filter((element) => element !== '');
  return elements.every((element, index) => element === given[index]);
}

function pathRank(type: string, value: string, { expressions, slashCounts }: Dialect): number[] {
  if (type === 'Exact') return [3, 0];
  if (type === 'PathPrefix') return [2, slashCounts || value === '/' ? value.length : value.replace(/\/$/, '').length];
  return [{ first: 4, last: 1, byLength: 2 }[expressions], value.length];
}

export interface GrpcMatch {
  readonly method?: { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly ValueMatch[];
}

export interface GrpcRequest {
  readonly host: string;
  readonly service: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const GRPC: Kind<GrpcMatch, GrpcRequest> = {
  fits: ({ method: { type = 'Exact', service = '', method = '' } = {}, headers = [] }, request) => {
    const fits = (wanted: string, given: string): boolean =>
      wanted === '' || (type === 'Exact' ? wanted === given : wholly(wanted, given));
    return fits(service, request.service) && fits(method, request.method)
      && firstOfEach(headers).every((header) => valueFits(header, request.headers[header.name.toLowerCase()]));
  },
  rank: ({ method: { type = 'Exact', service = '', method = '' } = {}, headers = [] }, dialect) => {
    const among = type === 'Exact' ? 0 : { first: 1000, last: -1000, byLength: 0 }[dialect.expressions];
    return [service.length + among, method.length + among, headerCount(headers, dialect)];
  },
};

function wholly(expression: string, text: string): boolean {
  return new RegExp(`^(?:${expression})$`).test(text);
}

function valueFits({ type = 'Exact', value }: ValueMatch, given: string | undefined): boolean {
  if (given === undefined) return false;
  return type === 'Exact' ? value === given : wholly(value, given);
}

/** Of headers whose names differ by case alone, the first is held against the request. */
function firstOfEach(headers: readonly ValueMatch[]): ValueMatch[] {
  const names = headers.map(({ name }) => name.toLowerCase());
  return headers.filter((_, index) => names.indexOf(names[index]) === index);
}

function headerCount(headers: readonly ValueMatch[], { repeatsCount }: Dialect): number {
  return repeatsCount ? headers.length : firstOfEach(headers).length;
}
