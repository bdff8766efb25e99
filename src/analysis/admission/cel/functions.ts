import { boolOf, CelError, isIn, isMap, keysOf, same, textOf, typeOf, type Value } from './values';

type Function = (...args: Value[]) => Value;

/** Functions by their names; a receiver is the first argument. Source: CEL, standard definitions; Kubernetes, CEL libraries. */
export const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['size', sizeOf],
  ['dyn', (value) => value],
  ['type', typeOf],
  ['int', intOf],
  ['string', (value) => (typeof value === 'object' ? textOf(value) : String(value))],
  ['startsWith', (text, start) => textOf(text).startsWith(textOf(start))],
  ['endsWith', (text, end) => textOf(text).endsWith(textOf(end))],
  ['contains', (text, part) => textOf(text).includes(textOf(part))],
  ['matches', (text, pattern) => new RegExp(textOf(pattern), 'u').test(textOf(text))],
  ['substring', (text, start, end) => [...textOf(text)].slice(start as number, end as number | undefined).join('')],
  ['replace', (text, what, by) => textOf(text).replaceAll(textOf(what), () => textOf(by))],
  ['split', (text, by) => textOf(text).split(textOf(by))],
  ['join', (texts, by) => listOf(texts).map(textOf).join(by === undefined ? '' : textOf(by))],
  ['trim', (text) => textOf(text).trim()],
  ['lowerAscii', (text) => textOf(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase())],
  ['upperAscii', (text) => textOf(text).replace(/[a-z]+/g, (letters) => letters.toUpperCase())],
]);

/** Operators of values; those that may leave an operand out are the compiler's. */
export const OPERATORS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ['==', same],
  ['!=', (a, b) => !same(a, b)],
  ['in', isIn],
  ['<', (a, b) => order(a, b) < 0],
  ['<=', (a, b) => order(a, b) <= 0],
  ['>', (a, b) => order(a, b) > 0],
  ['>=', (a, b) => order(a, b) >= 0],
  ['+', plus],
  ['-', (a, b) => intOf(a) - intOf(b)],
  ['!_', (a) => !boolOf(a)],
  ['-_', (a) => -intOf(a)],
]);

function listOf(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  throw new CelError('no list where a list is needed');
}

function sizeOf(value: Value): number {
  if (typeof value === 'string') return [...value].length;
  return isMap(value) ? keysOf(value).length : listOf(value).length;
}

function intOf(value: Value): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') return Math.trunc(number);
  throw new CelError('no number where a number is needed');
}

function order(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : Number(left > right);
}

function plus(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return Array.isArray(a) ? [...a as Value[], ...listOf(b)] : textOf(a) + textOf(b);
}
