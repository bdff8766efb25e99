/** An object as JSON has it; whole numbers that are too great for a number are bigints. */
export type Json = Record<string, unknown>;

const MARK = 'bigint:';
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** JSON text, where a bigint stands as the whole number that it is. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${MARK}${part}` : part)).replace(MARKED, '$1');
}
