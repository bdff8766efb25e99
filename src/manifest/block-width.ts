import { cidrContains, parseCidr } from './cidr';
import type { PortData } from './grant-data';
import type { Problem } from './problem';

/** Shortest prefixes of a block that is written by itself: a wider one is most of the Internet. */
const WIDEST = { 4: 8, 6: 16 } as const;
/** Shortest prefixes of a block that is asked for names: a resolver is an address, or a few on one network. */
const RESOLVERS = { 4: 24, 6: 64 } as const;
/** Shortest prefixes of where one service answers: the network of a cluster at the widest. */
const SERVICES = { 4: 16, 6: 48 } as const;
const DNS_PORT = 53;
const LOOPBACK = ['127.0.0.0/8', '0.0.0.0/8', '::/127'].map((text) => parseCidr(text)!);
/** Addresses of no one's on the Internet, whatever their prefix. */
const LOCAL = parseCidr('fc00::/7')!;

/** Why a block is no place where a service of the cluster answers, such as the Kubernetes API. */
export function serviceProblem(text: string): Problem | undefined {
  const block = parseCidr(text);
  if (!block) return undefined;
  const fix = 'write its addresses, such as "10.0.0.10/32"';
  if (LOOPBACK.some((own) => cidrContains(own, block))) return { reason: 'it is loopback, the pod itself', fix };
  if (block.length >= SERVICES[block.family]) return undefined;
  return { reason: `it is wider than /${SERVICES[block.family]}, which is no one service: what names it would open all of that`, fix };
}

/** Why a block is no destination: it is the pod itself, or so wide that it means any place. */
export function blockProblem(text: string): Problem | undefined {
  const block = parseCidr(text);
  if (!block) return undefined;
  if (LOOPBACK.some((own) => cidrContains(own, block))) {
    return { reason: 'it is loopback, the pod itself, which no policy closes', fix: 'remove it' };
  }
  if (block.length >= WIDEST[block.family] || cidrContains(LOCAL, block)) return undefined;
  return {
    reason: `it is wider than /${WIDEST[block.family]}, and would open private and metadata addresses with the Internet`,
    fix: 'write Destination.anywhere(443, { reason }), which leaves those closed, or the blocks that are needed',
  };
}

/** Why a block is no resolver. */
export function resolverProblem(text: string): Problem | undefined {
  const block = parseCidr(text);
  if (!block || block.length >= RESOLVERS[block.family]) return undefined;
  return {
    reason: `DNS is never to a block wider than /${RESOLVERS[block.family]}: any server would carry data out as names`,
    fix: 'write the address of the resolver, such as "10.96.0.10/32"',
  };
}

/** Whether ports hold that of DNS. */
export function holdsDns(ports: readonly PortData[]): boolean {
  return ports.some(({ protocol, port = 1, endPort = port }) => protocol !== 'SCTP' && port <= DNS_PORT && DNS_PORT <= endPort);
}
