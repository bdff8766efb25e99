import type * as catalogue from '../analysis/rules/catalogue';

/** Whether a finding can carry a code. The rules are loaded when first asked: importing the package stays cheap. */
export function isKnownCode(code: unknown): boolean {
  const { CATALOGUE } = require('../analysis/rules/catalogue') as typeof catalogue;
  return CATALOGUE.some((rule) => rule.code === code);
}
