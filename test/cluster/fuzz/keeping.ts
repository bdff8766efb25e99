import { grown } from './breaking';
import type { Random } from './random';
import type { Schema } from './served-schemas';
import { isObject, type Site } from './sites';
import { textFor, textOfLength, valueFor } from './values';

type Keeping = (site: Site, random: Random) => boolean;

/** Changes that stay within the keywords of a schema, at their borders where there are any; rules over several fields may refuse them. */
const KEEPING: readonly Keeping[] = [
  ({ container, key, schema }, random) => {
    if (schema.type === 'object' && random.chance(0.7)) return false;
    container[key] = valueFor(schema, random);
    return true;
  },
  ({ container, key, schema }, random) => {
    if (!schema.enum || schema.enum.length < 2) return false;
    container[key] = random.pick(schema.enum);
    return true;
  },
  addField,
  addField,
  addField,
  removeField,
  border,
  border,
  ({ container, key, schema }, random) => {
    const items = container[key];
    const { minItems = 0, maxItems = 20 } = schema;
    if (!Array.isArray(items) || !schema.items) return false;
    container[key] = grown(schema, items, random.pick([minItems, Math.min(items.length + 1, maxItems), maxItems > 20 ? items.length : maxItems]), random);
    return true;
  },
  ({ container, key, schema }) => {
    const items = container[key];
    if (!Array.isArray(items) || items.length <= (schema.minItems ?? 0)) return false;
    items.pop();
    return true;
  },
];

function addField({ container, key, schema }: Site, random: Random): boolean {
  const value = container[key];
  const absent = isObject(value) ? Object.keys(schema.properties ?? {}).filter((name) => !Object.hasOwn(value, name)) : [];
  if (absent.length === 0) return false;
  const name = random.pick(absent);
  (value as Record<string, unknown>)[name] = valueFor(schema.properties![name], random);
  return true;
}

function removeField({ container, key, schema }: Site, random: Random): boolean {
  const value = container[key];
  const present = isObject(value) ? Object.keys(value).filter((name) => !schema.required?.includes(name)) : [];
  return present.length > 0 && delete (value as Record<string, unknown>)[random.pick(present)];
}

/** The longest, shortest, greatest or least value. */
function border({ container, key, schema }: Site, random: Random): boolean {
  const value = borderValue(schema, random);
  if (value === undefined) return false;
  container[key] = value;
  return true;
}

function borderValue(schema: Schema, random: Random): unknown {
  const { minLength, maxLength, minimum, maximum } = schema;
  if (schema.enum) return undefined;
  if (minimum !== undefined || maximum !== undefined) return random.pick([minimum ?? maximum, maximum ?? minimum]);
  if (schema.type !== 'string') return undefined;
  if (maxLength !== undefined && random.chance(0.5)) {
    if (schema.pattern === undefined && random.chance(0.3)) return '😀'.repeat(maxLength);
    return textOfLength(schema, maxLength, random);
  }
  return minLength === undefined ? textFor(schema, random) : textOfLength(schema, minLength, random);
}

/** Makes one such change at one of the places; false where none fits. */
export function keep(sites: readonly Site[], random: Random): boolean {
  for (let attempt = 0; attempt < 20; attempt++) {
    if (random.pick(KEEPING)(random.pick(sites), random)) return true;
  }
  return false;
}
