import type { FieldProblem } from '../../manifest/field-problem';
import { show } from '../../manifest/problem';
import type { RuleResult } from '../rule';

/** What constructs refuse, as a rule says it: the value, what is wrong with it, and what comes of it. */
export function trapResult({ path, value, reason, fix }: FieldProblem, consequence?: string): RuleResult {
  const subject = value === undefined || typeof value === 'object' ? '' : `${show(value)}: `;
  return { message: `${subject}${reason}${consequence === undefined ? '' : `; ${consequence}`}`, fix, path };
}
