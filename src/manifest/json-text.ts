/**
 * A value of a manifest as JSON. Whole numbers that JavaScript does not hold exactly are read as bigints, which
 * `JSON.stringify` does not take: here they are texts.
 */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return JSON.stringify(value, withoutBigints) ?? 'null';
  }
}

function withoutBigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
