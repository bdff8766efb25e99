import { subdomainProblem } from './names';
import type { Problem } from './problem';

const KIND = /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const DOMAIN_PATH = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
const DURATION = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const MILLISECONDS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Text of a length within limits. */
export function textProblem(value: unknown, lowest: number, highest: number, example: string): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: `write text such as "${example}"` };
  if (value.length < lowest) return { reason: 'it is empty', fix: `write text such as "${example}"` };
  if (value.length > highest) {
    return { reason: `it has ${value.length} characters, and ${highest} is the limit`, fix: 'shorten it' };
  }
  return undefined;
}

/** An API group; the core group is ''. */
export function groupProblem(value: unknown): Problem | undefined {
  const fix = 'write a group such as "gateway.networking.k8s.io", or "" for the core group';
  if (typeof value !== 'string') return { reason: 'it is not text', fix };
  if (value.includes('/')) return { reason: 'a group has no version', fix: `write "${value.split('/')[0]}"` };
  return value === '' || !subdomainProblem(value) ? undefined : { reason: 'an API group is a DNS name, or empty', fix };
}

/** The kind of an object that is referred to. */
export function kindProblem(value: unknown): Problem | undefined {
  const text = textProblem(value, 1, 63, 'Service');
  if (text) return text;
  return KIND.test(value as string)
    ? undefined
    : { reason: 'a kind holds letters, digits and inner "-", and starts with a letter', fix: 'write a kind such as "Service"' };
}

/** The name of an object that is referred to: any text up to 253 characters, as each kind has rules of its own. */
export function objectNameProblem(value: unknown): Problem | undefined {
  return textProblem(value, 1, 253, 'product-api');
}

/** A domain and a path, as controllers name themselves: `example.com/gateway-controller`. */
export function domainPathProblem(value: unknown): Problem | undefined {
  const text = textProblem(value, 1, 253, 'example.com/gateway-controller');
  if (text) return text;
  return DOMAIN_PATH.test(value as string)
    ? undefined
    : { reason: 'it is not a domain, "/" and a path', fix: 'write a name such as "example.com/gateway-controller"' };
}

/** A duration as Gateway API writes it (GEP-2257): up to four whole numbers with h, m, s or ms. */
export function durationProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: 'write a duration such as "10s"' };
  if (DURATION.test(value)) return undefined;
  return {
    reason: 'a duration is up to four whole numbers of at most five digits, each with h, m, s or ms',
    fix: `write ${wholeDuration(value) ?? 'a duration such as "1h30m" or "500ms"'}`,
  };
}

/** A fraction of seconds in milliseconds, quoted for a message. */
function wholeDuration(value: string): string | undefined {
  const match = /^(\d*\.\d+)(h|m|s)$/.exec(value);
  const milliseconds = match ? Math.round(Number(match[1]) * MILLISECONDS[match[2]]) : 0;
  return milliseconds > 0 && milliseconds < 100_000 ? `"${milliseconds}ms"` : undefined;
}

/** The length of a well formed duration. */
export function millisecondsOf(duration: string): number {
  const simple = /^(\d+)(h|ms|m|s)$/.exec(duration);
  if (simple) return Number(simple[1]) * MILLISECONDS[simple[2]];
  return [...duration.matchAll(/(\d+)(h|ms|m|s)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * MILLISECONDS[unit], 0);
}
