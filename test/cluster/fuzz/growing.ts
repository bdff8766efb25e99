import type { Random } from './random';
import type { Schema } from './served-schemas';
import { type Container, isObject } from './sites';
import { valueFor } from './values';

/** Adds what is missing on the way to a path, so that an object has a value there. */
export function growTo(object: Container, root: Schema, path: string, random: Random): void {
  let container = object;
  let schema: Schema | undefined = root;
  const steps = [...path.matchAll(/\[\]|\{\}|[^.[\]{}]+/g)].map(([step]) => step);
  for (const step of steps) {
    const next: Schema | undefined = step === '[]' ? schema?.items : step === '{}' ? schema?.additionalProperties as Schema : schema?.properties?.[step];
    if (!next) return;
    const key = keyFor(container, step);
    if (!Object.hasOwn(container, key)) container[key] = valueFor(next, random, 0);
    if (schema?.properties) choose(container, schema.properties, step);
    const value = container[key];
    if (!isObject(value) && !Array.isArray(value)) return;
    container = value as Container;
    schema = next;
  }
}

/** Fields whose value names the one sibling that goes with it. */
const CHOICES = ['type', 'protocol'];

/** Has such a field name this one, and leaves out what goes with other values of it. */
function choose(container: Container, properties: Readonly<Record<string, Schema>>, name: string): void {
  for (const choice of CHOICES) {
    const values = (properties[choice]?.enum ?? []).map(String);
    const own = values.find((value) => value.toLowerCase() === name.toLowerCase());
    if (own === undefined) continue;
    container[choice] = own;
    const others = new Set(values.map((value) => value.toLowerCase()));
    for (const field of Object.keys(container)) if (field !== name && others.has(field.toLowerCase())) delete container[field];
  }
}

function keyFor(container: Container, step: string): string | number {
  if (step === '[]') return 0;
  return step === '{}' ? Object.keys(container)[0] ?? 'key' : step;
}
