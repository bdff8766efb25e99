import type { Problem } from './problem';
import { textProblem } from './text-checks';

/** Source: RE2 syntax, https://github.com/google/re2/wiki/Syntax. */
const REPETITIONS = 1000;
/** Letters that stand for something after a backslash. */
const ESCAPES = 'afnrtvxABbCdDsSwWzpPQE';

const FIX = 'write an expression of RE2, such as "/users/[0-9]+"';

/** Groups that are atomic, conditional or recursive, comments, flags and repetitions that Perl's dialect has and RE2 has not. */
const OF_PERL = /\(\?(?:[>|#(&]|[+-]?\d|P>|[imsU-]*[a-hj-ln-rt-zA-OQ-TV-Z])|(?:[*+?]|\{\d+(?:,\d*)?\})\+/;

/** What is wrong with text that no dialect takes. */
export const NO_EXPRESSION: Problem = { reason: 'it is not a regular expression', fix: FIX };

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
  const bare = unquoted(value as string).replace(/\\x\{[0-9A-Fa-f]*\}|\\./gs, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\(\?(?:=|!|<=|<!)/.test(bare)) return { reason: 'RE2, which most gateways use, has no look-ahead or look-behind', fix: FIX };
  if (bare.includes('(?P=')) return { reason: 'RE2, which most gateways use, has no back-references', fix: FIX };
  const times = [...bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].flatMap(([, least, most]) => [Number(least), Number(most ?? 0)]);
  if (times.some((count) => count > REPETITIONS)) {
    return { reason: `RE2, which most gateways use, repeats nothing more than ${REPETITIONS} times`, fix: FIX };
  }
  if (OF_PERL.test(bare)) return { reason: 'RE2, which most gateways use, has no such group or repetition', fix: FIX };
  return compiles(value as string) ? undefined : NO_EXPRESSION;
}

/** An expression without what stands between \\Q and \\E, which is taken as it is. */
function unquoted(pattern: string): string {
  return pattern.replace(/\\Q.*?(?:\\E|$)/gs, 'q');
}

/** The first escape of an expression that RE2 does not have. */
function foreignEscape(pattern: string): string | undefined {
  for (const [escape, character] of unquoted(pattern).matchAll(/\\(.)/gs)) {
    if (/[1-9]/.test(character) || (character === 'k' && /\\k[<{']/.test(pattern))) return 'back-reference';
    if (/[a-zA-Z]/.test(character) && !ESCAPES.includes(character)) return escape;
  }
  return undefined;
}

/** Whether JavaScript takes it, once what only RE2 has (inline flags, `(?P<name>`, `\x{2014}`) is written its way. */
function compiles(value: string): boolean {
  const own = unquoted(value)
    .replace(/\\x\{[0-9A-Fa-f]+\}|\\./gs, (escape) => (escape.length > 2 ? 'x' : escape))
    .replace(/\(\?P</g, '(?<').replace(/\(\?[imsU-]+\)/g, '').replace(/\(\?[imsU-]+:/g, '(?:');
  try {
    return new RegExp(own) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Whether a part of an expression holds at the start or the end of a text alone: by `^` or `$`. */
export function isAnchored(pattern: string): boolean {
  return /[\^$]/.test(withoutCharacters(pattern));
}

/** Whether an expression has alternatives that no group holds together: what is written beside it would join one of them. */
export function hasOuterAlternatives(pattern: string): boolean {
  let outer = withoutCharacters(pattern);
  while (/\([^()]*\)/.test(outer)) outer = outer.replace(/\([^()]*\)/g, '');
  return outer.includes('|');
}

/** An expression without quoted parts, escapes and classes: no `^`, `$`, `|` or parenthesis that is left stands for itself. */
function withoutCharacters(pattern: string): string {
  return unquoted(pattern).replace(/\\./gs, '').replace(/\[\^?\]?(?:\[:\^?[a-z]+:\]|[^\]])*\]/g, '');
}
