import { show } from '../../manifest/problem';
import { wordsOf } from './pattern-words';
import type { SchemaNode } from './schema-node';

const TYPE_WORDS = {
  'object': 'an object',
  'array': 'a list',
  'string': 'text',
  'integer': 'a whole number',
  'number': 'a number',
  'boolean': 'true or false',
  'int-or-string': 'a whole number or text',
} as const;

/** The name of a type in a sentence. */
export function typeWords(type: keyof typeof TYPE_WORDS): string {
  return TYPE_WORDS[type];
}

/** What belongs where a schema node stands, as a message says it: `a whole number from 1 to 65535`. */
export function expected(schema: SchemaNode): string {
  if (schema.enum) return oneOf(schema.enum);
  const words = schema.pattern === undefined ? undefined : wordsOf(schema.pattern);
  if (words) return `${words.words}, such as "${words.example}"`;
  switch (schema.intOrString ? 'int-or-string' : schema.type) {
    case 'integer':
    case 'number':
      return `${typeWords(schema.type!)}${rangeWords(schema)}`;
    case 'string':
      return `text${countWords('character', schema.minLength, schema.maxLength)}`;
    case 'array':
      return `a list${countWords('item', schema.minItems, schema.maxItems)}`;
    case 'object':
      return objectWords(schema);
    case 'int-or-string':
      return TYPE_WORDS['int-or-string'];
    default:
      return schema.type === undefined ? 'a value' : TYPE_WORDS[schema.type];
  }
}

/** `"A"`, or `one of "A", "B"`. */
export function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? show(values[0]) : `one of ${values.map(show).join(', ')}`;
}

function objectWords(schema: SchemaNode): string {
  const required = schema.required ?? [];
  return required.length === 0 ? 'an object' : `an object with ${required.map((name) => `\`${name}\``).join(', ')}`;
}

function rangeWords({ minimum, maximum }: SchemaNode): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
}

function countWords(unit: string, least: number | undefined, most: number | undefined): string {
  const plural = `${unit}s`;
  if (most !== undefined) return least ? ` of ${least} to ${most} ${plural}` : ` of at most ${most} ${plural}`;
  return least ? ` of at least ${least} ${least === 1 ? unit : plural}` : '';
}
