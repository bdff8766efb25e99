import { type FieldProblem, fieldProblem } from './field-problem';
import { SUBDOMAIN_LIMIT } from './names';

/** What sharding reads of a rule; the rest is its action. */
export interface RuleJson {
  readonly name?: string;
  readonly matches?: readonly object[];
}

/** Cuts rules with too many matches, and keeps the names of all rules unique. */
export class RuleCutter {
  /** Where each name was given. */
  private readonly names = new Map<string, number>();

  public constructor(private readonly limit: number) {}

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

  /** What is wrong with the name of a rule, beside those before it. */
  public problem({ name }: RuleJson, index: number): FieldProblem | undefined {
    const earlier = name === undefined ? undefined : this.names.get(name);
    if (earlier === undefined) return undefined;
    return fieldProblem(
      `spec.rules[${index}].name`, name,
      `spec.rules[${earlier}], or a part of it (${this.limit} matches are the limit of a rule), has the name`,
      'give each rule a name of its own',
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
