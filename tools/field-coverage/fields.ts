import type { SchemaNode } from '../../src/analysis/schema/schema-node';

/**
 * Names of what a schema holds. A field is named by its path; `[]` stands for the items of a list, `{}` for the values of a
 * map, and belongs to the field's name: `spec.rules[].name`. Each value of an enumeration is a name too: `spec.scheme=https`.
 */
type Name = string;

/** Every name below a node, in the order of the schema. */
export function fieldsOf(node: SchemaNode, path: Name): Name[] {
  return [
    ...namesHere(node, path, node.enum ?? []),
    ...stepsOf(node).flatMap(({ step, child }) => fieldsOf(child, `${path}${step}`)),
  ];
}

/** The names that a value uses. A list or map uses its name only where it holds something. */
export function fieldsIn(node: SchemaNode, value: unknown, path: Name): Name[] {
  return [
    ...namesHere(node, path, node.enum?.filter((member) => member === value) ?? []),
    ...stepsOf(node).flatMap(({ step, child, valuesIn }) =>
      valuesIn(value).flatMap((below) => fieldsIn(child, below, `${path}${step}`))),
  ];
}

/** A list or map has its name from what it holds. */
function namesHere({ items, values }: SchemaNode, path: Name, members: readonly unknown[]): Name[] {
  return [...(items || values ? [] : [path]), ...members.map((member) => `${path}=${String(member)}`)];
}

/** One way down from a node, and what a value of the node has there. */
interface Step {
  readonly step: string;
  readonly child: SchemaNode;
  valuesIn(value: unknown): unknown[];
}

function stepsOf({ properties = {}, items, values }: SchemaNode): Step[] {
  return [
    ...Object.entries(properties).map(([name, child]) => ({ step: `.${name}`, child, valuesIn: (value: unknown) => ownValue(value, name) })),
    ...(items ? [{ step: '[]', child: items, valuesIn: (value: unknown) => (Array.isArray(value) ? value : []) }] : []),
    ...(values ? [{ step: '{}', child: values, valuesIn: (value: unknown) => Object.values(Object(value) as object) }] : []),
  ];
}

function ownValue(value: unknown, name: string): unknown[] {
  const field = Object.getOwnPropertyDescriptor(Object(value), name)?.value as unknown;
  return field === undefined ? [] : [field];
}
