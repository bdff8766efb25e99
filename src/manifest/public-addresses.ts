import { cidrContains, formatCidr, parseCidr } from './cidr';

/** A family's whole address space, with what of it is not public. */
interface Family {
  readonly cidr: string;
  readonly closed: readonly string[];
}

/**
 * Both families without addresses that are private, shared, link-local, loopback, for tests, for many or for nobody (IANA,
 * special-purpose address registries).
 * Of IPv6 also the forms by which NAT64 reaches those of IPv4 (RFC 6052, RFC 8215), and the tunnels Teredo and 6to4, which lead
 * there as well.
 */
export const PUBLIC: readonly Family[] = [
  {
    cidr: '0.0.0.0/0',
    closed: [
      '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24',
      '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4',
    ],
  },
  {
    cidr: '::/0',
    closed: [
      '::1/128', '64:ff9b::/104', '64:ff9b::a00:0/104', '64:ff9b::6440:0/106', '64:ff9b::7f00:0/104', '64:ff9b::a9fe:0/112',
      '64:ff9b::ac10:0/108', '64:ff9b::c000:0/120', '64:ff9b::c0a8:0/112', '64:ff9b::c612:0/111', '64:ff9b::e000:0/99',
      '64:ff9b:1::/48', '2001::/32', '2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8',
    ],
  },
];

/**
 * What stays closed of a family: what is not public, and of some further blocks those that are of the family
 * and not closed already. An IPv4 block is closed in its form for NAT64, too.
 */
export function closedIn({ cidr, closed }: Family, further: readonly string[]): string[] {
  const whole = parseCidr(cidr)!;
  const fresh = withNat64(further).filter((text) => {
    const block = parseCidr(text);
    return block?.family === whole.family && !closed.some((outer) => cidrContains(parseCidr(outer)!, block));
  });
  return [...new Set([...closed, ...fresh])];
}

/** The first address of those by which NAT64 reaches IPv4. Source: RFC 6052. */
const NAT64 = 0x64ff9bn << 96n;

/** Some blocks, and the forms by which NAT64 reaches those that are IPv4. */
export function withNat64(blocks: readonly string[]): string[] {
  return blocks.flatMap((text) => {
    const block = parseCidr(text);
    return block?.family === 4 ? [text, formatCidr({ family: 6, base: NAT64 + block.base, length: 96 + block.length })] : [text];
  });
}
