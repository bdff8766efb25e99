import type { Verdict } from '../harness/verdict';
import { type Aim, Aims, idOf } from './aims';
import { BREAKING } from './breaking';
import type { Reason } from './causes';
import type { Coverage } from './coverage';
import { growTo } from './growing';
import type { Json } from './json-text';
import { ourProblems } from './judge';
import { keep } from './keeping';
import { KindState, type Target } from './kind-state';
import { keyOf, type KindUnderTest } from './kinds';
import type { Random } from './random';
import { type Container, isObject, type Site } from './sites';

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
  readonly skip: (path: string) => boolean;
  readonly special?: Special;
  /** The share of mutants that are to be refused; those that are made to be refused are as many as that takes. */
  readonly refused: number;
}

const TRIES = 40;

/** Makes mutants of objects that are known to be valid, and learns from what the server says of them. */
export class Generator {
  readonly #states: KindState[];
  readonly #aims: Aims;
  #accepted = 0;
  #refused = 0;

  public constructor(
    kinds: readonly KindUnderTest[], seeds: ReadonlyMap<string, readonly Json[]>, coverage: Coverage,
    private readonly random: Random, private readonly options: GeneratorOptions,
  ) {
    this.#states = kinds.map((kind) => new KindState(kind, seeds.get(keyOf(kind)) ?? [], options.skip));
    this.#aims = new Aims(this.#states, coverage, random);
  }

  public next(): Mutant {
    const mutant = this.random.chance(this.aiming()) ? this.aimed(this.#aims.next()) : this.changed(this.random.pick(this.#states));
    // Any other namespace that could be one does not exist.
    const { metadata } = mutant.object;
    if (isObject(metadata) && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(String(metadata.namespace))) metadata.namespace = 'default';
    return mutant;
  }

  /** Takes what the server accepts among the objects to start from, and what it refuses for one CEL rule among those to aim with. */
  public learn({ kind, object }: Mutant, { accepted }: Verdict, reason: Reason | undefined): void {
    const state = this.#states.find((candidate) => candidate.kind === kind)!;
    if (accepted) this.#accepted++;
    else this.#refused++;
    if (accepted) state.accept(object, this.random);
    else if (reason?.rule !== undefined) state.refuse(reason.rule, object, this.random);
  }

  /** How likely the next mutant is made to be refused. */
  private aiming(): number {
    const share = this.#refused / Math.max(1, this.#accepted + this.#refused);
    return Math.min(0.95, Math.max(0.05, this.options.refused + 10 * (this.options.refused - share)));
  }

  private changed(state: KindState): Mutant {
    const object = state.base(this.random);
    for (let count = this.random.pick([1, 1, 1, 2, 3]); count > 0; count--) this.change(state, object);
    return { kind: state.kind, object };
  }

  /** An object with one thing wrong, as far as we can tell, and a change elsewhere now and then. */
  private aimed(aim: Aim): Mutant {
    const { kind } = aim.state;
    let object: Json | undefined;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const candidate = 'rule' in aim ? structuredClone(this.random.pick(aim.state.refused.get(aim.rule)!)) : this.broken(aim.state, aim.target);
      if (!candidate) continue;
      if (this.random.chance('rule' in aim ? 0.9 : 0.2)) this.change(aim.state, candidate);
      object = candidate;
      if (isWrongInOnePlace({ kind, object })) break;
    }
    return object ? { kind, object, aim: idOf(aim) } : this.changed(aim.state);
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
    const object = state.having(place, this.random) ?? state.having(path, this.random) ?? state.base(this.random);
    const places = (): Site[] => state.sites(object).filter((site) => site.path === path);
    if (places().length === 0 || name !== undefined) growTo(object as Container, state.kind.schema, place, this.random);
    const sites = places();
    return sites.length > 0 && BREAKING[keyword](this.random.pick(sites), this.random, name) ? object : undefined;
  }
}

function isWrongInOnePlace(mutant: Mutant): boolean {
  return new Set(ourProblems(mutant).map(({ path }) => path)).size === 1;
}
