import type { Problem } from './problem';

/** What is wrong with one field of an object, and what to write instead. */
export interface FieldProblem extends Problem {
  /** Where the value stands, in the API's field names: `spec.rules[0].matches[0].path.value`. */
  readonly path: string;
  /** The value as it was found; undefined where a field is missing. */
  readonly value: unknown;
}

/** The same in one line. */
export function fieldProblem(path: string, value: unknown, reason: string, fix: string): FieldProblem {
  return { path, value, reason, fix };
}
