import type { OpenBlock } from '../../manifest/address-sets';
import type { Cidr } from '../../manifest/cidr';

export type Family = 4 | 6;

/** An inclusive range of addresses of one family. */
export interface AddressRange {
  readonly family: Family;
  readonly from: bigint;
  readonly to: bigint;
}

/** Addresses outside of the cluster that no policy tells apart. */
export interface AddressCell {
  readonly id: number;
  readonly ranges: readonly AddressRange[];
  /** The blocks, by place in the list that the cells were cut by, that hold these addresses. */
  readonly blocks: ReadonlySet<number>;
}

/** Where a block, or an exception of it, begins or ends. */
interface Border {
  readonly at: bigint;
  readonly block: number;
  /** By how much the block holds an address more often, or an exception takes it away. */
  readonly holds: number;
  readonly excepts: number;
}

/** All addresses of some families, cut along the borders of blocks; what the same blocks hold is one cell. */
export function addressCells(blocks: readonly OpenBlock[], families: readonly Family[]): AddressCell[] {
  const cells = new Map<string, { ranges: AddressRange[]; blocks: ReadonlySet<number> }>();
  for (const family of families) {
    for (const { range, held } of sweep(blocks, family)) {
      const key = JSON.stringify([family, ...held]);
      const cell = cells.get(key) ?? { ranges: [], blocks: new Set(held) };
      cells.set(key, cell);
      addRange(cell.ranges, range);
    }
  }
  return [...cells.values()].map((cell, id) => ({ id, ...cell }));
}

function addRange(ranges: AddressRange[], range: AddressRange): void {
  const last = ranges.at(-1);
  if (last?.family === range.family && last.to + 1n === range.from) ranges[ranges.length - 1] = { ...last, to: range.to };
  else ranges.push(range);
}

function* sweep(blocks: readonly OpenBlock[], family: Family): Iterable<{ range: AddressRange; held: number[] }> {
  const borders = blocks.flatMap((block, i) => bordersOf(block, i, family)).sort((a, b) => compare(a.at, b.at));
  const open = new Map<number, { holds: number; excepts: number }>();
  const end = highest(family) + 1n;
  let from = 0n;
  for (let i = 0; from < end;) {
    for (; i < borders.length && borders[i].at <= from; i++) apply(borders[i], open);
    const to = i < borders.length ? borders[i].at : end;
    const held = [...open].flatMap(([block, { holds, excepts }]) => (holds > 0 && excepts === 0 ? [block] : []));
    yield { range: { family, from, to: to - 1n }, held: held.sort((a, b) => a - b) };
    from = to;
  }
}

function bordersOf({ cidr, except }: OpenBlock, block: number, family: Family): Border[] {
  if (cidr.family !== family) return [];
  const around = (one: Cidr, holds: number, excepts: number): Border[] => {
    const { from, to } = rangeOf(one);
    return [{ at: from, block, holds, excepts }, { at: to + 1n, block, holds: -holds, excepts: -excepts }];
  };
  return [...around(cidr, 1, 0), ...except.filter((one) => one.family === family).flatMap((one) => around(one, 0, 1))]
    .filter(({ at }) => at <= highest(family));
}

function apply({ block, holds, excepts }: Border, open: Map<number, { holds: number; excepts: number }>): void {
  const now = open.get(block) ?? { holds: 0, excepts: 0 };
  const next = { holds: now.holds + holds, excepts: now.excepts + excepts };
  if (next.holds === 0 && next.excepts === 0) open.delete(block);
  else open.set(block, next);
}

/** The addresses of a block; bits beyond the prefix length do not count. */
export function rangeOf({ family, base, length }: Cidr): AddressRange {
  const size = 1n << BigInt((family === 6 ? 128 : 32) - length);
  const from = base - (base % size);
  return { family, from, to: from + size - 1n };
}

function highest(family: Family): bigint {
  return (1n << (family === 6 ? 128n : 32n)) - 1n;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

/** Ranges in order, those that meet as one. */
export function joined(ranges: readonly AddressRange[]): AddressRange[] {
  const result: AddressRange[] = [];
  const order = (a: AddressRange, b: AddressRange): number => a.family - b.family || compare(a.from, b.from);
  for (const range of [...ranges].sort(order)) {
    const last = result.at(-1);
    if (last?.family === range.family && last.to + 1n >= range.from) {
      result[result.length - 1] = { ...last, to: last.to > range.to ? last.to : range.to };
    } else result.push(range);
  }
  return result;
}

/** All addresses of some families that are in none of the ranges. */
export function complementOf(ranges: readonly AddressRange[], families: readonly Family[]): AddressRange[] {
  const taken = joined(ranges);
  return families.flatMap((family) => {
    const gaps: AddressRange[] = [];
    let from = 0n;
    for (const one of taken) {
      if (one.family !== family) continue;
      if (one.from > from) gaps.push({ family, from, to: one.from - 1n });
      from = one.to + 1n;
    }
    return from <= highest(family) ? [...gaps, { family, from, to: highest(family) }] : gaps;
  });
}

/** Whether a range is all addresses of its family. */
export function isWholeFamily({ family, from, to }: AddressRange): boolean {
  return from === 0n && to === highest(family);
}

/** An address as text. */
export function formatAddress(family: Family, address: bigint): string {
  const [count, width] = family === 4 ? [4, 8n] : [8, 16n];
  const parts = Array.from({ length: count }, (_, i) => (address >> (width * BigInt(count - 1 - i))) & ((1n << width) - 1n));
  if (family === 4) return parts.join('.');
  return parts.map((part) => part.toString(16)).join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}

/** A range as blocks, the fewest that make it up. */
export function cidrsOf({ family, from, to }: AddressRange): string[] {
  const width = family === 6 ? 128 : 32;
  const texts: string[] = [];
  for (let at = from; at <= to;) {
    let bits = 0;
    while (bits < width && at % (1n << BigInt(bits + 1)) === 0n && at + (1n << BigInt(bits + 1)) - 1n <= to) bits++;
    texts.push(`${formatAddress(family, at)}/${width - bits}`);
    at += 1n << BigInt(bits);
  }
  return texts;
}
