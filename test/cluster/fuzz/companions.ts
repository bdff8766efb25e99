import type { Rule, Schema } from './served-schemas';
import { parentOf, schemaSites } from './sites';

const INT32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };

/** Where a node stands: what tells whether something else refuses all that one of its keywords refuses. */
interface Place {
  readonly schema: Schema;
  /** The list that it is an item of. */
  readonly list?: Schema;
  /** The object that it is a field of, and which. */
  readonly parent?: Schema;
  readonly name?: string;
}

/** The companion of a keyword, in words; undefined where a value may break that keyword alone. */
type Proof = (place: Place) => string | undefined;

/** By keyword: each is a proof from the form of the schema, that what breaks the keyword breaks its companion as well. */
const PROOFS: Readonly<Record<string, readonly Proof[]>> = {
  type: [
    // Values are equal only where they are of one type.
    ({ schema }) => (schema.enum?.every((value) => isOfType(schema.type, value)) ? 'enum: all its values are of the type' : undefined),
  ],
  format: [
    ({ schema: { format, minimum = -Infinity, maximum = Infinity } }) => (
      format === 'int32' && minimum >= INT32.least && maximum <= INT32.most ? 'minimum and maximum: they are within 32 bits' : undefined),
    ({ schema: { format, minimum = -Infinity }, parent, name }) => (
      format === 'int32' && minimum >= INT32.least && isAtMostAnother(name, parent) ? 'minimum, and a rule: another field of 32 bits is no less' : undefined),
  ],
  duplicate: [({ schema }) => {
    const [key, ...more] = schema['x-kubernetes-list-map-keys'] ?? [];
    const rule = key !== undefined && more.length === 0 && rulesOf(schema).find(({ rule: text }) => keyThatDiffers(text) === key);
    return rule ? `a rule says the same: ${rule.rule}` : undefined;
  }],
  pattern: [({ schema, list }) => (hostnameRules(schema, list).length === 2 ? 'two rules of the list: with an asterisk, and without' : undefined)],
  minLength: [({ schema, list }) => (
    schema.minLength === 1 && hostnameRules(schema, list).length === 2 && !new RegExp(schema.pattern!).test('')
      ? 'a rule of the list: its expression needs a character' : undefined)],
};

/** The same for CEL rules. */
const RULE_PROOFS: readonly ((rule: Rule, schema: Schema) => string | undefined)[] = [
  ({ rule }, schema) => {
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    return keys.length === 1 && keyThatDiffers(rule) === keys[0] ? 'the keys of the list, which differ' : undefined;
  },
  (rule, schema) => (
    schema.items && hostnameRules(schema.items, schema).length === 2 && hostnameRules(schema.items, schema).includes(rule)
      ? 'the pattern of the items: with an asterisk, and without' : undefined),
  ({ rule }, { properties = {} }) => {
    const allowed = valuesAllowed(rule);
    const values = allowed && properties[allowed.field]?.enum;
    return values?.every((value) => allowed!.values.includes(String(value))) ? `the enum of ${allowed!.field}: the rule takes all of it` : undefined;
  },
  ({ rule }, schema) => {
    const [, condition, text] = /^\((.+)\) \? !self\.value\.contains\('(.)'\) : true$/.exec(rule) ?? [];
    const wider = text === undefined ? undefined : rulesOf(schema).find((other) => {
      const [, same, expression] = /^\((.+)\) \? self\.value\.matches\(r"""(.+)"""\) : true$/.exec(other.rule) ?? [];
      return same === condition && excludes(expression, text);
    });
    return wider ? `a rule whose expression has no ${text}` : undefined;
  },
];

/** Companions of the constraints of a schema, by path and keyword. */
export function companionsOf(root: Schema): Map<string, string> {
  const sites = new Map(schemaSites(root, () => false).map(({ path, schema }) => [path, schema]));
  const found = new Map<string, string>();
  for (const [path, schema] of sites) {
    const above = sites.get(parentOf(path));
    const place = path.endsWith('[]') ? { schema, list: above } : { schema, parent: above, name: path.slice(path.lastIndexOf('.') + 1) };
    for (const [keyword, proofs] of Object.entries(PROOFS)) {
      const isThere = keyword === 'duplicate' || schema[keyword as keyof Schema] !== undefined;
      const companion = isThere ? first(proofs, (proof) => proof(place)) : undefined;
      if (companion !== undefined) found.set(`${path} ${keyword}`, companion);
    }
  }
  return found;
}

/** Companions of the CEL rules of a schema, by the text of the rule; without those that stand alone anywhere in it. */
export function companionsOfRules(root: Schema): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { schema } of schemaSites(root, () => false)) {
    for (const rule of rulesOf(schema)) {
      const companion = first(RULE_PROOFS, (proof) => proof(rule, schema));
      found.set(rule.rule, found.has(rule.rule) ? found.get(rule.rule) && companion : companion);
    }
  }
  return found;
}

/** Rules about changes are judged in updates alone. */
export function isOfChange(rule: string): boolean {
  return /\boldSelf\b/.test(rule);
}

function first<T>(items: readonly T[], of: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = of(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function rulesOf(schema: Schema): readonly Rule[] {
  return schema['x-kubernetes-validations'] ?? [];
}

function isOfType(type: string | undefined, value: unknown): boolean {
  return type === 'integer' ? Number.isInteger(value) : type === typeof value;
}

/** The field in which the items of a list have to differ, where a rule says that and nothing else. */
function keyThatDiffers(rule: string): string | undefined {
  return /^self\.all\((\w+), self\.exists_one\((\w+), \1\.(\w+) == \2\.\3\)\)$/.exec(rule)?.[3];
}

/** Whether a rule has a field be no more than another, which is there and of 32 bits as well. */
function isAtMostAnother(name: string | undefined, parent: Schema | undefined): boolean {
  return parent !== undefined && rulesOf(parent).some(({ rule }) => {
    const [, small, great] = /^self\.(\w+) <= self\.(\w+)$/.exec(rule) ?? [];
    const other = parent.properties?.[great];
    const isThere = other?.default !== undefined || parent.required?.includes(great);
    return small === name && other?.format === 'int32' && isThere === true;
  });
}

/** The two rules that together say what the pattern of a list's items says: one of texts with an asterisk, one of those without. */
function hostnameRules({ pattern }: Schema, list: Schema | undefined): Rule[] {
  const inner = /^\^\(\\\*\\\.\)\?([^*]*(?:\)\*|\]\*|[^*])*)\$$/.exec(pattern ?? '')?.[1];
  if (inner === undefined || !list) return [];
  const expression = `matches('^(${inner.replaceAll('\\', '\\\\')})$')`;
  return rulesOf(list).filter(({ rule }) => rule === `self.all(h, !h.contains('*') ? h.${expression} : true)`
    || rule === `self.all(h, h.contains('*') ? (h.startsWith('*.') && h.substring(2).${expression}) : true)`);
}

/** The texts that a rule allows for a field, where it says nothing else. */
function valuesAllowed(rule: string): { readonly field: string; readonly values: readonly string[] } | undefined {
  const parts = rule.split(' || ').map((part) => /^self\.(\w+) (?:in \[([^\]]*)\]|== ('[^']*'))$/.exec(part));
  const field = parts[0]?.[1];
  if (field === undefined || !parts.every((part) => part?.[1] === field)) return undefined;
  return { field, values: parts.flatMap((part) => [...(part![2] ?? part![3]).matchAll(/'([^']*)'/g)].map(([, value]) => value)) };
}

/** Whether no text that an expression matches as a whole has a character: it is of classes alone, none of which takes it. */
function excludes(expression: string, character: string): boolean {
  const classes = expression.match(/\[[^\]]+\]/g) ?? [];
  const rest = expression.replace(/\[[^\]]+\]/g, '');
  return /^\^\(\?:[|{}\d]*\)\+\$$/.test(rest) && classes.every((one) => !new RegExp(one).test(character));
}
