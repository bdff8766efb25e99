import type { Problem } from './problem';
import { withoutClasses } from './regex-classes';
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
  const simple = withoutClasses(unquoted(value as string));
  if (simple === undefined) {
    const isForeign = compiles(unquoted(value as string));
    return isForeign ? { reason: 'RE2, which most gateways use, has no such class of characters', fix: FIX } : NO_EXPRESSION;
  }
  const bare = simple.replace(/\\x\{[0-9A-Fa-f]*\}|\\./gs, 'x');
  if (/\(\?(?:=|!|<=|<!)/.test(bare)) return { reason: 'RE2, which most gateways use, has no look-ahead or look-behind', fix: FIX };
  if (bare.includes('(?P=')) return { reason: 'RE2, which most gateways use, has no back-references', fix: FIX };
  if (mostRepetitions(bare) > REPETITIONS) {
    return { reason: `RE2, which most gateways use, repeats nothing more than ${REPETITIONS} times`, fix: FIX };
  }
  if (OF_PERL.test(bare)) return { reason: 'RE2, which most gateways use, has no such group or repetition', fix: FIX };
  return compiles(simple) ? undefined : NO_EXPRESSION;
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

/** How often the part of an expression is repeated that is so most often: counts within each other multiply. */
function mostRepetitions(bare: string): number {
  const open: number[] = [];
  let [most, last] = [1, 1];
  for (const [token, least, greatest] of bare.matchAll(/\{(\d+)(?:,(\d*))?\}|./gs)) {
    if (token === '(') {
      open.push(most);
      [most, last] = [1, 1];
    } else if (token === ')') {
      last = most;
      most = Math.max(open.pop() ?? 1, most);
    } else if (least === undefined) last = /[*+?]/.test(token) ? last : 1;
    else last *= Math.max(1, Number(least), Number(greatest ?? 0));
    most = Math.max(most, last);
  }
  return most;
}

/** Places in a text, which RE2 repeats, and JavaScript does not. */
const PLACE = /\\[bBAz]|[\^$]/g;

/**
 * Whether JavaScript takes it, once what only RE2 has (inline flags, `(?P<name>`, `\x{2014}`) is written its way. Classes are
 * judged before.
 */
function compiles(simple: string): boolean {
  const own = simple
    .replace(/\\x\{[0-9A-Fa-f]+\}|\\[^bBAz]/gs, 'x').replace(PLACE, '(?:)')
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
