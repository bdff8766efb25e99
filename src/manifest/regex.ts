import type { Problem } from './problem';
import { textProblem } from './text-checks';

/** Source: RE2 syntax, https://github.com/google/re2/wiki/Syntax. */
const REPETITIONS = 1000;
/** Letters that stand for something after a backslash. */
const ESCAPES = 'afnrtvxABbCdDsSwWzpPQE';

const FIX = 'write an expression of RE2, such as "/users/[0-9]+"';

/**
 * A regular expression that gateways can be expected to take: Gateway API leaves the dialect open,
 * and RE2 (no look-around, no back-references) is what most implementations have.
 */
export function regexProblem(value: unknown, limit: number): Problem | undefined {
  const text = textProblem(value, 1, limit, '/users/[0-9]+');
  if (text) return text;
  const foreign = foreignEscape(value as string);
  if (foreign === 'back-reference') return { reason: 'RE2, which most gateways use, has no back-references', fix: FIX };
  if (foreign !== undefined) return { reason: `RE2, which most gateways use, has no ${foreign}`, fix: FIX };
  const bare = (value as string).replace(/\\./gs, '').replace(/\[[^\]]*\]/g, '');
  if (/\(\?(?:=|!|<=|<!)/.test(bare)) return { reason: 'RE2, which most gateways use, has no look-ahead or look-behind', fix: FIX };
  if (bare.includes('(?P=')) return { reason: 'RE2, which most gateways use, has no back-references', fix: FIX };
  const times = [...bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, least, most]) => [Number(least), Number(most ?? 0)]);
  if (times.some((count) => count > REPETITIONS)) {
    return { reason: `RE2, which most gateways use, repeats nothing more than ${REPETITIONS} times`, fix: FIX };
  }
  return compiles(value as string) ? undefined : { reason: 'it is not a regular expression', fix: FIX };
}

/** The first escape of an expression that RE2 does not have. What stands between \\Q and \\E is taken as it is. */
function foreignEscape(pattern: string): string | undefined {
  for (const [escape, character] of pattern.replace(/\\Q.*?(?:\\E|$)/gs, '').matchAll(/\\(.)/gs)) {
    if (/[1-9]/.test(character) || (character === 'k' && /\\k[<{']/.test(pattern))) return 'back-reference';
    if (/[a-zA-Z]/.test(character) && !ESCAPES.includes(character)) return escape;
  }
  return undefined;
}

/** Whether JavaScript takes it, once what only RE2 has (inline flags, `(?P<name>`) is written its way. */
function compiles(value: string): boolean {
  const own = value.replace(/\\Q.*?(?:\\E|$)/gs, 'q').replace(/\(\?P</g, '(?<').replace(/\(\?[imsU-]+\)/g, '').replace(/\(\?[imsU-]+:/g, '(?:');
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
