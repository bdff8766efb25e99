import type { FieldProblem } from '../../manifest/field-problem';
import { show } from '../../manifest/problem';
import type { RuleResult } from '../rule';

/** What constructs refuse, as a rule says it: the value or the name of its field, what is wrong with it, and what comes of it. */
export function trapResult({ path, value, reason, fix }: FieldProblem, consequence?: string): RuleResult {
  const isNamed = value === undefined || typeof value === 'object';
  const what = isNamed ? reason.replace(/^it (?=is |changes |leads |names )/, `${fieldOf(path)} `) : `${show(value)}: ${reason}`;
  return { message: `${what}${consequence === undefined ? '' : `; ${consequence}`}`, fix, path };
}

function fieldOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
