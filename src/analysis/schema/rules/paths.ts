import { given } from '../../../manifest/manifest';
import { pathFormProblem } from '../../../manifest/path';
import type { Problem } from '../../../manifest/problem';
import type { Maybe, NodeRule } from './node-rule';

interface PathMatch {
  readonly type?: Maybe<string>;
  readonly value?: Maybe<string>;
}

const CHARACTERS = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const TYPES: readonly string[] = ['Exact', 'PathPrefix', 'RegularExpression'];

const NO_PATH: Problem = { reason: 'it is not the path of a URL', fix: 'write a path such as "/api"' };

/**
 * A rule over paths that are compared as text; the default "/" meets them all. Whatever a path breaks, it has one reason and one
 * fix.
 */
function ofCompared(breaks: (value: string) => boolean): NodeRule<PathMatch> {
  return ({ type, value }) => {
    if (!given(value) || type === 'RegularExpression' || !breaks(value)) return undefined;
    return { at: ['value'], ...pathFormProblem(value) ?? NO_PATH };
  };
}

const typeKnown: NodeRule<PathMatch> = ({ type }) => {
  if (!given(type) || TYPES.includes(type)) return undefined;
  return { at: ['type'], reason: 'paths are compared in no such way', fix: 'write "Exact", "PathPrefix" or "RegularExpression"' };
};

/** What the path of a match may be. Source: Gateway API v1.6.1, HTTPPathMatch. */
export const PATH_RULES: [string, NodeRule<PathMatch>][] = [
  ['path-absolute', ofCompared((value) => !value.startsWith('/'))],
  ['path-without-double-slash', ofCompared((value) => value.includes('//'))],
  ['path-without-dot-segment', ofCompared((value) => value.includes('/./'))],
  ['path-without-parent-segment', ofCompared((value) => value.includes('/../'))],
  ['path-without-encoded-slash', ofCompared((value) => value.includes('%2f'))],
  ['path-without-encoded-capital-slash', ofCompared((value) => value.includes('%2F'))],
  ['path-without-fragment', ofCompared((value) => value.includes('#'))],
  ['path-not-ending-in-parent-segment', ofCompared((value) => value.endsWith('/..'))],
  ['path-not-ending-in-dot-segment', ofCompared((value) => value.endsWith('/.'))],
  ['path-type-known', typeKnown],
  ['path-characters', ofCompared((value) => !CHARACTERS.test(value))],
];
