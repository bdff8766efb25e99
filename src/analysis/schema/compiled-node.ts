import { once } from '../once';
import { compilePattern } from './patterns';
import { rulesNamed } from './rules/index';
import type { NodeRule } from './rules/node-rule';
import type { SchemaNode } from './schema-node';

/** A schema node as the validator reads it: maps for lookup, patterns compiled, defaults known in advance. */
export interface CompiledNode {
  readonly schema: SchemaNode;
  /** The value must be of this type; undefined takes any. */
  readonly type: SchemaNode['type'] | 'int-or-string';
  /** Whether fields that the node does not name are allowed. */
  readonly open: boolean;
  readonly properties: ReadonlyMap<string, CompiledNode>;
  readonly defaulted: readonly (readonly [string, unknown])[];
  /** Fields that must be there and have no default. */
  readonly required: readonly string[];
  /** The keys of a list map, each with its default. */
  readonly keys?: readonly (readonly [string, unknown])[];
  /** Whether it is a text of which length, pattern and choice are all there is to know. */
  readonly plainText: boolean;
  /** Whether there are conditions over several fields at once. */
  readonly conditional: boolean;
  readonly values?: CompiledNode;
  readonly items?: CompiledNode;
  readonly pattern?: RegExp;
  readonly allowed?: ReadonlySet<unknown>;
  readonly allOf?: readonly CompiledNode[];
  readonly anyOf?: readonly CompiledNode[];
  readonly oneOf?: readonly CompiledNode[];
  readonly not?: CompiledNode;
  /** What the CRD says in CEL of the value. */
  readonly rules: readonly NodeRule<unknown>[];
}

const CONDITIONS = ['allOf', 'anyOf', 'oneOf', 'not', 'minProperties', 'maxProperties'] as const;

/** A node ready for use; each node is compiled once, on its first use. */
export const compileNode: (schema: SchemaNode) => CompiledNode = once(toCompiled);

function toCompiled(schema: SchemaNode): CompiledNode {
  const properties = Object.entries(schema.properties ?? {});
  const compileAll = (nodes: readonly SchemaNode[] | undefined) => nodes?.map(compileNode);
  return {
    schema,
    type: schema.intOrString ? 'int-or-string' : schema.type,
    open: schema.preserve === true || schema.type !== 'object',
    properties: new Map(properties.map(([name, node]) => [name, compileNode(node)])),
    defaulted: properties.flatMap(([name, node]) => (node.default === undefined ? [] : [[name, node.default] as const])),
    required: (schema.required ?? []).filter((name) => schema.properties?.[name]?.default === undefined),
    keys: schema.keys?.map((key) => [key, schema.items?.properties?.[key]?.default]),
    plainText: isPlainText(schema),
    conditional: CONDITIONS.some((keyword) => schema[keyword] !== undefined),
    values: schema.values && compileNode(schema.values),
    items: schema.items && compileNode(schema.items),
    pattern: schema.pattern === undefined ? undefined : compilePattern(schema.pattern),
    allowed: schema.enum && new Set<unknown>(schema.enum),
    allOf: compileAll(schema.allOf),
    anyOf: compileAll(schema.anyOf),
    oneOf: compileAll(schema.oneOf),
    not: schema.not && compileNode(schema.not),
    rules: rulesNamed(schema.rules ?? []),
  };
}

function isPlainText(schema: SchemaNode): boolean {
  const { type, intOrString, format, rules = [], minLength = 0 } = schema;
  const isText = type === 'string' && !intOrString && format === undefined && rules.length === 0;
  return isText && minLength <= 1 && !CONDITIONS.some((keyword) => schema[keyword] !== undefined);
}
