/** The name in a list that a mistyped one most likely stands for, or undefined where none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length === 0 || name.length > 64) return undefined;
  const lower = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = distanceBetween(lower, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The row of the table of distances that was filled last, for every pair of words. */
const ROW: number[] = [];

/** Edits between two words: letters added, removed, replaced (Levenshtein); the limit or more where there are that many. */
function distanceBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  for (let j = 0; j <= b.length; j++) ROW[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    let diagonal = i - 1;
    let least = ROW[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = letter === b.charCodeAt(j - 1) ? diagonal : diagonal + 1;
      diagonal = ROW[j];
      ROW[j] = Math.min(replaced, diagonal + 1, ROW[j - 1] + 1);
      if (ROW[j] < least) least = ROW[j];
    }
    // No row is nearer than the one above it.
    if (least >= limit) return limit;
  }
  return ROW[b.length];
}
