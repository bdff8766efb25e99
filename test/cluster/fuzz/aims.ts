import { type Coverage, idOf as constraintId } from './coverage';
import type { KindState, Target } from './kind-state';
import type { Random } from './random';

/** What a mutant is to be refused for, alone: a keyword of the schema, or a CEL rule. */
export type Aim = { readonly state: KindState } & ({ readonly target: Target } | { readonly rule: string });

/** How often each is to be the only cause. */
export const ENOUGH = 5;

/** How often it is tried before it counts as what cannot be the only cause. */
const TRIES = 60;

/** Says what was the only cause too rarely so far. */
export class Aims {
  #queue: Aim[] = [];
  readonly #tried = new Map<string, number>();

  public constructor(private readonly states: readonly KindState[], private readonly coverage: Coverage, private readonly random: Random) {}

  /** The next thing to aim at; any, where all was met often enough. */
  public next(): Aim {
    if (this.#queue.length === 0) this.#queue = this.random.shuffled(this.lacking());
    const aim = this.#queue.pop() ?? this.any();
    const id = idOf(aim);
    this.#tried.set(id, (this.#tried.get(id) ?? 0) + 1);
    return aim;
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
        if (!found.has(id) && this.metBy(aim) < ENOUGH && (this.#tried.get(id) ?? 0) < TRIES) found.set(id, aim);
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
