/**
 * What `of` gives for each item, one after the other. Array.prototype.flatMap does the same in several times the time, which
 * shows where it is asked of every object of a large set.
 */
export function flatMap<T, R>(items: readonly T[], of: (item: T, index: number) => readonly R[]): R[] {
  const all: R[] = [];
  for (let i = 0; i < items.length; i++) {
    const some = of(items[i], i);
    for (let j = 0; j < some.length; j++) all.push(some[j]);
  }
  return all;
}
