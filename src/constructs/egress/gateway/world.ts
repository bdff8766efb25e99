import { cidrContains, parseCidr } from '../../../manifest/cidr';
import type { DestinationData } from '../../../manifest/grant-data';

/**
 * The public addresses of each family, and what inside them is not the internet's: private, shared, link-local and loopback
 * blocks of IPv4, and of IPv6, whose global unicast is one block, the tunnels that lead to IPv4 (Teredo, 6to4).
 * Source: IANA special-purpose address registries (RFC 6890), and RFC 4291.
 */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  '2000::/3': ['2001::/32', '2002::/16'],
};

/** The internet on some ports, over both families: without private ranges and the cluster's metadata addresses. */
export function internet(ports: readonly number[], metadataCidrs: readonly string[], reason: string): DestinationData[] {
  return Object.entries(INSIDE).map(([cidr, inside]) => ({
    form: 'cidr' as const, cidr, except: [...inside, ...metadataCidrs.filter((text) => isOpen(text, cidr, inside))],
    ports: [...new Set(ports)].map((port) => ({ protocol: 'TCP' as const, port })), reason,
  }));
}

function isOpen(text: string, cidr: string, inside: readonly string[]): boolean {
  const block = parseCidr(text);
  if (block === undefined || !cidrContains(parseCidr(cidr)!, block)) return false;
  return !inside.some((one) => cidrContains(parseCidr(one)!, block));
}
