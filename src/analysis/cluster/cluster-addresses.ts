import { type Cidr, cidrContains, parseCidr } from '../../manifest/cidr';
import { NETWORKING } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { placeText } from '../../manifest/object-text';
import { oncePerIndex } from '../once';
import { type ClusterIndex, nameOf, namespaceOf } from './cluster-index';
import { specOf } from './references';

/** Addresses inside of the cluster, and what has them. */
interface ClusterAddress {
  readonly cidr: Cidr;
  readonly of: string;
}

/** How many addresses inside of a block are looked at, where exceptions take some of them out. */
const LOOK_LIMIT = 64;

/** The addresses that the set shows: of Services, of pods, and the blocks that both take theirs from; by family, in order. */
const addresses = oncePerIndex((index) => {
  const found: ClusterAddress[] = [];
  const add = (texts: unknown[], of: string): void => {
    for (const text of texts) {
      const cidr = typeof text === 'string' ? parseCidr(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`) : undefined;
      if (cidr) found.push({ cidr, of });
    }
  };
  for (const { manifest } of index.ofKind('', 'Service')) {
    const { clusterIP, clusterIPs } = specOf(manifest);
    add(listOf(clusterIPs).length > 0 ? listOf(clusterIPs) : [clusterIP], named(manifest));
  }
  for (const { manifest } of index.ofKind('', 'Pod')) {
    const { hostNetwork } = specOf(manifest);
    if (hostNetwork !== true && isRecord(manifest.status)) add([manifest.status.podIP], named(manifest));
  }
  for (const { manifest } of index.ofKind('', 'Node')) {
    const { podCIDR, podCIDRs } = specOf(manifest);
    add([...listOf(podCIDRs), podCIDR], `the pods of ${named(manifest)}`);
  }
  for (const { manifest } of index.ofKind(NETWORKING, 'ServiceCIDR')) add(listOf(specOf(manifest).cidrs), 'Services');
  return found.sort((a, b) => a.cidr.family - b.cidr.family || compare(a.cidr.base, b.cidr.base));
});

/** An address inside of the cluster that a block holds and none of its exceptions, where the set shows one. */
export function clusterAddressIn(block: Cidr, except: readonly Cidr[], index: ClusterIndex): ClusterAddress | undefined {
  const sorted = addresses(index);
  for (let i = firstAt(sorted, block), looked = 0; i < sorted.length && looked < LOOK_LIMIT; i++, looked++) {
    if (!cidrContains(block, sorted[i].cidr)) return undefined;
    if (!except.some((one) => cidrContains(one, sorted[i].cidr))) return sorted[i];
  }
  return undefined;
}

/** The place of the first address that is not before a block. */
function firstAt(sorted: readonly ClusterAddress[], { family, base }: Cidr): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { cidr } = sorted[middle];
    if (cidr.family < family || (cidr.family === family && cidr.base < base)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function named(manifest: Manifest): string {
  const namespace = namespaceOf(manifest);
  return `${manifest.kind} ${placeText(namespace, nameOf(manifest))}`;
}
