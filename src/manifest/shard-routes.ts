import { RuleCutter, type RuleJson } from './cut-rule';
import { type FieldProblem, fieldProblem } from './field-problem';
import { type GrpcMatchJson, grpcStanding, type HttpMatchJson, httpStanding, type MatchStanding } from './match-standing';
import { matchesOf, type Placed, RulePlaces } from './place-rules';
import { ROUTE_LIMITS, type RouteLimits } from './route-limits';

/** A route of any size: what an HTTPRoute or GRPCRoute holds, without its limits. */
export interface RouteJson<Rule extends RuleJson> {
  readonly hostnames?: readonly string[];
  readonly rules: readonly Rule[];
  /** Whether some of the hostnames can stand in one route, beside their limit; where it is not given, they can. */
  fitOne?(hostnames: readonly string[]): boolean;
}

/** One route of several that stand for a larger one. */
export interface RoutePart<Rule extends RuleJson> {
  /** What to add to the route's name: nothing for the first part, then such as `-rules-2`, `-hosts-2` or `-hosts-2-rules-3`. */
  readonly suffix: string;
  readonly hostnames?: string[];
  readonly rules: Rule[];
}

/** A route in parts within the limits; none where there is a problem. */
export interface ShardedRoute<Rule extends RuleJson> {
  readonly parts: RoutePart<Rule>[];
  readonly problems: FieldProblem[];
}

/** What differs between the kinds of routes. */
interface RouteForm<Rule> {
  /** Where the limits of a route are said. */
  readonly source: string;
  /** Where the limits of a rule are said. */
  readonly ruleSource: string;
  /** How many matches a rule counts for that has none written. */
  readonly withoutMatches: number;
  standingsOf(rule: Rule): MatchStanding[];
}

type HttpRuleJson = RuleJson & { readonly matches?: readonly HttpMatchJson[] };
type GrpcRuleJson = RuleJson & { readonly matches?: readonly GrpcMatchJson[] };

const HTTP: RouteForm<HttpRuleJson> = {
  source: 'Gateway API v1.6.1, HTTPRouteSpec',
  ruleSource: 'Gateway API v1.6.1, HTTPRouteRule',
  withoutMatches: 1, // the API server writes one
  standingsOf: ({ matches }) => orAny(matches).map(httpStanding),
};

const GRPC: RouteForm<GrpcRuleJson> = {
  source: 'Gateway API v1.6.1, GRPCRouteSpec',
  ruleSource: 'Gateway API v1.6.1, GRPCRouteRule',
  withoutMatches: 0,
  standingsOf: ({ matches }) => orAny(matches).map(grpcStanding),
};

/** A rule without matches takes every request. */
function orAny<Match extends object>(matches: readonly Match[] | undefined): readonly (Match | Record<string, never>)[] {
  return matches === undefined || matches.length === 0 ? [{}] : matches;
}

/**
 * An HTTPRoute of any size as routes within the limits, which answer each request as the one would, however old each of them is.
 *
 * Between routes, age decides what the specification does not rank. So rules that can tie stand in one part, in their order; all
 * others are ranked, and any part will do. Hostnames are cut into groups that each have all parts: whichever groups the hostname
 * of a request picks, by wildcards or without, every rule is in their routes, and rules that tie are in the same ones.
 *
 * A rule that is added at the end moves no other, unless it ties with rules whose part has no room for it: then they move
 * together. Rules of other routes on the same listener are not known here.
 */
export function shardHttpRoute<Rule extends HttpRuleJson>(route: RouteJson<Rule>, limits = ROUTE_LIMITS): ShardedRoute<Rule> {
  return shard<Rule>(route, HTTP, limits);
}

/** The same for a GRPCRoute. */
export function shardGrpcRoute<Rule extends GrpcRuleJson>(route: RouteJson<Rule>, limits = ROUTE_LIMITS): ShardedRoute<Rule> {
  return shard<Rule>(route, GRPC, limits);
}

function shard<Rule extends RuleJson>(
  route: RouteJson<Rule>, form: RouteForm<Rule>, limits: RouteLimits,
): ShardedRoute<Rule> {
  const { parts, problems } = placeAll(route.rules, form, limits);
  if (problems.length > 0) return { parts: [], problems };
  const groups = hostnameGroups(route, limits.hostnames);
  return {
    parts: groups.flatMap((group, host) => parts.map((part): RoutePart<Rule> => ({
      suffix: `${suffix('hosts', host)}${suffix('rules', part.number)}`,
      ...(group.length > 0 && { hostnames: group }),
      rules: [...part.rules],
    }))),
    problems: [],
  };
}

function suffix(what: string, index: number): string {
  return index === 0 ? '' : `-${what}-${index + 1}`;
}

/** Groups of hostnames within the limit, in their order; a route without hostnames has one group, which is empty. */
function hostnameGroups({ hostnames, fitOne = () => true }: RouteJson<RuleJson>, limit: number): string[][] {
  const groups: string[][] = [[]];
  for (const hostname of new Set(hostnames)) {
    const last = groups[groups.length - 1];
    const fits = last.length < limit && fitOne([...last, hostname]);
    if (last.length === 0 || fits) last.push(hostname);
    else groups.push([hostname]);
  }
  return groups;
}

interface NumberedPart<Rule> {
  readonly number: number;
  readonly rules: Rule[];
}

function placeAll<Rule extends RuleJson>(
  rules: readonly Rule[], form: RouteForm<Rule>, limits: RouteLimits,
): { parts: NumberedPart<Rule>[]; problems: FieldProblem[] } {
  const places = new RulePlaces<Rule>(limits);
  const cutter = new RuleCutter(limits.matches, form.ruleSource);
  const problems = rules.flatMap((rule, written) => {
    const taken = cutter.problem(rule, written);
    if (taken) return [taken];
    const pieces = cutter.cut(rule, written).map((piece): Placed<Rule> => ({
      rule: piece, written, matches: piece.matches?.length ?? form.withoutMatches, standings: form.standingsOf(piece),
    }));
    const found = pieces.flatMap((piece) => placeOne(places, piece, form.source, limits));
    // Only now: rules that were cut from one do the same, so they do not tie.
    if (found.length === 0) places.remember(pieces);
    return found.slice(0, 1);
  });
  const parts = places.parts().map((placed, number) => ({ number, rules: placed }));
  // A route without rules is one part, too.
  return { parts: rules.length === 0 ? [{ number: 0, rules: [] }] : parts.filter((part) => part.rules.length > 0), problems };
}

function placeOne<Rule extends RuleJson>(
  places: RulePlaces<Rule>, rule: Placed<Rule>, source: string, limits: RouteLimits,
): FieldProblem[] {
  const tied = places.tiedWith(rule);
  const group = [...tied.flatMap(({ rules }) => rules), rule];
  if (!places.fit(group)) return [tooManyTies(group, source, limits)];
  places.place(rule, tied);
  return [];
}

/** The last rule of a group is one too many for a route. */
function tooManyTies(group: readonly Placed<RuleJson>[], source: string, limits: RouteLimits): FieldProblem {
  const { written, rule } = group[group.length - 1];
  const others = [...new Set(group.map((placed) => placed.written))].filter((index) => index !== written).sort((a, b) => a - b);
  const [have, limit] = group.length > limits.rules
    ? [`${group.length} rules`, `${limits.rules} rules are the limit`]
    : [`${matchesOf(group)} matches`, `${limits.allMatches} matches are the limit`];
  const byExpression = group.some(({ standings }) => standings.some(({ rank }) => rank === undefined));
  return fieldProblem(
    `spec.rules[${written}]`, rule,
    `it ties with ${few(others)}, or with what ties with them (some request fits two, and neither is more specific), `
    + `so they must stand in one route, in their order; that makes ${have}, and ${limit} of a route (${source})`,
    byExpression
      ? 'write exact matches or prefixes instead of regular expressions, which may tie with any path'
      : 'make some of them more specific (a longer path, a method, one more header), or join those that do the same',
  );
}

/** Rules by their places; of many the first three. */
function few(indexes: readonly number[]): string {
  const named = indexes.slice(0, 3).map((index) => `rules[${index}]`).join(', ');
  return indexes.length > 3 ? `${named} and ${indexes.length - 3} more` : named;
}
