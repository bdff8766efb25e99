import type { Problem } from './problem';

/** Largest number of the API's integer fields (int32). */
export const LARGEST_INTEGER = 2_147_483_647;

/** A whole number within limits. */
export function integerProblem(value: unknown, lowest: number, highest: number, example: string): Problem | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return { reason: 'it is not a whole number', fix: `write a whole number such as ${example}` };
  }
  if (value < lowest || value > highest) {
    return { reason: `it is outside ${lowest} to ${highest}`, fix: `write a number from ${lowest} to ${highest}, such as ${example}` };
  }
  return undefined;
}

/** A whole number without an upper limit of its own. */
export function atLeastProblem(value: unknown, lowest: number, example: string): Problem | undefined {
  const problem = integerProblem(value, lowest, Number.MAX_SAFE_INTEGER, example);
  if (!problem || !Number.isInteger(value)) return problem;
  const fix = `write a number such as ${example}`;
  return (value as number) < lowest ? { reason: `it is less than ${lowest}`, fix } : { reason: 'it is too large to be exact', fix };
}

/** A port, 1 to 65535. */
export function portProblem(value: unknown): Problem | undefined {
  return integerProblem(value, 1, 65_535, '8080');
}

/** A backend's weight, 0 to 1,000,000. Source: Gateway API v1.6.1, BackendRef. */
export function weightProblem(value: unknown): Problem | undefined {
  return integerProblem(value, 0, 1_000_000, '80');
}
