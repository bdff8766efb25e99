import { subdomainProblem } from '../../manifest/names';
import { check, invalid, type Place } from '../base/problems';

/** How messages name a rule and its options. */
export interface RuleNames {
  /** The rule itself. */
  readonly rule: string;
  /** What stands before the names of the rule's options. */
  readonly options: string;
  /** What stands before the names of its canary's options, where that is not an option of the rule. */
  readonly canary?: string;
}

/** A rule and how messages name it. */
export interface WrittenRule<Rule> {
  readonly names: RuleNames;
  readonly rule: Rule;
}

/** The rules of a route that has a list of them. */
export function writtenRules<Rule>(place: Place, rules: Rule[]): WrittenRule<Rule>[] {
  if (!Array.isArray(rules) || rules.length === 0) {
    throw invalid(place, 'rules', rules, {
      reason: 'a route has at least one rule', fix: 'write [{ matches: […], backends: […] }]',
    });
  }
  return [...rules].map((rule, i) => ({ names: namesOf(i), rule }));
}

/** How messages name the rule at a place of the list. */
export function namesOf(index: number): RuleNames {
  return { rule: `rules[${index}]`, options: `rules[${index}].` };
}

/** The rule's own name, as the API has it. */
export function ruleName(place: Place, at: string, name: string | undefined): { name?: string } {
  if (name === undefined) return {};
  check(place, `${at}name`, name, subdomainProblem(name));
  return { name };
}
