import { compilePattern } from '../../../src/analysis/schema/patterns';
import { textMatching } from './pattern-text';
import type { Random } from './random';
import type { Schema } from './served-schemas';

const TRIES = 12;

/** A value that keeps to its schema as far as the keywords go; `rich` is how likely an optional field is written. */
export function valueFor(schema: Schema, random: Random, rich = 0.2): unknown {
  if (schema.enum) return random.pick(schema.enum);
  if (schema.default !== undefined && random.chance(0.3)) return structuredClone(schema.default);
  if (schema['x-kubernetes-int-or-string']) return random.pick<unknown>([1, 80, 65_535, 'http', '50%']);
  switch (schema.type) {
    case 'object': return objectFor(schema, random, rich);
    case 'array': return listFor(schema, random, rich);
    case 'string': return textFor(schema, random);
    case 'integer':
    case 'number': return numberFor(schema, random);
    case 'boolean': return random.chance(0.5);
    default: return 'anything';
  }
}

function objectFor(schema: Schema, random: Random, rich: number): Record<string, unknown> {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {})
    .filter(([name, child]) => (required.has(name) && child.default === undefined) || random.chance(rich))
    .map(([name, child]) => [name, valueFor(child, random, rich / 2)] as const);
  const object: Record<string, unknown> = Object.fromEntries(fields);
  const { additionalProperties: any, minProperties = 0 } = schema;
  const count = typeof any === 'object' ? minProperties + random.below(2) : 0;
  for (let i = 0; i < count; i++) object[`key-${i}`] = valueFor(any as Schema, random, 0);
  const names = Object.keys(schema.properties ?? {});
  while (Object.keys(object).length < minProperties && names.length >= minProperties) {
    const name = random.pick(names);
    object[name] ??= valueFor(schema.properties![name], random, rich / 2);
  }
  return object;
}

function listFor(schema: Schema, random: Random, rich: number): unknown[] {
  const { items, minItems = 0, maxItems = Infinity } = schema;
  const count = Math.min(maxItems, minItems + random.pick([0, 1, 1, 2]));
  return Array.from({ length: items ? count : 0 }, () => valueFor(items!, random, rich));
}

/** Text of a length that the schema allows, as far as its pattern can be written so. */
export function textFor(schema: Schema, random: Random, least = schema.minLength ?? 0, most = schema.maxLength ?? 40): string {
  const { pattern } = schema;
  if (schema.format === 'date-time') return '2026-01-02T03:04:05Z';
  if (pattern === undefined) return filler(random, least + random.below(Math.min(most - least, 12) + 1));
  let text = '';
  for (let i = 0; i < TRIES; i++) {
    text = textMatching(pattern, random);
    if (text.length >= least && text.length <= most) return text;
  }
  return text.slice(0, most);
}

/** Text of exactly so many characters that matches the pattern where stretching a match by one character of its own does. */
export function textOfLength(schema: Schema, length: number, random: Random): string {
  const { pattern } = schema;
  if (pattern === undefined) return filler(random, length);
  const expression = compilePattern(pattern);
  for (let i = 0; i < TRIES; i++) {
    const seed = textMatching(pattern, random);
    if (seed === '' || seed.length > length) continue;
    const at = random.below(seed.length);
    const text = seed.slice(0, at) + seed[at].repeat(length - seed.length + 1) + seed.slice(at + 1);
    if (expression.test(text)) return text;
    const inside = seed[at].match(/[a-z0-9]/) ? seed[at] : 'a';
    const dotted = seed.slice(0, at + 1) + inside.repeat(length - seed.length) + seed.slice(at + 1);
    if (expression.test(dotted)) return dotted;
  }
  return filler(random, length);
}

function filler(random: Random, length: number): string {
  const char = random.pick(['a', 'b', '7', 'x']);
  return char.repeat(length);
}

function numberFor(schema: Schema, random: Random): number {
  const { minimum = 0, maximum = Math.max(minimum, 65_535) } = schema;
  return random.pick([minimum, maximum, minimum + random.below(maximum - minimum + 1)]);
}
