import { compilePattern } from '../../../src/analysis/schema/patterns';
import { textMatching } from './pattern-text';
import type { Random } from './random';
import type { Schema } from './served-schemas';
import { type Container, isObject, type Site } from './sites';
import { textOfLength, valueFor } from './values';

/** Breaks one keyword of the schema at a place; false where that cannot be done there. */
type Breaking = (site: Site, random: Random, name?: string) => boolean;

const OTHER_TYPES: readonly [string, readonly unknown[]][] = [
  ['string', ['text', '']], ['integer', [7, -1]], ['number', [1.5]], ['boolean', [true, false]], ['object', [{}]], ['array', [[]]],
];
/** What other readers than a pattern take: Go's of durations, URIs and host names. */
const NEAR_TEXTS = ['1s1s1s1s1s', '1.5s', '+5s', '0.5h', '-1s', '1us', '000010s', 'https:', 'a.', 'A', '0', '*.a', '1.2.3.4', '::1'];
const ODD_CHARACTERS = ['\n', ' ', '/', '_', '%', 'A', 'é', '😀', '\u0000', '\u007f', '*', '.', '-', ':', '"', '\t', '\u2028', 'ſ', 'K'];

function set({ container, key }: Site, value: unknown): true {
  container[key] = value;
  return true;
}

function list(site: Site): unknown[] | undefined {
  const value = site.container[site.key];
  return Array.isArray(value) ? value : undefined;
}

/** One character more, less, or another. */
export function disturbed(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const odd = random.pick(ODD_CHARACTERS);
  switch (random.below(5)) {
    case 0: return text.slice(0, at) + odd + text.slice(at);
    case 1: return text.slice(0, at) + odd + text.slice(at + 1);
    case 2: return text.slice(0, at) + text.slice(at + 1);
    case 3: return text + odd;
    default: return odd + text;
  }
}

/** Items up to a count, each differing from the others in its keys where that can be. */
export function grown(schema: Schema, items: unknown[], count: number, random: Random): unknown[] {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const result = items.slice(0, count);
  if (schema['x-kubernetes-list-type'] === 'set' && schema.items?.enum) {
    return [...new Set([...result, ...random.shuffled(schema.items.enum)])].slice(0, Math.max(count, result.length));
  }
  const distinct = keys.length > 0 || schema['x-kubernetes-list-type'] === 'set';
  while (result.length < count) {
    const model = items.length > 0 ? structuredClone(random.pick(items)) : valueFor(schema.items!, random, 0);
    result.push(distinct ? renamed(model, keys, result.length) : model);
  }
  return result;
}

function renamed(item: unknown, keys: readonly string[], index: number): unknown {
  if (typeof item === 'string') return `${item.slice(0, 20).replace(/[^a-zA-Z0-9]+$/, '')}${index}`;
  if (!isObject(item)) return item;
  const key = keys.find((name) => typeof item[name] === 'string') ?? keys.find((name) => typeof item[name] === 'number');
  if (key === undefined) return item;
  const old = item[key];
  return { ...item, [key]: typeof old === 'string' ? `${old.slice(0, 20).replace(/[^a-zA-Z0-9]+$/, '')}${index}` : 1000 + index };
}

export const BREAKING: Readonly<Record<string, Breaking>> = {
  type: (site, random) => {
    const own = site.schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : [site.schema.type ?? '', ''];
    // A fraction where a whole number belongs has no format either, which is said apart.
    const fraction = own.includes('number') || (own.includes('integer') && random.chance(0.8));
    const others = OTHER_TYPES.filter(([type]) => !own.includes(type) && !(own.includes('number') && type === 'integer') && !(fraction && type === 'number'));
    const [, values] = random.pick(others);
    if (site.schema.format && site.schema.type === 'string' && random.chance(0.3)) return set(site, random.pick([[], ['a'], [{}], [null], [{ a: 1 }]]));
    // Whoever looks for duplicates passes over null, and takes other values for items without keys.
    return set(site, typeof site.key === 'number' && random.chance(0.4) ? null : structuredClone(random.pick(values)));
  },
  enum: (site, random) => {
    const value = site.schema.enum![0];
    if (typeof value !== 'string') return set(site, 99_999);
    const some = String(random.pick(site.schema.enum!));
    return set(site, random.pick([some.toLowerCase(), some.toUpperCase(), `${some}x`, ` ${some}`, `${some}\n`, 'Other', '']));
  },
  pattern: (site, random) => {
    const { pattern, minLength = 0, maxLength = Infinity } = site.schema;
    const fits = compilePattern(pattern!);
    for (let i = 0; i < 10; i++) {
      const text = random.chance(0.3) ? random.pick(NEAR_TEXTS) : disturbed(textMatching(pattern!, random), random);
      if (!fits.test(text) && text.length >= minLength && text.length <= maxLength) return set(site, text);
    }
    return set(site, '\u0001');
  },
  minLength: (site, random) => set(site, textOfLength(site.schema, Math.max(0, site.schema.minLength! - 1), random)),
  maxLength: (site, random) => set(site, textOfLength(site.schema, site.schema.maxLength! + random.pick([1, 1, 2, 100]), random)),
  minimum: (site, random) => set(site, site.schema.minimum! - random.pick([1, 1, 2, 1000])),
  maximum: (site, random) => set(site, site.schema.maximum! + random.pick([1, 1, 2, 1000])),
  format: (site, random) => {
    if (site.schema.format === 'int32') return set(site, random.pick<unknown>([2 ** 31, -(2 ** 31) - 1, 2 ** 53, 9_223_372_036_854_775_807n]));
    if (site.schema.format === 'int64') return set(site, random.pick<unknown>([9_223_372_036_854_775_808n, -9_223_372_036_854_775_809n]));
    if (site.schema.format === 'date-time') return set(site, random.pick(['yesterday', '2026-01-02', '2026-01-02 03:04:05', '2026-13-02T03:04:05Z', '']));
    return false;
  },
  minItems: (site) => set(site, (list(site) ?? []).slice(0, site.schema.minItems! - 1)),
  maxItems: (site, random) => set(site, grown(site.schema, list(site) ?? [], site.schema.maxItems! + 1, random)),
  minProperties: (site) => set(site, {}),
  maxProperties: (site, random) => set(site, Object.fromEntries(Array.from(
    { length: site.schema.maxProperties! + 1 }, (_, index) => [`key-${index}`, valueFor(site.schema.additionalProperties as Schema, random, 0)],
  ))),
  unknown: (site, random) => {
    const value = site.container[site.key];
    if (!isObject(value)) return false;
    const near = Object.keys(site.schema.properties ?? { spec: {} });
    const name = random.pick(['unknownField', 'name2', '__proto__', 'constructor', random.pick(near).toUpperCase(), `${random.pick(near)}s`]);
    if (Object.hasOwn(site.schema.properties ?? {}, name)) return false;
    Object.defineProperty(value, name, { value: random.pick(['x', 1, {}, null]), enumerable: true, configurable: true, writable: true });
    return true;
  },
  duplicate: (site, random) => {
    const items = list(site);
    if (!items || items.length === 0 || items.length >= (site.schema.maxItems ?? Infinity)) return false;
    items.push(structuredClone(random.pick(items)));
    return true;
  },
  required: (site, _random, name) => {
    const value = site.container[site.key];
    return isObject(value) && Object.hasOwn(value, name!) && delete value[name!];
  },
  null: (site) => set(site, null),
  nullItem: (site, random) => {
    const items = list(site);
    if (!items || items.length === 0) return false;
    (items as unknown as Container)[random.below(items.length)] = null;
    return true;
  },
};

/** What of a schema can be broken, as `BREAKING` names it; the field's name goes with `required`. */
export function breakable(schema: Schema): string[] {
  const keywords = ['enum', 'pattern', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'format'];
  const found: string[] = keywords.filter((keyword) => schema[keyword as keyof Schema] !== undefined);
  if (schema.minLength) found.push('minLength');
  if (schema.type || schema['x-kubernetes-int-or-string']) found.push('type', 'null');
  if (schema.type === 'object' && schema.properties && !schema['x-kubernetes-preserve-unknown-fields']) found.push('unknown');
  if (schema.type === 'array') found.push('nullItem');
  if (schema['x-kubernetes-list-map-keys'] ?? schema['x-kubernetes-list-type'] === 'set') found.push('duplicate');
  return [...found, ...(schema.required ?? []).map((name) => `required ${name}`)];
}
