import { isWildcard, patternsOver } from '../../manifest/hostname';

/** Stands for every hostname. */
const EVERY = '';

/** A value, and how many came before it. */
interface Ranked<T> {
  readonly value: T;
  readonly rank: number;
}

/** Values by hostname, of which the first is found that has a name in common with another hostname, however many there are. */
export class HostnameTable<T> {
  #size = 0;
  #first?: Ranked<T>;
  readonly #own = new Map<string, Ranked<T>>();
  /** The first one below each wildcard. */
  readonly #below = new Map<string, Ranked<T>>();

  /** Takes a value in; without a hostname it is for all. */
  public add(hostname: string | undefined, value: T): void {
    const ranked = { value, rank: this.#size++ };
    this.#first ??= ranked;
    keepFirst(this.#own, hostname ?? EVERY, ranked);
    for (const pattern of hostname === undefined ? [] : patternsOver(hostname)) keepFirst(this.#below, pattern, ranked);
  }

  /** The first value whose hostname overlaps this one; undefined stands for every hostname. */
  public first(hostname: string | undefined): T | undefined {
    if (hostname === undefined) return this.#first?.value;
    const found = [
      ...[hostname, ...patternsOver(hostname), EVERY].map((pattern) => this.#own.get(pattern)),
      isWildcard(hostname) ? this.#below.get(hostname) : undefined,
    ].filter((ranked) => ranked !== undefined);
    return found.length === 0 ? undefined : found.reduce((a, b) => (a.rank < b.rank ? a : b)).value;
  }
}

function keepFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}
