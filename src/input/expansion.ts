import { TOO_DEEP } from './too-deep';
import { MAX_DEPTH } from './yaml-options';

/** More nodes than any file has: an anchor that is used again and again inside others grows beyond every memory. */
const MAX_NODES = 5_000_000;
/** What is repeated may be so many times what is written. */
const MAX_RATIO = 100;
const FEW_NODES = 100_000;

type Refusal = { readonly message: string; readonly fix: string };

/** Why a value with aliases cannot be followed, or undefined where it can. */
export function expansionProblem(value: unknown, length: number): Refusal | undefined {
  const walk = new Walk(Math.min(MAX_NODES, Math.max(FEW_NODES, length * MAX_RATIO)));
  switch (walk.visit(value, 0)) {
    case 'fine': return undefined;
    case 'cycle': return {
      message: 'an alias (*) stands inside the value that its anchor (&) names, so it has no end; kubectl refuses the document',
      fix: 'write the inner value out',
    };
    case 'deep': return TOO_DEEP;
    default: return {
      message: `its aliases (*) repeat so much that it grows to more than ${walk.limit} values; kubectl refuses it, and it `
        + 'was not checked',
      fix: 'write out what is repeated, or cut the file into several',
    };
  }
}

type Outcome = 'fine' | 'cycle' | 'deep' | 'large';

/** Counts the values of a tree as it is once every alias is written out. */
class Walk {
  private nodes = 0;
  private readonly above = new Set<object>();

  public constructor(public readonly limit: number) {}

  public visit(value: unknown, depth: number): Outcome {
    if (++this.nodes > this.limit) return 'large';
    if (typeof value !== 'object' || value === null) return 'fine';
    if (this.above.has(value)) return 'cycle';
    if (depth >= MAX_DEPTH) return 'deep';
    this.above.add(value);
    for (const inner of Object.values(value)) {
      const outcome = this.visit(inner, depth + 1);
      if (outcome !== 'fine') return outcome;
    }
    this.above.delete(value);
    return 'fine';
  }
}
