import type { Verdict } from '../harness/verdict';
import { breakable, BREAKING } from './breaking';
import { allRules, type Reason } from './causes';
import type { Coverage } from './coverage';
import { growTo } from './growing';
import { keep } from './keeping';
import { keyOf, type KindUnderTest } from './kinds';
import type { Random } from './random';
import { type Container, isObject, schemaSites, type Site, sitesOf } from './sites';

export type Json = Record<string, unknown>;

/** An object made from a valid one, and the kind that it is of. */
export interface Mutant {
  readonly kind: KindUnderTest;
  readonly object: Json;
  /** Whether it was made from an object that one CEL rule alone refuses, to be refused for the same. */
  readonly aims?: string;
}

/** Changes one value in a way that a kind's own rules may or may not take; false where the place has none. */
export type Special = (site: Site, random: Random) => boolean;

export interface GeneratorOptions {
  readonly skip: (path: string) => boolean;
  readonly special?: Special;
  /** How often a mutant is made to break a constraint. */
  readonly breaking: number;
}

interface Target {
  readonly path: string;
  readonly keyword: string;
}

interface KindState {
  readonly kind: KindUnderTest;
  readonly targets: readonly Target[];
  readonly rules: readonly string[];
  /** Objects that the server accepts. */
  readonly pool: Json[];
  /** Objects that the server refuses for one CEL rule alone, by its text. */
  readonly refused: Map<string, Json[]>;
}

const POOL_SIZE = 120;
const PER_RULE = 12;
const TRIES = 12;

/** Makes mutants of objects that are known to be valid, and learns from what the server says of them. */
export class Generator {
  readonly #states: KindState[];

  public constructor(
    kinds: readonly KindUnderTest[], seeds: ReadonlyMap<string, readonly Json[]>, private readonly coverage: Coverage,
    private readonly random: Random, private readonly options: GeneratorOptions,
  ) {
    this.#states = kinds.map((kind) => ({
      kind,
      targets: schemaSites(kind.schema, options.skip).flatMap(({ path, schema }) => breakable(schema).map((keyword) => ({ path, keyword }))),
      rules: allRules(kind.schema).map(({ rule }) => rule),
      pool: [...seeds.get(keyOf(kind)) ?? []],
      refused: new Map(),
    }));
  }

  public next(): Mutant {
    const mutant = this.draw();
    // Any other namespace that could be one does not exist.
    const { metadata } = mutant.object;
    if (isObject(metadata) && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(String(metadata.namespace))) metadata.namespace = 'default';
    return mutant;
  }

  private draw(): Mutant {
    const state = this.random.pick(this.#states);
    const aimed = this.random.chance(0.15) ? this.aimed(state) : undefined;
    if (aimed) return aimed;
    const object = this.base(state);
    const chance = this.random.next();
    if (chance < this.options.breaking) {
      if (this.random.chance(0.3)) this.change(state, object);
      this.breakOne(state, object);
    } else {
      for (let count = this.random.pick([1, 1, 1, 2, 3]); count > 0; count--) this.change(state, object);
    }
    return { kind: state.kind, object };
  }

  /** Takes what the server accepts among the objects to start from, and what it refuses for one CEL rule among those to aim with. */
  public learn({ kind, object }: Mutant, verdict: Verdict, reason: Reason | undefined): void {
    const state = this.#states.find((candidate) => candidate.kind === kind)!;
    if (verdict.accepted) remember(state.pool, object, POOL_SIZE, this.random);
    else if (reason?.rule !== undefined) {
      const known = state.refused.get(reason.rule) ?? [];
      state.refused.set(reason.rule, known);
      remember(known, object, PER_RULE, this.random);
    }
  }

  private base({ kind, pool }: KindState): Json {
    if (pool.length > 0) return structuredClone(this.random.pick(pool));
    return { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name: 'fuzz' }, spec: {} };
  }

  /** An object that a rarely met CEL rule refuses, with a change elsewhere. */
  private aimed(state: KindState): Mutant | undefined {
    const rules = state.rules.filter((rule) => state.refused.has(rule)).sort((a, b) => this.coverage.ofRule(a) - this.coverage.ofRule(b));
    if (rules.length === 0) return undefined;
    const rule = rules[this.random.below(Math.min(3, rules.length))];
    const object = structuredClone(this.random.pick(state.refused.get(rule)!));
    if (this.random.chance(0.9)) this.change(state, object);
    return { kind: state.kind, object, aims: rule };
  }

  private sites({ kind }: KindState, object: Json): Site[] {
    return sitesOf(kind.schema, object).filter(({ path }) => !this.options.skip(path));
  }

  private change(state: KindState, object: Json): void {
    const sites = this.sites(state, object);
    if (sites.length === 0) return;
    const { special } = this.options;
    if (special && this.random.chance(0.6) && this.random.shuffled(sites).some((site) => special(site, this.random))) return;
    keep(sites, this.random);
  }

  private breakOne(state: KindState, object: Json): void {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const target = this.target(state);
      const [keyword, name] = target.keyword.split(' ');
      const path = name === undefined ? target.path : `${target.path}.${name}`;
      let sites = this.sites(state, object).filter((site) => site.path === target.path);
      if (sites.length === 0 || name !== undefined) {
        growTo(object as Container, state.kind.schema, path, this.random);
        sites = this.sites(state, object).filter((site) => site.path === target.path);
      }
      if (sites.length > 0 && BREAKING[keyword](this.random.pick(sites), this.random, name)) return;
    }
  }

  /** A constraint that was rarely met, of a few drawn at random. */
  private target({ kind, targets }: KindState): Target {
    const drawn = Array.from({ length: 4 }, () => this.random.pick(targets));
    const rank = ({ path, keyword }: Target): number => Math.min(this.coverage.of({ kind: kind.kind, path, keyword }), 50);
    return drawn.reduce((best, target) => (rank(target) < rank(best) ? target : best));
  }
}

/** Keeps some of many, each as likely as the others. */
function remember(pool: Json[], object: Json, size: number, random: Random): void {
  if (JSON.stringify(object, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).length > 20_000) return;
  if (pool.length < size) pool.push(object);
  else pool[random.below(size)] = object;
}
