import { getOrAdd } from '../../manifest/group-by';
/** What CiliumNetworkPolicy takes for the number of a port. */
const PORT_NUMBER = '(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})';

/**
 * Patterns that a backtracking engine answers in exponential time on hostile text, and the same language in a form
 * that it answers in linear time.
 */
const LINEAR = new Map([
  ['^[!-~]+([\\t ]?[!-~]+)*$', '^[!-~]([\\t ]?[!-~])*$'],
  ['^([-a-zA-Z0-9_*]+[.]?)+$', '^[-a-zA-Z0-9_*]+([.][-a-zA-Z0-9_*]+)*[.]?$'],
  ['^([-a-zA-Z0-9_]+[.]?)+$', '^[-a-zA-Z0-9_]+([.][-a-zA-Z0-9_]+)*[.]?$'],
  [`^${PORT_NUMBER}|([a-zA-Z0-9]-?)*[a-zA-Z](-?[a-zA-Z0-9])*$`, `^${PORT_NUMBER}|[a-zA-Z](-?[a-zA-Z0-9])*$`],
]);

const COMPILED = new Map<string, RegExp>();

/** A CRD's pattern (RE2 syntax) as a RegExp, compiled once. Throws where JavaScript has no such pattern. */
export function compilePattern(pattern: string): RegExp {
  return getOrAdd(COMPILED, pattern, () => toRegExp(LINEAR.get(pattern) ?? pattern));
}

function toRegExp(pattern: string): RegExp {
  const ignoreCase = pattern.includes('(?i)') ? 'i' : '';
  const source = pattern.replace('(?i)', '');
  try {
    return new RegExp(source, `u${ignoreCase}`);
  } catch {
    // Escapes such as `\-` outside of a class are errors only in unicode mode.
    return new RegExp(source, ignoreCase);
  }
}
