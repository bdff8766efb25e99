import { type OpenBlock, openBlock } from '../../manifest/address-sets';
import { type Cidr, parseCidr } from '../../manifest/cidr';
import { type AddressCell, addressCells, type AddressRange, type Family } from './address-cells';
import type { NetworkPolicyData, RulePeer } from './network-policies';

/** An address as a number, with its family. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** An address block of a rule. */
export interface RuleBlock extends OpenBlock {
  /** An IPv4 block in the notation of IPv6: plugins read it as the one, as the other, or not at all. */
  readonly isMapped: boolean;
}

const MAPPED_PREFIX = 0xffffn;

/** The address blocks of all rules, and the outside cut along their borders. */
export class BlockTable {
  public readonly blocks: readonly RuleBlock[];
  public readonly cells: readonly AddressCell[];
  readonly #ids = new Map<string, number>();
  readonly #cellsOf = new Map<number, AddressCell[]>();
  readonly #ordered: readonly { readonly range: AddressRange; readonly cell: AddressCell }[];

  public constructor(policies: readonly NetworkPolicyData[], public readonly families: readonly Family[]) {
    const blocks: RuleBlock[] = [];
    for (const { ingress = [], egress = [] } of policies) {
      for (const { peers = [] } of [...ingress, ...egress]) {
        for (const peer of peers) {
          if (peer.form !== 'block' || this.#ids.has(keyOf(peer))) continue;
          const block = blockOf(peer);
          if (block) this.#ids.set(keyOf(peer), blocks.push(block) - 1);
        }
      }
    }
    this.blocks = blocks;
    this.cells = addressCells(blocks, families);
    for (const cell of this.cells) {
      for (const block of cell.blocks) {
        const known = this.#cellsOf.get(block);
        if (known) known.push(cell);
        else this.#cellsOf.set(block, [cell]);
      }
    }
    this.#ordered = this.cells.flatMap((cell) => cell.ranges.map((range) => ({ range, cell })))
      .sort((a, b) => a.range.family - b.range.family || (a.range.from < b.range.from ? -1 : 1));
  }

  /** Place of a peer's block; undefined where its text is no block. */
  public idOf(peer: RulePeer): number | undefined {
    return peer.form === 'block' ? this.#ids.get(keyOf(peer)) : undefined;
  }

  /** The cells that make up a block. */
  public cellsOf(block: number): readonly AddressCell[] {
    return this.#cellsOf.get(block) ?? [];
  }

  /** The addresses that no rule tells apart from this one; undefined where the cluster does not use its family. */
  public cellOf({ family, value }: Address): AddressCell | undefined {
    return this.cellsIn({ family, from: value, to: value })[0];
  }

  /** The cells that hold some address of a range. */
  public cellsIn({ family, from, to }: AddressRange): AddressCell[] {
    const cells = new Set<AddressCell>();
    for (let i = this.#firstUpTo(family, from); i < this.#ordered.length; i++) {
      const { range, cell } = this.#ordered[i];
      if (range.family !== family || range.from > to) break;
      cells.add(cell);
    }
    return [...cells];
  }

  /** Place of the first range that ends at an address, or after it. */
  #firstUpTo(family: Family, address: bigint): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { range } = this.#ordered[middle];
      if (range.family < family || (range.family === family && range.to < address)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Block = Extract<RulePeer, { form: 'block' }>;

const keyOf = ({ cidr, except }: Block): string => JSON.stringify([cidr, except]);

function blockOf({ cidr, except }: Block): RuleBlock | undefined {
  const block = openBlock(cidr, except);
  if (!block) return undefined;
  const plain = block.except.map(unmapped);
  return { cidr: unmapped(block.cidr), except: plain, isMapped: isMapped(block.cidr) || block.except.some(isMapped) };
}

function isMapped({ family, base, length }: Cidr): boolean {
  return family === 6 && length >= 96 && base >> 32n === MAPPED_PREFIX;
}

function unmapped(cidr: Cidr): Cidr {
  return isMapped(cidr) ? { family: 4, base: cidr.base & 0xffff_ffffn, length: cidr.length - 96 } : cidr;
}

/** An address as a number; undefined where the text is none. */
export function parseAddress(text: string): Address | undefined {
  const cidr = parseCidr(text.includes(':') ? `${text}/128` : `${text}/32`);
  if (!cidr) return undefined;
  const { family, base } = unmapped(cidr);
  return { family, value: base };
}
