/** Settles a question that the cluster decides: which of `count` ways it goes. The same key is settled once. */
export type Choose = (key: string, count: number) => number;

/** Enough for what a packet of a small cluster may hang on. */
const LIMIT = 100_000;

/** Every answer that some settling of what is left open leads to: all ways are tried, until both answers have come up. */
export function outcomes(answer: (choose: Choose) => boolean): ReadonlySet<boolean> {
  const found = new Set<boolean>();
  let script: number[] = [];
  for (let runs = 0; found.size < 2; runs++) {
    if (runs === LIMIT) throw new Error(`${LIMIT} ways to settle what is open, and no end of them`);
    const counts: number[] = [];
    const settled = new Map<string, number>();
    found.add(answer((key, count) => {
      const known = settled.get(key);
      if (known !== undefined) return known;
      const pick = script[counts.length] ?? 0;
      script[counts.length] = pick;
      counts.push(count);
      settled.set(key, pick);
      return pick;
    }));
    const next = nextScript(script.slice(0, counts.length), counts);
    if (!next) break;
    script = next;
  }
  return found;
}

/** The last question that has another way left takes it; those after it begin anew. */
function nextScript(script: readonly number[], counts: readonly number[]): number[] | undefined {
  for (let i = script.length - 1; i >= 0; i--) {
    if (script[i] + 1 < counts[i]) return [...script.slice(0, i), script[i] + 1];
  }
  return undefined;
}
