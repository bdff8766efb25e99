import type { Verdict } from '../harness/verdict';
import { breakable } from './breaking';
import { allRules, type Reason, reasonsOf } from './causes';
import type { Mutant } from './generator';
import type { KindUnderTest } from './kinds';
import { schemaSites } from './sites';

/** Something of a schema that can be broken, in every kind and version that has it. */
export interface Constraint {
  readonly kind: string;
  readonly path: string;
  readonly keyword: string;
}

/** What nulls do is told by the kind of the field; it is tried, but not a constraint. */
const NOT_COUNTED = new Set(['null', 'nullItem']);

/** How often each constraint of the schemas and each CEL rule was the only cause of a refusal. */
export class Coverage {
  readonly #constraints = new Map<string, number>();
  readonly #rules = new Map<string, number>();
  readonly #last = new Map<string, readonly Reason[]>();

  public constructor(kinds: readonly KindUnderTest[], skip: (path: string) => boolean) {
    for (const { kind, schema } of kinds) {
      for (const { path, schema: node } of schemaSites(schema, skip)) {
        for (const keyword of breakable(node)) if (!NOT_COUNTED.has(keyword)) this.#constraints.set(idOf({ kind, path, keyword }), 0);
      }
      for (const { rule } of allRules(schema)) this.#rules.set(rule, 0);
    }
  }

  /** Counts a refusal where it has one reason, and returns that. */
  public add({ kind, aim }: Pick<Mutant, 'kind' | 'aim'>, verdict: Verdict): Reason | undefined {
    const reasons = reasonsOf(verdict, kind.schema);
    const [only] = reasons;
    if (aim !== undefined) this.#last.set(aim, reasons);
    if (reasons.length !== 1) return undefined;
    if (only.rule !== undefined) this.#rules.set(only.rule, this.ofRule(only.rule) + 1);
    const id = idOf({ kind: kind.kind, ...only });
    if (this.#constraints.has(id)) this.#constraints.set(id, this.#constraints.get(id)! + 1);
    return only;
  }

  public of(constraint: Constraint): number {
    return this.#constraints.get(idOf(constraint)) ?? Infinity;
  }

  public ofRule(rule: string): number {
    return this.#rules.get(rule) ?? 0;
  }

  /** What the last object was refused for that aimed at a constraint or rule. */
  public lastReasons(id: string): readonly Reason[] | undefined {
    return this.#last.get(id);
  }

  public get constraints(): ReadonlyMap<string, number> {
    return this.#constraints;
  }

  public get rules(): ReadonlyMap<string, number> {
    return this.#rules;
  }
}

/** A name of a constraint. */
export function idOf({ kind, path, keyword }: Constraint): string {
  return `${kind} ${path} ${keyword}`;
}
