import type { RouteLimits } from '../../../src/manifest/route-limits';
import { type RoutePart, shardGrpcRoute, shardHttpRoute } from '../../../src/manifest/shard-routes';
import type { GrpcMatch, HttpMatch, RuleOf } from './evaluator';
import * as generate from './random';
import { Random } from './random';

type Rule = RuleOf<HttpMatch>;
const prefix = (value: string): HttpMatch => ({ path: { type: 'PathPrefix', value } });
const ruleOf = (name: string, ...matches: HttpMatch[]): Rule => ({ name, matches, backendRefs: [{ name }] });
const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);
/** Rules that tie with none. */
const apart = (count: number, from = 0): Rule[] => numbers(count, from).map((n) => ruleOf(`r${n}`, prefix(`/p${n}`)));
/** Rules that all tie: some request has every one of these headers. */
const tying = (count: number, path = '/shared'): Rule[] => numbers(count).map((n) =>
  ruleOf(`${path.slice(1)}${n}`, { ...prefix(path), headers: [{ name: `x-${n}`, value: 'on' }] }));
const distinct = (count: number, name = 'p'): HttpMatch[] => numbers(count).map((n) => prefix(`/${name}${n}`));

/** Parts in short: which rules stand where. */
const namesOf = (parts: RoutePart<Rule>[]): Record<string, (string | undefined)[]> =>
  Object.fromEntries(parts.map(({ suffix, rules }) => [suffix, rules.map(({ name }) => name)]));
const placesOf = (rules: Rule[]): Record<string, (string | undefined)[]> => {
  const { parts, problems } = shardHttpRoute({ rules });
  expect(problems).toEqual([]);
  return namesOf(parts);
};
const written = (rules: Rule[]): (string | undefined)[] => rules.map(({ name }) => name);

describe('what fits stays one route', () => {
  test('16 rules, 64 matches of a rule, 128 of all, 16 hostnames, as they are', () => {
    // GIVEN
    const hostnames = numbers(16).map((n) => `h${n}.company.com`);
    const rules = [ruleOf('a', ...distinct(64, 'a')), ruleOf('b', ...distinct(50, 'b')), ...apart(14)];
    // WHEN
    const { parts, problems } = shardHttpRoute({ hostnames, rules });
    // THEN
    expect(problems).toEqual([]);
    expect(parts).toStrictEqual([{ suffix: '', hostnames, rules }]);
    parts[0].rules.forEach((rule, index) => expect(rule).toBe(rules[index]));
  });

  test('16 rules that all tie', () => {
    expect(placesOf(tying(16))).toEqual({ '': written(tying(16)) });
  });

  test.each([undefined, []])('no rules, and hostnames %p', (hostnames) => {
    expect(shardHttpRoute({ hostnames, rules: [] })).toStrictEqual({ parts: [{ suffix: '', rules: [] }], problems: [] });
  });
});

describe('beyond a limit', () => {
  test('17 rules: the rest goes into a second part', () => {
    expect(placesOf(apart(17))).toEqual({ '': written(apart(16)), '-rules-2': ['r16'] });
  });

  test('40 rules: three parts', () => {
    expect(Object.values(placesOf(apart(40))).map((names) => names.length)).toEqual([16, 16, 8]);
  });

  test('129 matches: the rule that exceeds goes on, and a later one that fits fills the gap', () => {
    const rules = [ruleOf('a', ...distinct(64, 'a')), ruleOf('b', ...distinct(60, 'b')), ruleOf('c', ...distinct(5, 'c')), ruleOf('d', prefix('/d'))];
    expect(placesOf(rules)).toEqual({ '': ['a', 'b', 'd'], '-rules-2': ['c'] });
  });

  test('a rule without matches counts as one of an HTTPRoute, and as none of a GRPCRoute', () => {
    const full = [ruleOf('a', ...distinct(64, 'a')), ruleOf('b', ...distinct(64, 'b'))];
    const any = { name: 'any', backendRefs: [{ name: 'any' }] };
    const calls = (service: string): RuleOf<GrpcMatch> => (
      { name: service, matches: numbers(64).map((n) => ({ method: { service, method: `m${n}` } })), backendRefs: [{ name: service }] });
    expect(placesOf([...full, any])).toEqual({ '': ['a', 'b'], '-rules-2': ['any'] });
    expect(shardGrpcRoute({ rules: [calls('a'), calls('b'), any] }).parts.map(({ rules }) => rules.length)).toEqual([3]);
  });

  test('a rule of 130 matches is cut into three with the same action, and names of their own', () => {
    // GIVEN
    const rule = { ...ruleOf('all', ...distinct(130)), timeouts: { request: '5s' } };
    // WHEN
    const { parts } = shardHttpRoute({ rules: [rule] });
    // THEN
    const piece = (name: string, from: number, to: number): object => ({ ...rule, name, matches: rule.matches!.slice(from, to) });
    expect(parts).toStrictEqual([
      { suffix: '', rules: [piece('all', 0, 64), piece('all-2', 64, 128)] },
      { suffix: '-rules-2', rules: [piece('all-3', 128, 130)] },
    ]);
  });

  test('what was cut from one rule does not tie with itself', () => {
    const rule = ruleOf('all', ...new Array<HttpMatch>(130).fill(prefix('/same')));
    expect(placesOf([rule])).toEqual({ '': ['all', 'all-2'], '-rules-2': ['all-3'] });
  });

  test('a rule without a name has none in any of its pieces', () => {
    const { parts } = shardHttpRoute({ rules: [{ matches: distinct(65), backendRefs: [{ name: 'a' }] }] });
    expect(parts[0].rules.map((rule) => 'name' in rule)).toEqual([false, false]);
  });

  test('a name that a rule before has is not given twice, and a long one is shortened', () => {
    const long = `${'a'.repeat(250)}-bc`;
    expect(placesOf([ruleOf('all-2', prefix('/x')), ruleOf('all', ...distinct(65))])).toEqual({ '': ['all-2', 'all', 'all-3'] });
    expect(placesOf([ruleOf(long, ...distinct(65))])).toEqual({ '': [long, `${'a'.repeat(250)}-2`] });
  });

  test('17 hostnames: two groups that each have every part', () => {
    // GIVEN
    const hostnames = [...numbers(15).map((n) => `h${n}.company.com`), '*.company.com', '*.com'];
    // WHEN
    const { parts } = shardHttpRoute({ hostnames, rules: apart(17) });
    // THEN
    expect(parts).toStrictEqual([
      { suffix: '', hostnames: hostnames.slice(0, 16), rules: apart(16) },
      { suffix: '-rules-2', hostnames: hostnames.slice(0, 16), rules: apart(1, 16) },
      { suffix: '-hosts-2', hostnames: ['*.com'], rules: apart(16) },
      { suffix: '-hosts-2-rules-2', hostnames: ['*.com'], rules: apart(1, 16) },
    ]);
  });

  test('a hostname that is written twice counts once', () => {
    const hostnames = new Array<string>(17).fill('a.com');
    expect(shardHttpRoute({ hostnames, rules: apart(1) }).parts).toStrictEqual([{ suffix: '', hostnames: ['a.com'], rules: apart(1) }]);
  });
});

describe('rules that tie stand together', () => {
  test('two groups of ten go into a part each', () => {
    expect(placesOf([...tying(10, '/a'), ...tying(10, '/b')])).toEqual({ '': written(tying(10, '/a')), '-rules-2': written(tying(10, '/b')) });
  });

  test('a rule joins those that it ties with, though an earlier part has room', () => {
    const late = ruleOf('late', prefix('/p16'));
    const rules = [ruleOf('a', ...distinct(64, 'a')), ruleOf('b', ...distinct(60, 'b')), ruleOf('c', ...distinct(5, 'c')), ruleOf('d', prefix('/c0'))];
    expect(placesOf([...apart(17), late])).toEqual({ '': written(apart(16)), '-rules-2': ['r16', 'late'] });
    expect(placesOf(rules)).toEqual({ '': ['a', 'b'], '-rules-2': ['c', 'd'] });
  });

  test('where their part is full, they move together, in their order', () => {
    expect(placesOf([...apart(16), ruleOf('late', prefix('/p3'))]))
      .toEqual({ '': written(apart(16)).filter((name) => name !== 'r3'), '-rules-2': ['r3', 'late'] });
  });

  test('a rule that ties with rules of two parts brings them together', () => {
    const rules = [...apart(17), ruleOf('both', prefix('/p0'), prefix('/p16'))];
    expect(placesOf(rules)).toEqual({ '': written(apart(15, 1)), '-rules-2': ['r0', 'r16', 'both'] });
  });

  test('a part that became empty keeps its number, so that no other is named anew', () => {
    // GIVEN
    const limits: RouteLimits = { rules: 4, matches: 4, allMatches: 4, hostnames: 1 };
    const shared = (name: string, value: string): HttpMatch => ({ ...prefix('/shared'), headers: [{ name, value }] });
    const rules = [
      ruleOf('large', ...distinct(3, 'large')), ruleOf('one', shared('x', '1')), ruleOf('two', shared('x', '2'), prefix('/two')),
      ruleOf('other', ...distinct(3, 'other')), ruleOf('late', prefix('/large0')),
    ];
    expect(namesOf(shardHttpRoute({ rules }, limits).parts))
      .toEqual({ '': ['one'], '-rules-2': ['two'], '-rules-3': ['other'], '-rules-4': ['large', 'late'] });
    // WHEN
    const { parts } = shardHttpRoute({ rules: [...rules, ruleOf('both', shared('y', '1'))] }, limits);
    // THEN
    expect(namesOf(parts)).toEqual({ '': ['one', 'two', 'both'], '-rules-3': ['other'], '-rules-4': ['large', 'late'] });
  });
});

describe('refused', () => {
  const problemsOf = (rules: Rule[]): string[] =>
    shardHttpRoute({ rules }).problems.map(({ path, reason, fix }) => `${path}: ${reason}; ${fix}`);

  test('17 rules that tie', () => {
    expect(problemsOf(tying(17))).toEqual([
      'spec.rules[16]: it ties with rules[0], rules[1], rules[2] and 13 more, or with what '
      + 'ties with them (some request fits two, and neither is more specific), so they must stand in one route, in their order; that makes '
      + '17 rules, and 16 rules are the limit of a route (Gateway API v1.6.1, HTTPRouteSpec); make some of them more specific (a longer '
      + 'path, a method, one more header), or join those that do the same',
    ]);
  });

  test('rules that tie and have 129 matches', () => {
    const rules = [ruleOf('a', ...distinct(64)), ruleOf('b', ...distinct(64)), ruleOf('c', prefix('/p0'))];
    expect(problemsOf(rules)).toEqual([expect.stringMatching(
      /^spec\.rules\[2\]: it ties with rules\[0\], rules\[1\], .*that makes 129 matches, and 128 matches are the limit of a route/)]);
  });

  test('a regular expression among 17 rules', () => {
    const rules = [...apart(16), ruleOf('any', { path: { type: 'RegularExpression', value: '/users/[0-9]+' } })];
    expect(problemsOf(rules)).toEqual([expect.stringMatching(
      /17 rules, .*; write exact matches or prefixes instead of regular expressions, which may tie with any path$/)]);
  });

  test('the rules after a refused one are judged, too, and there are no parts', () => {
    const { parts, problems } = shardHttpRoute({ rules: [...tying(18, '/a'), ...tying(17, '/b')] });
    expect(parts).toEqual([]);
    expect(problems.map(({ path }) => path)).toEqual(['spec.rules[16]', 'spec.rules[17]', 'spec.rules[34]']);
  });

  test('a name that an earlier rule has, or a piece of it', () => {
    expect(problemsOf([ruleOf('a', prefix('/a')), ruleOf('a', prefix('/b'))]))
      .toEqual([expect.stringMatching(/^spec\.rules\[1\]\.name: spec\.rules\[0\], or a part of it .*; give each rule a name of its own$/)]);
    expect(problemsOf([ruleOf('a', ...distinct(65)), ruleOf('a-2', prefix('/b'))])).toEqual([expect.stringMatching(/^spec\.rules\[1\]\.name: /)]);
  });

  test('a GRPCRoute, by its own specification', () => {
    const rules = numbers(17).map((n) => ({ name: `r${n}`, backendRefs: [{ name: 'a' }] }));
    expect(shardGrpcRoute({ rules }).problems[0].reason).toMatch(/16 rules are the limit of a route \(Gateway API v1\.6\.1, GRPCRouteSpec\)$/);
  });
});

describe('over hundreds of routes', () => {
  const LIMITS: RouteLimits = { rules: 3, matches: 2, allMatches: 5, hostnames: 2 };
  const routesOf = (seed: number, unranked = 3): { hostnames?: string[]; rules: Rule[] }[] => {
    const random = new Random(seed);
    return numbers(500).map(() => ({
      hostnames: generate.hostnames(random),
      rules: generate.rules(random, 8, () => generate.httpMatch(random, { expressions: unranked, repeats: unranked })),
    }));
  };
  const shard = (route: { hostnames?: string[]; rules: Rule[] }): RoutePart<Rule>[] => shardHttpRoute(route, LIMITS).parts;
  /** Which group of hostnames a part is for. */
  const groupOf = ({ suffix }: RoutePart<Rule>): string => suffix.split('-rules')[0];
  /** Where each rule, or piece of one, stands. */
  const standing = (parts: RoutePart<Rule>[]): Map<string, string> =>
    new Map(parts.flatMap((part) => part.rules.map((rule) => [`${JSON.stringify(rule)} ${groupOf(part)}`, part.suffix])));
  /** Every match with its action, in an order of its own. */
  const matchesIn = (rules: readonly Rule[]): string[] => rules.flatMap(({ matches, backendRefs }) =>
    (matches === undefined || matches.length === 0 ? [{}] : matches).map((match) => JSON.stringify([match, backendRefs]))).sort();

  test('every part is within the limits, and each group of hostnames has every match of every rule once', () => {
    for (const route of routesOf(11)) {
      const parts = shard(route);
      for (const { rules, hostnames = [] } of parts) {
        expect(rules.length).toBeLessThanOrEqual(LIMITS.rules);
        expect(hostnames.length).toBeLessThanOrEqual(LIMITS.hostnames);
        const counts = rules.map(({ matches }) => matches?.length ?? 1);
        expect(Math.max(0, ...counts)).toBeLessThanOrEqual(LIMITS.matches);
        expect(counts.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(LIMITS.allMatches);
      }
      for (const group of new Set(parts.map(groupOf))) {
        const stand = parts.filter((part) => groupOf(part) === group).flatMap(({ rules }) => rules);
        expect(matchesIn(stand)).toEqual(matchesIn(route.rules));
      }
    }
  });

  test('a rule that ties with none moves no other, and renames no part', () => {
    let appended = 0;
    for (const route of routesOf(12, 0)) {
      const before = standing(shard(route));
      if (before.size === 0) continue;
      const after = standing(shard({ ...route, rules: [...route.rules, ruleOf('new', prefix('/new'), prefix('/newer'))] }));
      for (const [rule, suffix] of before) expect(after.get(rule)).toBe(suffix);
      appended++;
    }
    expect(appended).toBeGreaterThan(125);
  });

  test('what moves with a rule that is added ends in one part with it, and no other rule moves', () => {
    let moved = 0;
    for (const { hostnames, rules } of routesOf(13)) {
      const before = standing(shard({ hostnames, rules: rules.slice(0, -1) }));
      const parts = shard({ hostnames, rules });
      const after = standing(parts);
      if (after.size === 0) continue;
      const own = rules.at(-1)?.backendRefs[0].name;
      const homes = parts.filter(({ rules: stand }) => stand.some(({ backendRefs }) => backendRefs[0].name === own)).map(({ suffix }) => suffix);
      for (const [rule, suffix] of before) {
        if (after.get(rule) === suffix) continue;
        expect(homes).toContain(after.get(rule));
        moved++;
      }
    }
    expect(moved).toBeGreaterThan(20);
  });
});
