import { headerValueProblem } from '../../manifest/http-header-checks';
import type { Problem } from '../../manifest/problem';

/**
 * A header value that both channels take: visible ASCII, with single spaces or tabs inside.
 * Source: Gateway API v1.6.1, HTTPHeader.
 */
export function portableHeaderValueProblem(value: unknown): Problem | undefined {
  const problem = headerValueProblem(value);
  if (problem) return problem;
  const text = value as string;
  if (/[^\t -~]/.test(text)) return { reason: 'a header value is ASCII', fix: 'percent-encode the other characters' };
  if (/^[\t ]|[\t ]$|[\t ]{2}/.test(text)) {
    return { reason: 'it starts or ends with a space, or has two in a row', fix: 'write single spaces inside only' };
  }
  return undefined;
}
