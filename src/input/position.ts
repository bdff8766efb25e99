/** Where a value stands in its file, and what is in it. */
export interface Position {
  /** The line of its first character; the first of the file is 1. */
  readonly line: number;
  readonly members?: ReadonlyMap<string, Member>;
  readonly items?: readonly Position[];
  /** Mappings that were merged into this one (`<<`), the one that counts first. */
  readonly merged?: readonly Position[];
  /** Keys that JSON has no form for, or that stand there twice. */
  readonly oddKeys?: readonly OddKey[];
}

/** One entry of a mapping. */
export interface Member {
  /** The line of its key. */
  readonly line: number;
  readonly value: Position;
}

/** A key that is none, or none of its own. */
export interface OddKey {
  readonly reason: 'duplicate' | 'null' | 'complex';
  readonly key: string;
  readonly line: number;
  /** The line where it stood first. */
  readonly first?: number;
}

/** The member of a name: its own, or that of what was merged into it. */
export function memberOf(position: Position, name: string): Member | undefined {
  const own = position.members?.get(name);
  if (own) return own;
  for (const merged of position.merged ?? []) {
    const found = memberOf(merged, name);
    if (found) return found;
  }
  return undefined;
}
