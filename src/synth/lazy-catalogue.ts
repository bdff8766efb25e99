import type * as catalogue from '../analysis/rules/catalogue';
import type * as problem from '../analysis/rules/code-problem';
import type { Problem } from '../manifest/problem';

/** Whether a finding can carry a code. The rules are loaded when first asked: importing the package stays cheap. */
export function isKnownCode(code: unknown): boolean {
  const { CATALOGUE } = require('../analysis/rules/catalogue') as typeof catalogue;
  return CATALOGUE.some((rule) => rule.code === code);
}

/** Why a value is the code of no rule. */
export function codeProblem(code: unknown): Problem | undefined {
  return (require('../analysis/rules/code-problem') as typeof problem).codeProblem(code);
}
