import type { StructureCode, StructureProblem } from '../../../src/analysis/schema/structure-problem';
import { formOf } from './coaxing';
import { type Coverage, idOf as constraintId } from './coverage';
import type { KindState, Target } from './kind-state';
import type { Random } from './random';

/** What a mutant is to be refused for, alone: a keyword of the schema, or a CEL rule. */
export type Aim = { readonly state: KindState } & ({ readonly target: Target } | { readonly rule: string });

/** How often each is to be the only cause. */
export const ENOUGH = 5;

/** How often it is tried at most. */
const TRIES = 150;

/** How often the server is asked though we do not say of the object what was aimed at. */
const NEW = 2;

/** How often anything is aimed at, also what was met often enough or is never the only cause. */
const ANY = 0.03;

/** Says what was the only cause too rarely so far. */
export class Aims {
  #queue: Aim[] = [];
  readonly #tried = new Map<string, number>();

  public constructor(private readonly states: readonly KindState[], private readonly coverage: Coverage, private readonly random: Random) {}

  /** The next thing to aim at; any, where all was met often enough. */
  public next(): Aim {
    if (this.random.chance(ANY)) return this.any();
    if (this.#queue.length === 0) this.#queue = this.random.shuffled(this.lacking());
    const aim = this.#queue.pop() ?? this.any();
    const id = idOf(aim);
    this.#tried.set(id, (this.#tried.get(id) ?? 0) + 1);
    return aim;
  }

  /** Whether this is one of the first times that it is aimed at. */
  public isNew(aim: Aim): boolean {
    return (this.#tried.get(idOf(aim)) ?? 0) <= NEW;
  }

  private any(): Aim {
    const state = this.random.pick(this.states);
    const rules = [...state.refused.keys()];
    if (rules.length > 0 && this.random.chance(0.2)) return { state, rule: this.random.pick(rules) };
    return { state, target: this.random.pick(state.targets) };
  }

  /** Each of what was met too rarely, in one of the versions and channels that have it. */
  private lacking(): Aim[] {
    const found = new Map<string, Aim>();
    for (const state of this.random.shuffled(this.states)) {
      for (const aim of this.aimsOf(state)) {
        const id = idOf(aim);
        if (!found.has(id) && !this.coverage.companionOf(id) && this.metBy(aim) < ENOUGH && (this.#tried.get(id) ?? 0) < TRIES) found.set(id, aim);
      }
    }
    return [...found.values()];
  }

  private aimsOf(state: KindState): Aim[] {
    return [...state.targets.map((target) => ({ state, target })), ...[...state.refused.keys()].map((rule) => ({ state, rule }))];
  }

  private metBy(aim: Aim): number {
    return 'rule' in aim ? this.coverage.ofRule(aim.rule) : this.coverage.of({ kind: aim.state.kind.kind, ...aim.target });
  }
}

/** As `Coverage` names it. */
export function idOf(aim: Aim): string {
  return 'rule' in aim ? aim.rule : constraintId({ kind: aim.state.kind.kind, ...aim.target });
}

/** Our words for what a keyword refuses, where they are others. */
const CODES: Readonly<Record<string, readonly StructureCode[]>> = {
  minLength: ['length'], maxLength: ['length'], minimum: ['range'], maximum: ['range'], format: ['range', 'format', 'type'], minItems: ['items'],
  maxItems: ['items'], minProperties: ['properties'], maxProperties: ['properties'], unknown: ['unknown-field', 'experimental-only'],
};

/** Whether a problem is what an object was to have. */
export function isAimedAt(aim: Aim, { code, path }: StructureProblem): boolean {
  if ('rule' in aim) return code === 'rule';
  const [keyword] = aim.target.keyword.split(' ');
  if (keyword.startsWith('null')) return true;
  return (CODES[keyword] ?? [keyword]).includes(code) && formOf(path).startsWith(aim.target.path.split('{}')[0]);
}
