import { YOUNG, type YoungPart } from '../../manifest/bundle-table';
import { type Bundle, has } from '../../manifest/bundles';

/** The parts of a kind that one bundle lacks, by where they would stand. In lists: every object of an app is held to them. */
export interface PartNode {
  readonly name: string;
  /** The field itself is not there. */
  absent?: YoungPart;
  /** Values that are not there. */
  values?: Map<unknown, YoungPart>;
  /** Members of a union that are not there. */
  readonly members: YoungPart[];
  readonly fields: PartNode[];
  /** Of a list: what its items lack. */
  items?: PartNode;
}

/** What a bundle lacks of a kind; undefined where it has all. */
export function partsMissing(kind: string, bundle: Bundle): PartNode | undefined {
  const missing = YOUNG.filter((part) => part.kinds.includes(kind) && !has(part.has, bundle));
  return missing.length > 0 ? treeOf(missing) : undefined;
}

function treeOf(missing: readonly YoungPart[]): PartNode {
  const root = emptyNode('');
  for (const part of missing) {
    let node = root;
    for (const step of part.path.split('.')) {
      const name = step.replace(/\[\]$/, '');
      node = childOf(node, name);
      if (name !== step) node = node.items ??= emptyNode(name);
    }
    if (part.member) node.members.push(part);
    else if (part.values) part.values.forEach((value) => (node.values ??= new Map<unknown, YoungPart>()).set(value, part));
    else node.absent = part;
  }
  return root;
}

function childOf(node: PartNode, name: string): PartNode {
  let child = node.fields.find((field) => field.name === name);
  if (!child) node.fields.push(child = emptyNode(name));
  return child;
}

function emptyNode(name: string): PartNode {
  return { name, absent: undefined, values: undefined, members: [], fields: [], items: undefined };
}
