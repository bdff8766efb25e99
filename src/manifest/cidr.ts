import type { Problem } from './problem';

/** An address block: its family, its first address as a number, its prefix length. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly length: number;
}

/** A CIDR as NetworkPolicy takes it: an address of either family, '/', a prefix length; host bits must be zero. */
export function cidrProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: 'write a CIDR such as "203.0.113.0/24"' };
  if (!value.includes('/')) {
    const width = value.includes(':') ? 128 : 32;
    return { reason: 'it has no prefix length', fix: `write "${value}/${width}" for one address` };
  }
  const cidr = parseCidr(value);
  if (!cidr) {
    return { reason: 'it is not an IPv4 or IPv6 address block', fix: 'write a CIDR such as "203.0.113.0/24" or "2001:db8::/32"' };
  }
  if (isMapped(cidr)) {
    return { reason: 'it is an IPv4 block written as IPv6, which tools read in different ways', fix: 'write the IPv4 form' };
  }
  const host = cidr.base & hostMask(cidr);
  if (host !== 0n) return { reason: 'its address has bits beyond the prefix length', fix: `write "${formatCidr({ ...cidr, base: cidr.base - host })}"` };
  return undefined;
}

/** A CIDR as numbers, or undefined where the text is none. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([0-9a-fA-F:.]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  if (!match) return undefined;
  const length = Number(match[2]);
  const family = match[1].includes(':') ? 6 : 4;
  const base = family === 6 ? parseIpv6(match[1]) : parseIpv4(match[1]);
  if (base === undefined || length > (family === 6 ? 128 : 32)) return undefined;
  return { family, base, length };
}

/** Whether the address is an IPv4 one inside of ::ffff:0:0/96, which the API server refuses since Kubernetes 1.36. */
function isMapped({ family, base }: Cidr): boolean {
  return family === 6 && base >> 32n === 0xffffn;
}

/** Whether every address of `inner` is in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && inner.length >= outer.length
    && (inner.base & ~hostMask(outer)) === (outer.base & ~hostMask(outer));
}

/** Whether two blocks share an address. */
export function cidrsOverlap(a: Cidr, b: Cidr): boolean {
  return cidrContains(a, b) || cidrContains(b, a);
}

function hostMask({ family, length }: Cidr): bigint {
  return (1n << BigInt((family === 6 ? 128 : 32) - length)) - 1n;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  // An IPv4 address stands at the end alone.
  if (!head || (halves.length === 2 && (!tail || halves[0].includes('.')))) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])];
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(group), 0n);
}

/** The 16-bit groups of one side of '::', the last of which may be written as IPv4. */
function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts[parts.length - 1];
  const groups: number[] = [];
  for (const part of last.includes('.') ? parts.slice(0, -1) : parts) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
    groups.push(parseInt(part, 16));
  }
  if (!last.includes('.')) return groups;
  const v4 = parseIpv4(last);
  return v4 === undefined ? undefined : [...groups, Number(v4 >> 16n), Number(v4 & 0xffffn)];
}

/** The text form of a block (IPv6 without shortening beyond leading zeros and one '::'). */
export function formatCidr({ family, base, length }: Cidr): string {
  const width = family === 6 ? 16n : 8n;
  const count = family === 6 ? 8 : 4;
  const parts = Array.from({ length: count }, (_, i) => (base >> (width * BigInt(count - 1 - i))) & ((1n << width) - 1n));
  if (family === 4) return `${parts.join('.')}/${length}`;
  return `${parts.map((part) => part.toString(16)).join(':').replace(/(^|:)0(:0)+(:|$)/, '::')}/${length}`;
}
