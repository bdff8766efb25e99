import { type FieldProblem, fieldProblem } from './field-problem';
import { SUBDOMAIN_LIMIT } from './names';

/** What sharding reads of a rule; the rest is its action. */
export interface RuleJson {
  readonly name?: string;
  readonly matches?: readonly object[];
  readonly sessionPersistence?: object;
}

/** Cuts rules with too many matches, and keeps the names of all rules unique. */
export class RuleCutter {
  /** Where each name was given. */
  private readonly names = new Map<string, number>();

  /** @param source where the limit of matches is said */
  public constructor(private readonly limit: number, private readonly source: string) {}

  /** A rule as rules within the limit, all with its action: any order between them gives the same answer. */
  public cut<Rule extends RuleJson>(rule: Rule, index: number): Rule[] {
    const { name, matches = [] } = rule;
    if (name !== undefined) this.names.set(name, index);
    if (matches.length <= this.limit) return [rule];
    const starts = Array.from({ length: Math.ceil(matches.length / this.limit) }, (_, piece) => piece * this.limit);
    return starts.map((start) => ({
      ...rule,
      ...(name === undefined || start === 0 ? {} : { name: this.furtherName(name, index) }),
      matches: matches.slice(start, start + this.limit),
    }));
  }

  /** Why a rule cannot stand beside those before it, or cannot be cut. */
  public problem(rule: RuleJson, index: number): FieldProblem | undefined {
    return this.nameProblem(rule, index) ?? this.sessionProblem(rule, index);
  }

  private nameProblem({ name }: RuleJson, index: number): FieldProblem | undefined {
    const earlier = name === undefined ? undefined : this.names.get(name);
    if (earlier === undefined) return undefined;
    return fieldProblem(
      `spec.rules[${index}].name`, name,
      `spec.rules[${earlier}], or a part of it (${this.limit} matches are the limit of a rule), has the same name`,
      'give each rule a name of its own',
    );
  }

  /** A session is one rule's: a client whose requests fit matches of two would have two, perhaps with different backends. */
  private sessionProblem({ matches = [], sessionPersistence }: RuleJson, index: number): FieldProblem | undefined {
    if (sessionPersistence === undefined || matches.length <= this.limit) return undefined;
    return fieldProblem(
      `spec.rules[${index}].matches`, matches,
      `it has ${matches.length} entries, and ${this.limit} is the limit of a rule (${this.source}); a rule that keeps sessions cannot be `
      + 'cut into several, as each of them would keep sessions of its own',
      'write fewer matches, such as one prefix for several paths, or leave sessionPersistence out',
    );
  }

  /** The first of `name-2`, `name-3` … that no rule before has. */
  private furtherName(name: string, index: number): string {
    for (let number = 2; ; number++) {
      const end = `-${number}`;
      const further = `${name.slice(0, SUBDOMAIN_LIMIT - end.length).replace(/[-.]+$/, '')}${end}`;
      if (this.names.has(further)) continue;
      this.names.set(further, index);
      return further;
    }
  }
}
