import type { RouteLimits } from '../../../src/manifest/route-limits';
import { type ShardedRoute, shardGrpcRoute, shardHttpRoute } from '../../../src/manifest/shard-routes';
import {
  type Age, answer, candidates, GRPC, type GrpcMatch, type GrpcRequest, HTTP, type HttpMatch, type HttpRequest, type Kind, type RuleOf,
} from './evaluator';
import * as generate from './random';
import { Random } from './random';

/** Small, so that small rule sets exceed all of them. */
const LIMITS: RouteLimits = { rules: 3, matches: 2, allMatches: 5, hostnames: 2 };
const CASES = 300;
const REQUESTS = 10;

/** A kind of route with its sharding and what is generated for it. */
interface Subject<Match extends object, Request extends { readonly host: string }> {
  readonly kind: Kind<Match, Request>;
  shard(route: { hostnames?: string[]; rules: RuleOf<Match>[] }): ShardedRoute<RuleOf<Match>>;
  match(random: Random, shares: generate.Shares): Match;
  request(random: Random): Request;
}

const http: Subject<HttpMatch, HttpRequest> = {
  kind: HTTP, shard: (route) => shardHttpRoute(route, LIMITS), match: generate.httpMatch, request: generate.httpRequest,
};
const grpc: Subject<GrpcMatch, GrpcRequest> = {
  kind: GRPC, shard: (route) => shardGrpcRoute(route, LIMITS), match: generate.grpcMatch, request: generate.grpcRequest,
};

/** Every order of up to four things; of more, the given one, its reverse, and some by chance. */
function orders(random: Random, count: number): number[][] {
  const first = Array.from({ length: count }, (_, index) => index);
  return count <= 4 ? permutations(first) : [first, [...first].reverse(), ...Array.from({ length: 20 }, () => random.shuffled(first))];
}

function permutations(items: readonly number[]): number[][] {
  return items.length < 2 ? [[...items]] : items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

/** Ages that put routes into an order, or where all are equally old, names that do. */
function agesIn(order: readonly number[], byName: boolean): Age[] {
  return order.map((place) => (byName ? { created: 0, name: String(place).padStart(3, '0') } : { created: place, name: 'route' }));
}

interface Outcome { readonly sharded: number; readonly different: string[] }

/** Generates routes, shards them, and holds the parts in every order of age against the one route. */
function compare<Match extends object, Request extends { readonly host: string }>(
  { kind, shard, match, request }: Subject<Match, Request>, seed: number, shares: generate.Shares,
): Outcome {
  const random = new Random(seed);
  const outcome = { sharded: 0, different: [] as string[] };
  for (let number = 0; number < CASES; number++) {
    const route = { hostnames: generate.hostnames(random), rules: generate.rules(random, 8, () => match(random, shares)) };
    const { parts } = shard(route);
    if (parts.length < 2) continue;
    outcome.sharded++;
    for (const asked of Array.from({ length: REQUESTS }, () => request(random))) {
      const dialect = generate.dialect(random);
      const expected = answer(candidates(kind, [route], asked, dialect), agesIn([0], false));
      const fitting = candidates(kind, parts, asked, dialect);
      const wrong = orders(random, parts.length).find((order) => answer(fitting, agesIn(order, random.chance(50))) !== expected);
      if (wrong) outcome.different.push(JSON.stringify({ route, parts, asked, dialect, wrong, expected }));
    }
  }
  return outcome;
}

/** Rules in threes, as they come. */
const careless: typeof http = {
  ...http,
  shard: ({ hostnames, rules }) => ({
    problems: [],
    parts: rules.flatMap((_, index) => (index % 3 === 0 ? [{ suffix: '', hostnames, rules: rules.slice(index, index + 3) }] : [])),
  }),
};

describe('parts answer every request as the one route would, in every order of age', () => {
  test.each<[string, number, generate.Shares]>([
    ['ranked matches', 1, { expressions: 0, repeats: 0 }],
    ['some without a portable rank', 2, { expressions: 6, repeats: 6 }],
    ['half without a portable rank', 3, { expressions: 50, repeats: 30 }],
  ])('HTTP, %s', (_, seed, shares) => {
    const { sharded, different } = compare(http, seed, shares);
    expect(different.slice(0, 1)).toEqual([]);
    expect(sharded).toBeGreaterThan(CASES / 10);
  });

  test.each<[string, number, generate.Shares]>([
    ['ranked matches', 4, { expressions: 0, repeats: 0 }],
    ['some without a portable rank', 5, { expressions: 6, repeats: 6 }],
  ])('gRPC, %s', (_, seed, shares) => {
    const { sharded, different } = compare(grpc, seed, shares);
    expect(different.slice(0, 1)).toEqual([]);
    expect(sharded).toBeGreaterThan(CASES / 10);
  });

  test('rules that are split without care are found out', () => {
    expect(compare(careless, 6, { expressions: 0, repeats: 0 }).different.length).toBeGreaterThan(CASES / 10);
  });
});
