/** A value of CEL: JSON, maps that an expression makes, and types. */
export type Value = unknown;

/** An expression that has no value: a field that is missing, an operator over the wrong types. */
export class CelError extends Error {}

/** A type, as `type(x)` gives it. */
class CelType {
  public constructor(public readonly name: string) {}
}

export const TYPES: ReadonlyMap<string, CelType> = new Map(
  ['int', 'double', 'string', 'bool', 'list', 'map', 'null_type'].map((name) => [name, new CelType(name)]),
);

export function typeOf(value: Value): CelType {
  return TYPES.get(typeName(value))!;
}

function typeName(value: Value): string {
  if (value === null || value === undefined) return 'null_type';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'bool' : 'map';
}

/** A value as map: of an expression, or an object of a manifest. */
export function isMap(value: Value): value is Map<unknown, Value> | Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof CelType);
}

export function keysOf(map: Map<unknown, Value> | Record<string, Value>): unknown[] {
  return map instanceof Map ? [...map.keys()] : Object.keys(map).filter((key) => map[key] !== undefined);
}

export function hasKey(map: Map<unknown, Value> | Record<string, Value>, key: unknown): boolean {
  if (map instanceof Map) return map.has(key);
  return typeof key === 'string' && Object.hasOwn(map, key) && map[key] !== undefined;
}

/** The value under a key of a map or list. */
export function at(of: Value, key: unknown): Value {
  if (isMap(of)) {
    if (!hasKey(of, key)) throw new CelError(`no such key: ${String(key)}`);
    return of instanceof Map ? of.get(key) : of[key as string];
  }
  if (!Array.isArray(of)) throw new CelError(`no such key: ${String(key)}, since there is no map`);
  if (typeof key !== 'number' || !(key in of)) throw new CelError(`index out of bounds: ${String(key)}`);
  return of[key];
}

export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  throw new CelError('no text where text is needed');
}

export function boolOf(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new CelError('neither true nor false where one of them is needed');
}

/** Whether two values are equal; values of different types are not. */
export function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = keysOf(a);
  return keys.length === keysOf(b).length && keys.every((key) => hasKey(b, key) && same(at(a, key), at(b, key)));
}

/** Members of a list, or keys of a map. */
export function membersOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (isMap(value)) return keysOf(value);
  throw new CelError('neither list nor map where one of them is needed');
}

export function isIn(member: Value, of: Value): boolean {
  if (isMap(of)) return hasKey(of, member);
  if (!Array.isArray(of)) throw new CelError('neither list nor map behind "in"');
  return typeof member === 'object' ? of.some((one) => same(one, member)) : of.includes(member);
}
