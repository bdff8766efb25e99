import type { Problem } from './problem';
import { textProblem } from './text-checks';

const FIX = 'write an expression of RE2, such as "/users/[0-9]+"';

/**
 * A regular expression that gateways can be expected to take: Gateway API leaves the dialect open,
 * and RE2 (no look-around, no back-references) is what most implementations have.
 */
export function regexProblem(value: unknown, limit: number): Problem | undefined {
  const text = textProblem(value, 1, limit, '/users/[0-9]+');
  if (text) return text;
  const bare = (value as string).replace(/\\[1-9]|\\k</g, '\u0001').replace(/\\./gs, '').replace(/\[[^\]]*\]/g, '');
  if (/\(\?(?:=|!|<=|<!)/.test(bare)) return { reason: 'RE2, which most gateways use, has no look-ahead or look-behind', fix: FIX };
  if (bare.includes('\u0001')) return { reason: 'RE2, which most gateways use, has no back-references', fix: FIX };
  return compiles(value as string) ? undefined : { reason: 'it is not a regular expression', fix: FIX };
}

/** Whether JavaScript takes it, once what only RE2 has (inline flags, `(?P<name>`) is written its way. */
function compiles(value: string): boolean {
  const own = value.replace(/\(\?P</g, '(?<').replace(/\(\?[imsU-]+\)/g, '').replace(/\(\?[imsU-]+:/g, '(?:');
  try {
    return new RegExp(own) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Whether an expression holds at the start or the end of a text alone: it begins with `^` or ends with `$`. */
export function isAnchored(pattern: string): boolean {
  return pattern.startsWith('^') || pattern.replace(/\\./gs, '').endsWith('$');
}

/** Whether an expression has alternatives that no group holds together: what is written beside it would join one of them. */
export function hasOuterAlternatives(pattern: string): boolean {
  let outer = pattern.replace(/\\./gs, '').replace(/\[[^\]]*\]/g, '');
  while (/\([^()]*\)/.test(outer)) outer = outer.replace(/\([^()]*\)/g, '');
  return outer.includes('|');
}
