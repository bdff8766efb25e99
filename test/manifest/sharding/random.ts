import type { Dialect, GrpcMatch, GrpcRequest, HttpMatch, HttpRequest, RuleOf, ValueMatch } from './evaluator';

/** Seeded, so that a run is the same everywhere (mulberry32). */
export class Random {
  public constructor(private state: number) {}

  /** A whole number from 0 to below `limit`. */
  public below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  public chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  public oneOf<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  public list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  public shuffled<T>(values: readonly T[]): T[] {
    const rest = [...values];
    return values.map(() => rest.splice(this.below(rest.length), 1)[0]);
  }
}

// Few values, so that requests fit several rules and rules tie often.
const HOSTS = ['a.com', 'b.a.com', 'c.b.a.com', 'd.org'];
const HOSTNAMES = ['a.com', 'b.a.com', 'c.b.a.com', '*.a.com', '*.b.a.com', '*.com', '*.org'];
const PATHS = ['/', '/a', '/a/', '/a/b', '/b', '/ab'];
const EXPRESSIONS = ['/a.*', '/(a|b)', '.*'];
const METHODS = ['GET', 'POST'];
const VALUES = ['1', '2'];
const SERVICES = ['s', 't', 'shop'];
const CALLS = ['Get', 'Put', 'Scan'];

/** How often what no portable order ranks is generated, in percent. */
export interface Shares { readonly expressions: number; readonly repeats: number }

export function dialect(random: Random): Dialect {
  return {
    expressions: random.oneOf(['first', 'last', 'byLength']),
    slashCounts: random.chance(50),
    repeatsCount: random.chance(50),
    hostnames: random.oneOf(['fallThrough', 'onlyMostSpecific', 'onlyAdmit']),
  };
}

export function hostnames(random: Random): string[] | undefined {
  return random.chance(30) ? undefined : random.list(5, () => random.oneOf(HOSTNAMES));
}

/** Rules whose actions all differ. */
export function rules<Match>(random: Random, most: number, match: () => Match): RuleOf<Match>[] {
  return random.list(most, () => random.list(3, match)).map((matches, index) => ({
    ...(random.chance(50) && { name: `rule-${index}` }),
    ...(matches.length > 0 || random.chance(50) ? { matches } : {}),
    backendRefs: [{ name: `backend-${index}` }],
  }));
}

export function httpMatch(random: Random, { expressions, repeats }: Shares): HttpMatch {
  const type = random.chance(expressions) ? 'RegularExpression' : random.oneOf(['Exact', 'PathPrefix']);
  return {
    ...(random.chance(85) && { path: { type, value: random.oneOf(type === 'RegularExpression' ? EXPRESSIONS : PATHS) } }),
    ...(random.chance(40) && { method: random.oneOf(METHODS) }),
    ...(random.chance(50) && { headers: conditions(random, random.chance(repeats) ? ['x', 'X'] : ['x', 'y']) }),
    ...(random.chance(30) && { queryParams: conditions(random, ['q']) }),
  };
}

export function grpcMatch(random: Random, { expressions, repeats }: Shares): GrpcMatch {
  const expression = random.chance(expressions);
  const call = expression
    ? { type: 'RegularExpression', service: random.oneOf(['s.*', '.*', '(s|t)']) }
    : { ...(random.chance(70) && { service: random.oneOf(SERVICES) }), ...(random.chance(70) && { method: random.oneOf(CALLS) }) };
  return {
    ...(random.chance(85) && { method: call }),
    ...(random.chance(60) && { headers: conditions(random, random.chance(repeats) ? ['x', 'X'] : ['x', 'y']) }),
  };
}

function conditions(random: Random, names: readonly string[]): ValueMatch[] {
  return names.filter(() => random.chance(60)).map((name) =>
    (random.chance(20) ? { type: 'RegularExpression', name, value: '1|2' } : { type: 'Exact', name, value: random.oneOf(VALUES) }));
}

function sent(random: Random, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.filter(() => random.chance(75)).map((name) => [name, random.oneOf(VALUES)]));
}

export function httpRequest(random: Random): HttpRequest {
  const path = random.oneOf(PATHS);
  return { host: random.oneOf(HOSTS), path, method: random.oneOf(METHODS), headers: sent(random, ['x', 'y']), query: sent(random, ['q']) };
}

export function grpcRequest(random: Random): GrpcRequest {
  return { host: random.oneOf(HOSTS), service: random.oneOf(SERVICES), method: random.oneOf(CALLS), headers: sent(random, ['x', 'y']) };
}
