import type { Cells } from './np-guard-files';

/**
 * Rows as texts that compare as sets: ranges of addresses of equal rows are one, wherever either tool cut them.
 * `at` is the column of the source, and the next one that of the destination.
 */
export function canonical(rows: readonly Cells[], at = 0): string[] {
  const ranges = new Map<string, [number, number][]>();
  const texts = new Set<string>();
  for (const cells of rows) {
    const column = [at, at + 1].find((one) => /^[\d.-]+\[External\]$/.test(cells[one] ?? ''));
    if (column === undefined) {
      texts.add(cells.join(' ; '));
      continue;
    }
    const key = cells.map((cell, i) => (i === column ? '@' : cell)).join(' ; ');
    const [from, to] = cells[column].replace('[External]', '').split('-').map(numberOf);
    ranges.set(key, [...ranges.get(key) ?? [], [from, to]]);
  }
  for (const [key, list] of ranges) texts.add(key.replace('@', textOf(list)));
  return [...texts].sort();
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(ranges: [number, number][]): string {
  const joined: [number, number][] = [];
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && last[1] + 1 >= from) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined.map(([from, to]) => `${from}-${to}`).join('+');
}
