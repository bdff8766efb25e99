type Fields = Record<string, unknown>;

/** Names a field that does not count. */
export type LeftOut = (key: string, value: unknown) => boolean;

/**
 * Whether a value is the plain data that some JSON says. Fields without a value count as left out; functions, instances
 * of classes and what else JSON does not hold are never the same.
 */
export function isSameData(value: unknown, json: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function' && value === json;
  if (typeof json !== 'object' || json === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value)) return prototype === Array.prototype && Array.isArray(json) && isSameList(value, json);
  return prototype === Object.prototype && !Array.isArray(json)
    && countSame(value as Fields, json as Fields) === Object.keys(json).length;
}

function isSameList(list: unknown[], json: unknown[]): boolean {
  if (list.length !== json.length) return false;
  for (let i = 0; i < list.length; i++) {
    if (!isSameData(list[i], json[i])) return false;
  }
  return true;
}

/** How many fields of an object its JSON says; -1 where one differs. */
export function countSame(fields: Fields, json: Fields, isLeftOut?: LeftOut): number {
  let count = 0;
  const keys = Object.keys(fields);
  for (let i = 0; i < keys.length; i++) {
    const value = fields[keys[i]];
    if (value === undefined || value === null || isLeftOut?.(keys[i], value)) continue;
    if (!isSameData(value, json[keys[i]])) return -1;
    count += 1;
  }
  return count;
}
