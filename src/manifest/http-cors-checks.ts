import { byValue, type Data, type FieldCheck, flag, list, object, oneOf, valueOf, type WholeCheck } from './field-checks';
import { headerNameProblem } from './http-header-checks';
import { HTTP_METHODS } from './http-match-checks';
import { integerProblem, LARGEST_INTEGER } from './numbers';
import type { Problem } from './problem';
import { textProblem } from './text-checks';

const LIMIT = 64;
const ORIGIN = /^https?:\/\/(((\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(:([0-9]{1,5}))?)$/;

function originProblem(value: unknown): Problem | undefined {
  const text = textProblem(value, 1, 253, 'https://www.company.com');
  if (text) return text;
  return value === '*' || ORIGIN.test(value as string)
    ? undefined
    : {
      reason: 'an origin is a scheme, a host and perhaps a port, with a wildcard only as its first label',
      fix: 'write "https://www.company.com", "https://*.company.com" or "*"',
    };
}

/** A wildcard says everything, so nothing stands beside it. */
const wildcardAlone: WholeCheck<Data[]> = (values, path) => {
  const items = values as unknown[];
  return items.includes('*') && items.length > 1
    ? [{ path, value: values, reason: '"*" stands alone', fix: 'leave "*" or the other entries out' }]
    : [];
};

/** Cross-origin rules of a filter. Source: Gateway API v1.6.1, HTTPCORSFilter. */
export const cors: FieldCheck = object({
  optional: {
    allowOrigins: list(valueOf(originProblem), { max: LIMIT, of: 'HTTPCORSFilter', unique: byValue, rules: [wildcardAlone] }),
    allowCredentials: flag,
    allowMethods: list(oneOf([...HTTP_METHODS, '*']), { max: 9, of: 'HTTPCORSFilter', unique: byValue, rules: [wildcardAlone] }),
    allowHeaders: list(valueOf(headerNameProblem), { max: LIMIT, of: 'HTTPCORSFilter', unique: byValue, rules: [wildcardAlone] }),
    exposeHeaders: list(valueOf(headerNameProblem), { max: LIMIT, of: 'HTTPCORSFilter', unique: byValue }),
    maxAge: valueOf((value) => integerProblem(value, 1, LARGEST_INTEGER, '3600')),
  },
});
