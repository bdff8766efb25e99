import { hostnameProblem } from '../../manifest/hostname';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import { pathProblem } from '../../manifest/path';
import type { Problem } from '../../manifest/problem';
import { IDENTIFIER, LABEL, LABEL_KEY, LABEL_VALUE, PATH_SEGMENT, PORT_NAME_PATTERN, SUBDOMAIN_PATTERN } from './builtin/texts';

/** What a pattern stands for in the field's terms. */
interface PatternWords {
  readonly words: string;
  readonly example: string;
  /** Says precisely what is wrong with a value, where the algebra of manifests knows it. */
  readonly explain?: (value: string) => Problem | undefined;
}

const PATH_TAIL = "\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+";

/** Names and hostnames share a pattern; what has a scheme or a port, as no name has, is meant as a hostname. */
function nameOrHostProblem(value: string): Problem | undefined {
  return /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/|\.[^:/]*:\d+$/.test(value) ? hostnameProblem(value) : subdomainProblem(value);
}

const WORDS = new Map<string, PatternWords>([
  [`^${LABEL}$`, {
    words: 'a DNS label (lower case letters, digits and inner "-")', example: 'shop-prod', explain: labelProblem,
  }],
  [`^${SUBDOMAIN_PATTERN}$`, {
    words: 'a DNS name (lower case letters, digits, "-" and ".")', example: 'shop.company.com', explain: nameOrHostProblem,
  }],
  [`^$|^${SUBDOMAIN_PATTERN}$`, {
    words: 'an API group, or "" for the core group', example: 'gateway.networking.k8s.io', explain: subdomainProblem,
  }],
  [`^(\\*\\.)?${SUBDOMAIN_PATTERN}$`, {
    words: 'a hostname, with a wildcard only as its whole first label', example: 'shop.company.com', explain: hostnameProblem,
  }],
  ['^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$', {
    words: 'a kind (letters, digits and inner "-", a letter first)', example: 'Service',
  }],
  [`^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|${SUBDOMAIN_PATTERN}\\/[A-Za-z0-9]+$`, {
    words: "a protocol (HTTP, HTTPS, TLS, TCP, UDP, or an implementation's own as domain/name)", example: 'HTTPS',
  }],
  [`^${SUBDOMAIN_PATTERN}${PATH_TAIL}$`, {
    words: 'a controller name (a DNS name, "/" and a path)', example: 'gateway.example.com/controller',
  }],
  [`^Hostname|IPAddress|NamedAddress|${SUBDOMAIN_PATTERN}${PATH_TAIL}$`, {
    words: 'an address type (IPAddress, Hostname, or a domain/name)', example: 'IPAddress',
  }],
  ['^([0-9]{1,5}(h|m|s|ms)){1,4}$', {
    words: 'a duration (whole numbers with h, m, s or ms, up to four of them)', example: '1m30s',
  }],
  ['^([0-9]+(\\.[0-9]+)?(s|m|h))+$', {
    words: 'a duration (numbers with h, m or s)', example: '1h30m',
  }],
  ["^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$", {
    words: 'a header name (letters, digits, "-" and the other token characters of HTTP; no space, ":" or "/")',
    example: 'X-Request-Id',
  }],
  ['^[!-~]+([\\t ]?[!-~]+)*$', {
    words: 'a header value (printable ASCII, with single inner spaces)', example: 'no-store, max-age=0',
  }],
  ["^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$", {
    words: 'a URL path (other characters percent-encoded)', example: '/api/v1', explain: pathProblem,
  }],
  ['(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)', {
    words: 'an origin ("*", or http:// or https:// with a host, a wildcard only as its first label, and maybe a port)',
    example: 'https://*.company.com',
  }],
  ['^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?', {
    words: 'a URI with scheme and authority', example: 'spiffe://company.com/ns/shop/sa/products',
  }],
  [`^(System|(${SUBDOMAIN_PATTERN}/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$`, {
    words: '"System", or an implementation\'s own name as domain/name', example: 'System',
  }],
  [LABEL_VALUE.pattern!, {
    words: 'a label value (letters, digits, "-", "_" and ".", a letter or digit at both ends)', example: 'shop',
  }],
  [LABEL_KEY.pattern!, {
    words: 'a key (an optional DNS name and "/", then up to 63 letters, digits, "-", "_" or ".")', example: 'example.com/team',
  }],
  [IDENTIFIER.pattern!, { words: 'a name that CEL can refer to (letters, digits and "_")', example: 'hostnames' }],
  [PATH_SEGMENT.pattern!, { words: 'a name without "/" and "%"', example: 'route-editor' }],
  [PORT_NAME_PATTERN, { words: 'a port number or the name of a port', example: 'http' }],
]);

/** The words for a pattern, where it is one of those that Gateway API uses. */
export function wordsOf(pattern: string): PatternWords | undefined {
  return WORDS.get(pattern);
}

/** Why a value does not match a pattern, and what to write instead. */
export function patternProblem(pattern: string, value: string): Problem {
  const known = WORDS.get(pattern);
  if (!known) return { reason: `it does not match ${pattern}`, fix: `write a value that matches ${pattern}` };
  const precise = known.explain?.(value);
  if (precise) return { reason: precise.reason, fix: precise.fix };
  return { reason: `it is not ${known.words}`, fix: `write one such as "${known.example}"` };
}
