/** Plain data without its nesting: keys and values in order, with marks where an object or list starts and ends. */
export type FlatData = readonly unknown[];

type Fields = Record<string, unknown>;

const OBJECT = Symbol('object');
const LIST = Symbol('list');
const END = Symbol('end');
/** What is deeper is not called plain: it may hold itself. */
const DEPTH_LIMIT = 64;
/** In place of a position: the data differs. */
const DIFFERENT = -1;

/** Appends the fields of an object, except one; of whatever class it is. False where a field does not hold plain data. */
export function flatten(flat: unknown[], fields: object, except?: string, depth = DEPTH_LIMIT): boolean {
  for (const key in fields) {
    if (key === except) continue;
    flat.push(key);
    if (!flattenValue(flat, (fields as Fields)[key], depth)) return false;
  }
  flat.push(END);
  return true;
}

function flattenValue(flat: unknown[], value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) {
    flat.push(value);
    return typeof value !== 'function';
  }
  if (depth === 0 || !isPlain(value)) return false;
  if (!Array.isArray(value)) {
    flat.push(OBJECT);
    return flatten(flat, value, undefined, depth - 1);
  }
  flat.push(LIST, value.length);
  for (let i = 0; i < value.length; i++) {
    if (!flattenValue(flat, value[i], depth - 1)) return false;
  }
  return true;
}

/**
 * Compares the fields of an object with what was appended of it at a position, in the same order.
 * Gives the position behind them; `DIFFERENT` where they are not the same. Builds nothing.
 */
export function compareFlat(flat: FlatData, start: number, fields: object, except?: string): number {
  let at = start;
  for (const key in fields) {
    if (key === except) continue;
    if (flat[at] !== key) return DIFFERENT;
    at = compareValue(flat, at + 1, (fields as Fields)[key]);
    if (at === DIFFERENT) return DIFFERENT;
  }
  return flat[at] === END ? at + 1 : DIFFERENT;
}

function compareValue(flat: FlatData, start: number, value: unknown): number {
  if (typeof value !== 'object' || value === null) return flat[start] === value ? start + 1 : DIFFERENT;
  if (!isPlain(value)) return DIFFERENT;
  if (!Array.isArray(value)) return flat[start] === OBJECT ? compareFlat(flat, start + 1, value) : DIFFERENT;
  if (flat[start] !== LIST || flat[start + 1] !== value.length) return DIFFERENT;
  let at = start + 2;
  for (let i = 0; i < value.length && at !== DIFFERENT; i++) at = compareValue(flat, at, value[i]);
  return at;
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === (Array.isArray(value) ? Array.prototype : Object.prototype);
}
