import { compilePattern } from '../../src/analysis/schema/patterns';
import type { SchemaNode } from '../../src/analysis/schema/schema-node';
import type { RawRule } from './cel-names';
import type { RawSchema } from './crd';

type Writable = { -readonly [Key in keyof SchemaNode]: SchemaNode[Key] };
type Convert = (value: never, node: Writable, at: Place, raw: RawSchema) => void;

/** What the CEL rules of a node are called. */
export type RuleNames = (rules: readonly RawRule[], at: string) => string[];

/** Where a node stands, and how rules are named there. */
class Place {
  constructor(public readonly path: string, public readonly names: RuleNames) {}

  public below(step: string): Place {
    return new Place(`${this.path}${step}`, this.names);
  }
}

/** Keywords that say nothing about the structure of a value. */
const IGNORED = new Set([
  'description', 'title', 'example', 'externalDocs', 'x-kubernetes-map-type',
]);

/** Formats that the API server checks; it passes over those that it does not know. */
const CHECKED_FORMATS = new Set(['int32', 'ipv4', 'ipv6', 'cidr', 'date-time']);

const COPIED = [
  'type', 'required', 'enum', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum',
  'minItems', 'maxItems', 'minProperties', 'maxProperties', 'default', 'nullable',
] as const;

const CONVERTED: Readonly<Record<string, Convert>> = {
  'properties': (value: Record<string, RawSchema>, node, at) => {
    node.properties = Object.fromEntries(
      Object.keys(value).sort().map((name) => [name, nodeAt(value[name], at.below(`.${name}`))]),
    );
  },
  'items': (value: RawSchema, node, at) => { node.items = nodeAt(value, at.below('[]')); },
  'additionalProperties': (value: RawSchema | boolean, node, at) => {
    if (value !== false) node.values = value === true ? {} : nodeAt(value, at.below('{}'));
  },
  'pattern': (value: string, node) => {
    compilePattern(value);
    node.pattern = value;
  },
  'format': (value: string, node, _at, raw) => {
    const limited = raw.minimum !== undefined && raw.maximum !== undefined;
    if (CHECKED_FORMATS.has(value) && !limited) node.format = value as SchemaNode['format'];
  },
  'allOf': (value: RawSchema[], node, at, raw) => { if (!isIntOrString(raw)) node.allOf = alternatives(value, at); },
  'anyOf': (value: RawSchema[], node, at, raw) => { if (!isIntOrString(raw)) node.anyOf = alternatives(value, at); },
  'oneOf': (value: RawSchema[], node, at) => { node.oneOf = alternatives(value, at); },
  'not': (value: RawSchema, node, at) => { node.not = nodeAt(value, at); },
  'x-kubernetes-validations': (value: RawRule[], node, at) => {
    const rules = at.names(value, at.path);
    if (rules.length > 0) node.rules = rules;
  },
  'x-kubernetes-list-map-keys': (value: string[], node) => { node.keys = value; },
  'x-kubernetes-list-type': (value: string, node) => { if (value === 'set') node.set = true; },
  'x-kubernetes-int-or-string': (value: boolean, node) => { if (value) node.intOrString = true; },
  'x-kubernetes-preserve-unknown-fields': (value: boolean, node) => { if (value) node.preserve = true; },
  'x-kubernetes-embedded-resource': (value: boolean, node) => { if (value) node.preserve = true; },
};

/** A CRD's schema as a table node. Throws on a keyword whose meaning would be lost. */
export function toSchemaNode(raw: RawSchema, at: string, names: RuleNames): SchemaNode {
  return nodeAt(raw, new Place(at, names));
}

function nodeAt(raw: RawSchema, at: Place): SchemaNode {
  const node: Writable = {};
  for (const keyword of COPIED) {
    if (raw[keyword] !== undefined) Object.assign(node, { [keyword]: raw[keyword] });
  }
  for (const keyword of Object.keys(raw).sort()) {
    const convert = CONVERTED[keyword];
    if (convert) (convert as (...args: unknown[]) => void)(raw[keyword], node, at, raw);
    else if (!IGNORED.has(keyword) && !(COPIED as readonly string[]).includes(keyword)) {
      throw new Error(`${at.path}: this tool does not know the schema keyword "${keyword}"; teach it in tools/import/structural.ts`);
    }
  }
  return ordered(node);
}

function alternatives(schemas: RawSchema[], at: Place): SchemaNode[] {
  return schemas.map((schema) => nodeAt(schema, at));
}

/** The two types of int-or-string are spelled out beside the keyword that means them. */
function isIntOrString(raw: RawSchema): boolean {
  return raw['x-kubernetes-int-or-string'] === true;
}

/** The same text for the same schema, whatever the order of its keywords. */
function ordered(node: Writable): SchemaNode {
  const { type, ...rest } = node;
  const sorted = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...(type && { type }), ...Object.fromEntries(sorted) } as SchemaNode;
}
