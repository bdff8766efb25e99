import type { Problem } from './problem';

const LIMIT = 1024;
/** What a path match may hold (RFC 3986 pchar and '/'), as the v1 CRD has it. */
const CHARACTERS = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+$/;

/** A path for an exact or prefix match, in its plain spelling. Source: Gateway API v1.6.1, HTTPPathMatch. */
export function pathProblem(value: unknown): Problem | undefined {
  return pathFormProblem(value) ?? spellingProblem(value as string);
}

/** What the API server refuses as such a path. */
export function pathFormProblem(value: unknown): Problem | undefined {
  const problem = brokenForm(value);
  return problem && typeof value === 'string' && EXPRESSION.test(value) ? expressionProblem(value) : problem;
}

/** Signs of a regular expression: an anchor, alternatives, a group that is repeated, any text, a class. */
const EXPRESSION = /^\^|\$$|\||[)\]][?*+]|\.[*+]|\\[dwsDWS./]|\[[^\]]*\]/;

function expressionProblem(value: string): Problem {
  const [plain] = value.replace(/^\^/, '').split(/[()[\]|$*+?\\]/);
  const prefix = normalizePrefix(plain);
  return {
    reason: 'it reads like a regular expression, and paths of this type are compared as plain text',
    fix: `write type RegularExpression${brokenForm(prefix) ? '' : `, or the plain prefix "${prefix}"`}`,
  };
}

function brokenForm(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: 'write a path such as "/api"' };
  if (!value.startsWith('/')) return { reason: 'a path starts with "/"', fix: `write "/${value.replace(/^\.*\/*/, '')}"` };
  if (value.includes('?')) return { reason: 'a path has no query', fix: `write "${value.split('?')[0]}" and match the query with QueryMatch` };
  if (value.includes('#')) return { reason: 'a path has no fragment', fix: `write "${value.split('#')[0]}"` };
  if (value.includes('//')) {
    return { reason: '"//" is merged before matching, so it never matches', fix: `write "${value.replace(/\/{2,}/g, '/')}"` };
  }
  if (/\/\.{1,2}(\/|$)/.test(value) || /%2f/i.test(value)) {
    return { reason: '".", ".." and "%2f" are resolved before matching, or refused', fix: 'write the path that they lead to' };
  }
  if (value.length > LIMIT) return { reason: `it has ${value.length} characters, and ${LIMIT} is the limit`, fix: 'shorten it' };
  if (!CHARACTERS.test(value)) return { reason: 'it holds a character that a URL path cannot hold', fix: 'percent-encode it' };
  return undefined;
}

/** A "*" where a wildcard is meant: as a whole segment, or at the end of the path. In a path as text it stands for itself. */
export function wildcardProblem(value: string, type: 'Exact' | 'PathPrefix'): Problem | undefined {
  if (!/(^|\/)\*\*?(\/|$)|\*$/.test(value) || pathFormProblem(value)) return undefined;
  const rest = value.replace(/\*+$/, '');
  return {
    reason: '"*" is no wildcard here but a character like any other, so requests without it do not match',
    fix: rest.includes('*') || (rest !== '' && !rest.endsWith('/'))
      ? `write type RegularExpression: "${value.replace(/[.+()$]/g, '\\$&').replace(/\*+$/, '.*').replace(/(?<!\.)\*+/g, '[^/]+')}"`
      : `write ${type === 'Exact' ? 'type PathPrefix and ' : ''}"${normalizePrefix(rest)}", which takes everything below it`,
  };
}

/** Another spelling of a path: whoever compares the text takes the two for different. */
export function spellingProblem(path: string): Problem | undefined {
  const plain = decodeUnreserved(path);
  if (plain === path) return undefined;
  return {
    reason: 'it percent-encodes characters that need no encoding, so it is another spelling of the plain path',
    fix: pathFormProblem(plain) ? 'write the plain path' : `write "${plain}"`,
  };
}

/** Text that the characters of a path make up, as the API server judges it where no request's path is compared. */
export function pathTextProblem(value: unknown): Problem | undefined {
  const fits = typeof value === 'string' && value.length <= LIMIT && CHARACTERS.test(value);
  return fits ? undefined : pathProblem(value);
}

/** A path with its unreserved characters as they are: proxies and backends take both for the same (RFC 3986, 6.2.2.2). */
function decodeUnreserved(path: string): string {
  return path.replace(/%([0-9A-Fa-f]{2})/g, (encoded, code: string) => {
    const character = String.fromCharCode(parseInt(code, 16));
    return /[-A-Za-z0-9._~]/.test(character) ? character : encoded;
  });
}

/** A prefix without its trailing slash, which prefix matches ignore; the root stays '/'. */
export function normalizePrefix(prefix: string): string {
  return prefix.length > 1 ? prefix.replace(/\/+$/, '') || '/' : prefix;
}

/** Whether a path lies under a prefix, compared by path element: '/api' covers '/api/x', not '/apis'. */
export function prefixCovers(prefix: string, path: string): boolean {
  const base = normalizePrefix(prefix);
  return base === '/' || path === base || path.startsWith(`${base}/`);
}

/** Whether two prefixes share a path. */
export function prefixesOverlap(a: string, b: string): boolean {
  return prefixCovers(a, normalizePrefix(b)) || prefixCovers(b, normalizePrefix(a));
}
