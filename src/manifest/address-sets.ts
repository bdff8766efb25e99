import { type Cidr, cidrContains, cidrsOverlap, parseCidr } from './cidr';

/** An address block without some of its parts, as a NetworkPolicy peer names it. */
export interface OpenBlock {
  readonly cidr: Cidr;
  readonly except: readonly Cidr[];
}

/** A block and its exceptions as numbers. Text that is no CIDR opens nothing, and excepts nothing. */
export function openBlock(cidr: string, except: readonly string[]): OpenBlock | undefined {
  const block = parseCidr(cidr);
  return block && { cidr: block, except: except.flatMap((part) => parseCidr(part) ?? []) };
}

/** The first part of `wanted` that none of `open` holds, or undefined where together they hold all of it. */
export function uncovered(wanted: OpenBlock, open: readonly OpenBlock[]): Cidr | undefined {
  const { cidr, except } = wanted;
  if (except.some((part) => cidrContains(part, cidr))) return undefined;
  const isOpen = (block: OpenBlock): boolean =>
    cidrContains(block.cidr, cidr) && !block.except.some((part) => cidrsOverlap(part, cidr));
  if (open.some(isOpen)) return undefined;
  // Only where some border runs through the block can its halves differ from the whole.
  const borders = [...except, ...open.flatMap((block) => [block.cidr, ...block.except])];
  if (!borders.some((border) => border.length > cidr.length && cidrContains(cidr, border))) return cidr;
  const [lower, upper] = halves(cidr);
  return uncovered({ cidr: lower, except }, open) ?? uncovered({ cidr: upper, except }, open);
}

/** A block without its exceptions as blocks that have none, in order. */
export function partsOf({ cidr, except }: OpenBlock): Cidr[] {
  if (except.some((part) => cidrContains(part, cidr))) return [];
  if (!except.some((part) => cidrContains(cidr, part))) return [cidr];
  return halves(cidr).flatMap((half) => partsOf({ cidr: half, except }));
}

/** Whether a block holds some address of another. */
export function opensSomeOf(block: OpenBlock, addresses: Cidr): boolean {
  if (!cidrsOverlap(block.cidr, addresses)) return false;
  const shared = cidrContains(block.cidr, addresses) ? addresses : block.cidr;
  return uncovered({ cidr: shared, except: [] }, block.except.map((cidr) => ({ cidr, except: [] }))) !== undefined;
}

function halves({ family, base, length }: Cidr): [Cidr, Cidr] {
  const half = 1n << BigInt((family === 6 ? 128 : 32) - length - 1);
  return [{ family, base, length: length + 1 }, { family, base: base + half, length: length + 1 }];
}
