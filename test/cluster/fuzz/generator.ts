import type { StructureProblem } from '../../../src/analysis/schema/structure-problem';
import type { Verdict } from '../harness/verdict';
import { type Aim, Aims, idOf, isAimedAt } from './aims';
import { BREAKING } from './breaking';
import type { Reason } from './causes';
import { coaxed, type Distance } from './coaxing';
import { type Coverage, idOf as constraintId } from './coverage';
import { growTo } from './growing';
import type { Json } from './json-text';
import type { Judge } from './judge';
import { keep } from './keeping';
import { KindState, type Target } from './kind-state';
import type { KindUnderTest } from './kinds';
import type { Random } from './random';
import { type Container, isObject, parentOf, type Site } from './sites';
import { valueFor } from './values';

/** An object made from a valid one, and the kind that it is of. */
export interface Mutant {
  readonly kind: KindUnderTest;
  readonly object: Json;
  /** What it is to be refused for, as `Coverage` names it. */
  readonly aim?: string;
}

/** Changes one value in a way that a kind's own rules may or may not take; false where the place has none. */
export type Special = (site: Site, random: Random) => boolean;

export interface GeneratorOptions {
  readonly skip: (path: string, kind: KindUnderTest) => boolean;
  readonly judge: Judge;
  readonly special?: Special;
  /** The share of mutants that are to be refused; those that are made to be refused are as many as that takes. */
  readonly refused: number;
}

/** How often an object is made for one aim, and how many aims are tried, until one is as it is to be. */
const TRIES = 4;
const AIMS = 6;

/** How many changes lead away from an object that the server had more against. */
const FARTHER = 8;

/** How often a change that is not to be refused is tried until we hold nothing against it, and for how many. */
const CHANGES = 4;
const HARMLESS = 0.75;

/** Makes mutants of objects that are known to be valid, and learns from what the server says of them. */
export class Generator {
  readonly #states: KindState[];
  readonly #aims: Aims;
  #accepted = 0;
  #refused = 0;

  public constructor(
    kinds: readonly KindUnderTest[], private readonly coverage: Coverage, private readonly random: Random, private readonly options: GeneratorOptions,
  ) {
    this.#states = kinds.map((kind) => new KindState(kind, options.skip));
    this.#aims = new Aims(this.#states, coverage, random);
  }

  public next(): Mutant {
    const mutant = this.random.chance(this.aiming()) ? this.aimed() : this.harmless(this.random.pick(this.#states));
    // Any other namespace that could be one does not exist.
    const { metadata } = mutant.object;
    if (isObject(metadata) && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(String(metadata.namespace))) metadata.namespace = 'default';
    return mutant;
  }

  /** Takes what the server accepts among the objects to start from, and what it refuses for one CEL rule among those to aim with. */
  public learn({ kind, object, aim }: Mutant, { accepted }: Verdict, reason: Reason | undefined): void {
    const state = this.#states.find((candidate) => candidate.kind === kind)!;
    if (accepted) this.#accepted++;
    else this.#refused++;
    if (accepted) state.accept(object, this.random);
    else if (reason?.rule !== undefined) state.refuse(reason.rule, object, this.random);
    else if (reason && aim === constraintId({ kind: kind.kind, ...reason })) state.rememberHit(aim, object, this.random);
  }

  /** How likely the next mutant is made to be refused. */
  private aiming(): number {
    const share = this.#refused / Math.max(1, this.#accepted + this.#refused);
    return Math.min(0.95, Math.max(0.05, this.options.refused + 10 * (this.options.refused - share)));
  }

  /** A changed object, most of the time one that we hold nothing against. */
  private harmless(state: KindState): Mutant {
    let mutant = this.changed(state);
    const tries = this.random.chance(HARMLESS) ? CHANGES : 0;
    for (let i = 0; i < tries && this.problemsOf(state, mutant.object).length > 0; i++) mutant = this.changed(state);
    return mutant;
  }

  private changed(state: KindState): Mutant {
    const object = state.base(this.random);
    for (let count = this.random.pick([1, 1, 1, 2, 3]); count > 0; count--) this.change(state, object);
    return { kind: state.kind, object };
  }

  /** An object with one thing wrong, as far as we can tell: what the first of the next aims asks for that we find such an object for. */
  private aimed(): Mutant {
    let mutant: Mutant | undefined;
    for (let i = 0; i < AIMS; i++) {
      const aim = this.#aims.next();
      const [object, exact] = this.hitting(aim);
      if (object) mutant = { kind: aim.state.kind, object, aim: idOf(aim) };
      if (object && (exact || this.#aims.isNew(aim))) break;
    }
    return mutant ?? this.harmless(this.random.pick(this.#states));
  }

  /** An object that breaks one thing, and whether it breaks nothing else, with a change elsewhere now and then. */
  private hitting(aim: Aim): [Json | undefined, boolean] {
    const distance: Distance = (_object, problems) => problems.length - 1 + (problems.some((problem) => isAimedAt(aim, problem)) ? 0 : 4);
    const judge = (object: Json): readonly StructureProblem[] => this.problemsOf(aim.state, object);
    // Where the server had more against the last one than we told, the next is to be farther from it.
    const farther = (this.coverage.lastReasons(idOf(aim))?.length ?? 0) > 1 && this.random.chance(0.25) ? FARTHER : 0;
    let last: Json | undefined;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const candidate = this.wrong(aim);
      if (!candidate) continue;
      last = candidate;
      const hit = coaxed({ state: aim.state, judge, distance, random: this.random }, candidate, farther);
      if (hit) return [hit, true];
    }
    return [last, false];
  }

  /** An object that breaks what is aimed at, and maybe more. */
  private wrong(aim: Aim): Json | undefined {
    const { state } = aim;
    const known = 'rule' in aim ? structuredClone(this.random.pick(state.refused.get(aim.rule)!))
      : this.random.chance(0.5) ? state.hit(idOf(aim), this.random) : undefined;
    const object = known ?? ('rule' in aim ? undefined : this.broken(state, aim.target));
    if (object && this.random.chance(known ? 0.9 : 0.2)) this.change(state, object);
    return object;
  }

  private problemsOf({ kind }: KindState, object: Json): readonly StructureProblem[] {
    return this.options.judge.ourProblems({ kind, object });
  }

  private change(state: KindState, object: Json): void {
    const sites = state.sites(object);
    if (sites.length === 0) return;
    const { special } = this.options;
    if (special && this.random.chance(0.6) && this.random.shuffled(sites).some((site) => special(site, this.random))) return;
    keep(sites, this.random);
  }

  /** An object that breaks a keyword of the schema; nothing where it could not be broken. */
  private broken(state: KindState, { path, keyword: words }: Target): Json | undefined {
    const [keyword, name] = words.split(' ');
    const place = name === undefined ? path : `${path}.${name}`;
    const object = this.random.chance(0.3) && this.withField(state, place) || (state.having(place, this.random) ?? this.grown(state, place));
    const places = (): Site[] => state.sites(object).filter((site) => site.path === path);
    if (places().length === 0) growTo(object as Container, state.kind.schema, place, this.random);
    const sites = places();
    return sites.length > 0 && BREAKING[keyword](this.random.pick(sites), this.random, name) ? object : undefined;
  }

  /** An object that was accepted without a field, with it: its siblings are those that go without. */
  private withField(state: KindState, place: string): Json | undefined {
    const object = state.having(parentOf(place), this.random);
    const name = place.slice(parentOf(place).length).replace(/^\./, '');
    const holders = object ? state.sites(object).filter(({ path }) => path === parentOf(place)) : [];
    if (holders.length === 0) return undefined;
    const { container, key, schema } = this.random.pick(holders);
    const holder = container[key];
    const field = schema.properties?.[name];
    if (!field || !isObject(holder)) return undefined;
    holder[name] ??= valueFor(field, this.random);
    return object;
  }

  /** An object with a value at a place, where no such one was accepted yet; valid, if we find one. */
  private grown(state: KindState, place: string): Json {
    const object = state.having(parentOf(place), this.random) ?? state.base(this.random);
    growTo(object as Container, state.kind.schema, place, this.random);
    const isThere = (candidate: Json): boolean => state.sites(candidate).some(({ path }) => path === place);
    const distance: Distance = (candidate, problems) => problems.length + (isThere(candidate) ? 0 : 4);
    const valid = coaxed({ state, judge: (candidate) => this.problemsOf(state, candidate), distance, random: this.random }, object);
    if (!valid) return object;
    state.place(valid, this.random);
    return structuredClone(valid);
  }
}
