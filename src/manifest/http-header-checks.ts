import { byField, byValue, type FieldCheck, list, object, valueOf } from './field-checks';
import type { Problem } from './problem';
import { textProblem } from './text-checks';

const TOKEN = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const FIELD_VALUE = /^[^\x00-\x08\x0a-\x1f\x7f]*$/;

/** Most headers of one list. */
const HEADER_LIMIT = 16;

/** A header's name: a token (RFC 9110), up to 256 characters. */
export function headerNameProblem(value: unknown): Problem | undefined {
  return tokenProblem(value, 'header', 'x-mobile-app');
}

/** The name of a query parameter, which Gateway API holds to the rule of headers. */
export function queryParamNameProblem(value: unknown): Problem | undefined {
  return tokenProblem(value, 'query parameter', 'version');
}

/** The name of a cookie: a token as well (RFC 6265). */
export function cookieNameProblem(value: unknown): Problem | undefined {
  return tokenProblem(value, 'cookie', 'shop-session');
}

function tokenProblem(value: unknown, what: string, example: string): Problem | undefined {
  const text = textProblem(value, 1, 256, example);
  if (text) return text;
  if (value === '__proto__') {
    return { reason: 'programs that keep names in an object lose this one', fix: `write another name, such as "${example}"` };
  }
  if (TOKEN.test(value as string)) return undefined;
  if ((value as string).startsWith(':')) {
    return { reason: 'names that start with ":" belong to HTTP/2 itself', fix: 'match the hostname, path or method instead' };
  }
  return {
    reason: `a ${what} name holds letters, digits and !#$%&'*+-.^_\`|~, without spaces or colons`,
    fix: `write a name such as "${example}"`,
  };
}

/** A header's value: up to 4096 characters, without control characters (RFC 9110, field values). */
export function headerValueProblem(value: unknown): Problem | undefined {
  return headerTextProblem(value) ?? controlCharacterProblem(value as string);
}

/** What the API server refuses as a header's value. */
export function headerTextProblem(value: unknown): Problem | undefined {
  return textProblem(value, 1, 4096, 'true');
}

/** Control characters, which no header carries. */
export function controlCharacterProblem(value: string): Problem | undefined {
  return FIELD_VALUE.test(value)
    ? undefined
    : { reason: 'a header value has no control characters, such as line ends', fix: 'write it on one line' };
}

const header: FieldCheck = object({ required: { name: valueOf(headerNameProblem), value: valueOf(headerTextProblem) } });

const headers: FieldCheck = list(header, { max: HEADER_LIMIT, of: 'HTTPHeaderFilter', unique: byField('name') });

/** What a header modifier sets, adds and removes. Source: Gateway API v1.6.1, HTTPHeaderFilter. */
export const headerModifier: FieldCheck = object({
  optional: {
    set: headers,
    add: headers,
    remove: list(valueOf(headerNameProblem), { max: HEADER_LIMIT, of: 'HTTPHeaderFilter', unique: byValue }),
  },
});
