import type { FieldProblem } from '../../manifest/field-problem';
import { show } from '../../manifest/problem';
import type { RuleResult } from '../rule';

/** What a rule says of one field: its value or its name, the reason, and what comes of it. */
export function fieldResult({ value, path, reason, fix }: FieldProblem, effect?: string): RuleResult {
  const what = value === undefined || typeof value === 'object' ? path.slice(path.lastIndexOf('.') + 1) : show(value);
  return { message: `${what}: ${reason}${effect === undefined ? '' : `; ${effect}`}`, fix, path };
}
