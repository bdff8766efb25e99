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
  const shards: { size: number; entries: (readonly [string, string])[] }[] = [];
  for (const entry of entries) {
    const size = [...entry[0]].length + [...entry[1]].length + 6;
    const last = shards[shards.length - 1];
    if (last && last.size + size <= ROOM) {
      last.entries.push(entry);
      last.size += size;
    } else {
      shards.push({ size, entries: [entry] });
    }
  }
  return shards.map((shard) => ({ namespaces: shard.entries.map(([namespace]) => namespace), entries: shard.entries }));
}
