import type { Problem } from './problem';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Longest DNS label (RFC 1035): namespaces, Services, GatewayClasses and Gateways. */
export const LABEL_LIMIT = 63;
/** Longest DNS subdomain: most object names, section names and names of rules. */
export const SUBDOMAIN_LIMIT = 253;

/** The label that the control plane sets on every namespace to its name, and no tenant can change. */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

/** A DNS label (RFC 1123): lower case letters, digits and '-', up to 63 characters. */
export function labelProblem(value: unknown): Problem | undefined {
  return nameProblem(value, LABEL, LABEL_LIMIT, 'a DNS label holds lower case letters, digits and inner "-"');
}

/** A DNS subdomain (RFC 1123): DNS labels joined by dots, up to 253 characters. */
export function subdomainProblem(value: unknown): Problem | undefined {
  return nameProblem(value, SUBDOMAIN, SUBDOMAIN_LIMIT, 'a name holds lower case letters, digits, inner "-" and "."');
}

function nameProblem(value: unknown, pattern: RegExp, limit: number, rule: string): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: 'write a name such as "shop-prod"' };
  if (value === '') return { reason: 'it is empty', fix: 'write a name such as "shop-prod"' };
  if (value.length > limit) {
    return { reason: `it has ${value.length} characters, and ${limit} is the limit`, fix: `shorten it to at most ${limit} characters` };
  }
  if (!pattern.test(value)) return { reason: rule, fix: `write ${suggestName(value, pattern)}` };
  return undefined;
}

/** The nearest name of a form to some text, quoted for a message. */
function suggestName(value: string, pattern: RegExp): string {
  const dots = pattern === SUBDOMAIN ? '.' : '';
  const near = value.toLowerCase().replace(new RegExp(`[^a-z0-9${dots}-]+`, 'g'), '-').replace(/\.{2,}/g, '.').replace(/^[-.]+|[-.]+$/g, '');
  return pattern.test(near) ? `"${near}"` : 'a name such as "shop-prod"';
}

/** A label or annotation key: an optional DNS prefix and '/', then a name of up to 63 characters. */
export function labelKeyProblem(key: string): Problem | undefined {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  if (slash >= 0 && subdomainProblem(key.slice(0, slash))) {
    return { reason: 'the part before "/" is not a DNS name', fix: 'write a key such as "example.com/team"' };
  }
  if (name.length > LABEL_LIMIT || !QUALIFIED_NAME.test(name)) {
    return {
      reason: `a key's name has 1 to ${LABEL_LIMIT} letters, digits, "-", "_" or ".", and starts and ends with a letter or digit`,
      fix: 'write a key such as "team" or "example.com/team"',
    };
  }
  return undefined;
}

/** A label value: up to 63 letters, digits, '-', '_' or '.', or empty. */
export function labelValueProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'a label value is text', fix: 'write it in quotes' };
  if (value.length > LABEL_LIMIT || !LABEL_VALUE.test(value)) {
    return {
      reason: `a label value has at most ${LABEL_LIMIT} letters, digits, "-", "_" or "."`,
      fix: 'shorten it, or use an annotation for free text',
    };
  }
  return undefined;
}

/** The first problem in a set of labels, with its key; `__proto__` is a key like any other and is refused as one. */
export function labelsProblem(labels: Record<string, string>): (Problem & { readonly key: string }) | undefined {
  for (const key of Object.keys(labels)) {
    const problem = labelKeyProblem(key) ?? labelValueProblem(labels[key]);
    if (problem) return { key, ...problem };
  }
  return undefined;
}
