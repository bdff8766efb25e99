import type { Verdict } from '../harness/verdict';
import { breakable } from './breaking';
import { type Reason, reasonsOf } from './causes';
import { companionsOf, companionsOfRules, isOfChange } from './companions';
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
  readonly #companions = new Map<string, string | undefined>();
  readonly #last = new Map<string, readonly Reason[]>();

  /** Rules about changes count where objects are updated. */
  public constructor(kinds: readonly KindUnderTest[], skip: (path: string, kind: KindUnderTest) => boolean, updates = false) {
    for (const kind of kinds) {
      const companions = companionsOf(kind.schema);
      const ofRules = companionsOfRules(kind.schema);
      for (const { path, schema } of schemaSites(kind.schema, (candidate) => skip(candidate, kind))) {
        for (const keyword of breakable(schema)) {
          if (!NOT_COUNTED.has(keyword)) this.count(this.#constraints, idOf({ kind: kind.kind, path, keyword }), companions.get(`${path} ${keyword}`));
        }
        for (const { rule } of schema['x-kubernetes-validations'] ?? []) {
          if (updates || !isOfChange(rule)) this.count(this.#rules, rule, ofRules.get(rule));
        }
      }
    }
  }

  /** What stands alone in one version or channel can be hit there. */
  private count(counts: Map<string, number>, id: string, companion: string | undefined): void {
    this.#companions.set(id, counts.has(id) ? this.#companions.get(id) && companion : companion);
    counts.set(id, 0);
  }

  /** Counts a refusal where it has one reason, and returns that. */
  public add({ kind, aim }: Pick<Mutant, 'kind' | 'aim'>, verdict: Verdict): Reason | undefined {
    const reasons = reasonsOf(verdict, kind.schema);
    const [only] = reasons;
    if (aim !== undefined) this.#last.set(aim, reasons);
    if (reasons.length !== 1) return undefined;
    if (only.rule !== undefined && this.#rules.has(only.rule)) this.#rules.set(only.rule, this.ofRule(only.rule) + 1);
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

  /** What refuses everything that a constraint or rule refuses, where the schema shows that there is such a thing. */
  public companionOf(id: string): string | undefined {
    return this.#companions.get(id);
  }

  /** What was the only cause although it has such a companion: none, or what tells companions is wrong. */
  public falselyAccompanied(): string[] {
    return [...this.#constraints, ...this.#rules].filter(([id, count]) => count > 0 && this.companionOf(id) !== undefined).map(([id]) => id);
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
