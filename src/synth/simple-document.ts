/** Deeper documents are left to cdk8s. */
const DEPTH_LIMIT = 64;
/** A longer key may need a form of its own; this one is far below the limit, also once it is escaped. */
const KEY_LIMIT = 160;
/** Lines, and marks of a document's start or end, are written differently in different places. */
const LINES = /[\n\r\u2028\u2029]|^(?:---|\.\.\.)/;

/**
 * Whether a document is written by its parts: an object of plain JSON, each part of it once (yaml writes a repeated one as
 * an alias), with nothing whose form depends on where it stands.
 */
export function isSimple(document: unknown): document is object {
  return typeof document === 'object' && document !== null && !Array.isArray(document) && Object.keys(document).length > 0
    && isSimpleValue(document, new Set(), DEPTH_LIMIT);
}

function isSimpleValue(value: unknown, seen: Set<object>, depth: number): boolean {
  switch (typeof value) {
    case 'string': return !LINES.test(value);
    case 'number': case 'boolean': return true;
    case 'object': return value === null || isSimpleObject(value, seen, depth - 1);
    default: return false;
  }
}

function isSimpleObject(value: object, seen: Set<object>, depth: number): boolean {
  if (depth === 0 || seen.has(value)) return false;
  seen.add(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) {
    if (prototype !== Array.prototype) return false;
    // By index, so that a gap in the list is seen.
    for (let i = 0; i < value.length; i++) if (!isSimpleValue(value[i], seen, depth)) return false;
    return true;
  }
  if (prototype !== Object.prototype) return false;
  return Object.entries(value).every(([key, part]) =>
    key.length <= KEY_LIMIT && !LINES.test(key) && isSimpleValue(part, seen, depth));
}
