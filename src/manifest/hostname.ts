import type { Problem } from './problem';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const EXAMPLE = 'a hostname such as "shop.company.com"';
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
/** What the CRDs hold hostnames to. */
const FORM = /^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const USUAL = /^(?:\*\.)?(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\.)*[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
/** What is wrong with text that is no hostname, in general. */
export const NO_HOSTNAME: Problem = { reason: 'it is not a hostname', fix: `write ${EXAMPLE}` };
/** What is wrong with an IP address as a hostname; who takes no route has another fix. */
export const IP_ADDRESS: Problem = {
  reason: 'an IP address is not a hostname', fix: 'write a DNS name; routes match on the Host header or SNI',
};

/** What to write for an IP address where a certificate is to show the name. */
export const CERTIFICATE_NAME_FIX = 'write a DNS name of its certificate';

/**
 * A hostname as Gateway API takes it: DNS labels, lower case, no port, no scheme, no IP address, no trailing dot;
 * a wildcard only as the whole first label. Source: Gateway API v1.6.1, Hostname.
 */
export function hostnameProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: `write ${EXAMPLE}` };
  if (value === '') return { reason: 'it is empty', fix: `write ${EXAMPLE}` };
  return shapeProblem(value) ?? wildcardProblem(value) ?? labelsProblem(value) ?? ipAddressProblem(value);
}

/** What the API server refuses as a hostname: it takes the form of IPv4 addresses, and labels of any length. */
export function hostnameFormProblem(value: unknown): Problem | undefined {
  return typeof value === 'string' && value.length <= 253 && FORM.test(value) ? undefined : hostnameProblem(value);
}

/** Whether a value is a hostname as nearly all are, which one look tells: short labels, and a last one that is no number. */
export function isUsualHostname(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 63 && USUAL.test(value);
}

/** An IPv4 address, which has the form of a hostname and is none. */
export function ipAddressProblem(value: unknown): Problem | undefined {
  return typeof value === 'string' && IPV4.test(value) ? IP_ADDRESS : undefined;
}

/** A problem of a hostname that a certificate shows: it is compared with no Host header. */
export function ofCertificate(problem: Problem | undefined): Problem | undefined {
  return problem === IP_ADDRESS ? { ...problem, fix: CERTIFICATE_NAME_FIX } : problem;
}

/** A hostname without a wildcard. */
export function preciseHostnameProblem(value: unknown): Problem | undefined {
  return hostnameProblem(value) ?? noWildcard(value);
}

/** A hostname without a wildcard by its form alone, as the API server judges it. */
export function preciseHostnameFormProblem(value: unknown): Problem | undefined {
  return hostnameFormProblem(value) ?? noWildcard(value);
}

function noWildcard(value: unknown): Problem | undefined {
  if (!isWildcard(value as string)) return undefined;
  return { reason: 'a wildcard is not allowed here', fix: `write one hostname, such as "www${(value as string).slice(1)}"` };
}

function shapeProblem(value: string): Problem | undefined {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(value);
  if (scheme) {
    return { reason: 'a hostname has no scheme', fix: suggest(value.slice(scheme[0].length).split(/[/:]/)[0]) };
  }
  if (value.includes('/')) {
    return { reason: 'a hostname has no path', fix: `${suggest(value.split('/')[0])} and match the path in the route` };
  }
  if (value.startsWith('[') || (value.match(/:/g) ?? []).length > 1) return IP_ADDRESS;
  if (value.includes(':')) return { reason: 'a hostname has no port', fix: `${suggest(value.split(':')[0])}; ports belong to listeners` };
  if (value.endsWith('.')) return { reason: 'a hostname has no trailing dot', fix: suggest(value.replace(/\.+$/, '')) };
  if (value !== value.toLowerCase()) return { reason: 'a hostname is lower case', fix: suggest(value.toLowerCase()) };
  if (value.length > 253) return { reason: `it has ${value.length} characters, and 253 is the limit`, fix: 'shorten it' };
  return undefined;
}

/** What is left of a value once its mistake is taken away, where that is a hostname. */
function suggest(rest: string): string {
  return `write ${hostnameProblem(rest) === undefined ? `"${rest}"` : EXAMPLE}`;
}

function wildcardProblem(value: string): Problem | undefined {
  if (value === '*') {
    return { reason: 'a lone "*" is not a hostname', fix: 'write "*.company.com", or leave it out where that is possible' };
  }
  if (value.includes('*') && (!isWildcard(value) || value.indexOf('*', 1) >= 0)) {
    return { reason: 'a wildcard stands only for whole first labels', fix: 'write it as "*.company.com"' };
  }
  return undefined;
}

function labelsProblem(value: string): Problem | undefined {
  const labels = (isWildcard(value) ? value.slice(2) : value).split('.');
  const bad = labels.find((label) => !LABEL.test(label));
  if (bad === undefined) return undefined;
  if ([...value].some((character) => character.codePointAt(0)! > 127)) {
    return { reason: 'a hostname is ASCII', fix: 'write its punycode form (xn--…)' };
  }
  if (bad === '') return { reason: 'it has an empty label', fix: 'remove the extra "."' };
  return {
    reason: `"${bad}" is not a DNS label (lower case letters, digits and inner "-", at most 63)`,
    fix: `write ${EXAMPLE}`,
  };
}

/** Whether a hostname stands for all that end as it does. */
export function isWildcard(hostname: string): boolean {
  return hostname.startsWith('*.');
}

/** Whether a pattern (exact, `*.suffix` at any depth, or undefined for all) matches every name that `hostname` can stand for. */
export function covers(pattern: string | undefined, hostname: string | undefined): boolean {
  if (pattern === undefined) return true;
  if (hostname === undefined) return false;
  if (!isWildcard(pattern)) return pattern === hostname;
  const suffix = pattern.slice(1);
  return hostname === pattern || (isWildcard(hostname) ? hostname.slice(1) : hostname).endsWith(suffix);
}

/** The wildcards over a hostname, the closest first. */
export function patternsOver(hostname: string): string[] {
  const labels = hostname.split('.').slice(isWildcard(hostname) ? 2 : 1);
  return labels.map((_, i) => `*.${labels.slice(i).join('.')}`);
}

/** Whether some name is matched by both. Undefined stands for every hostname. */
export function overlaps(a: string | undefined, b: string | undefined): boolean {
  return covers(a, b) || covers(b, a);
}

/** Whether a certificate for `dnsName` is valid for `hostname`: its wildcard stands for exactly one label (RFC 6125). */
export function certificateCovers(dnsName: string, hostname: string): boolean {
  if (dnsName === hostname) return true;
  if (!isWildcard(dnsName) || !hostname.endsWith(dnsName.slice(1))) return false;
  const left = hostname.slice(0, hostname.length - dnsName.length + 1);
  return left !== '' && left !== '*' && !left.includes('.');
}
