import { EXPRESSION_LIMIT } from '../cel';

/** Room for the map's braces, and for what other authors of an expression may add. */
const ROOM = EXPRESSION_LIMIT - 1000;

/** A part of a map by namespace whose literal fits into one expression. */
export interface Shard {
  readonly namespaces: readonly string[];
  /** Entries of the map as CEL. */
  readonly entries: readonly (readonly [string, string])[];
}

/** Parts of a map from namespaces to CEL, in order; a namespace that fits into no part stands alone in one. */
export function shardsOf(entries: readonly (readonly [string, string])[]): Shard[] {
  return packed(entries, ([namespace, literal]) => [...namespace].length + [...literal].length + 6, ROOM)
    .map((some) => ({ namespaces: some.map(([namespace]) => namespace), entries: some }));
}

/** Items in order, in as few groups as the room of each allows; one that is too large for any stands alone. */
export function packed<T>(items: readonly T[], sizeOf: (item: T) => number, room: number): T[][] {
  const packs: { size: number; items: T[] }[] = [];
  for (const item of items) {
    const size = sizeOf(item);
    const last = packs[packs.length - 1];
    if (last && last.size + size <= room) {
      last.items.push(item);
      last.size += size;
    } else {
      packs.push({ size, items: [item] });
    }
  }
  return packs.map((pack) => pack.items);
}
