import type { YoungPart } from '../../manifest/bundle-table';
import { isRecord, listOf } from '../../manifest/manifest';
import { pathText } from '../schema/structure-problem';
import type { PartNode } from './part-tree';

/** Something in a manifest that the bundle does not have. */
export interface MissingPart {
  readonly part: YoungPart;
  /** Where it stands. */
  readonly path: string;
  /** Other places that are the same thing: the field that belongs to a union's type. */
  readonly also?: string;
  /** The value, where only some are missing. */
  readonly value?: unknown;
}

/** What a manifest has of the parts that a bundle lacks, in the order of the table. */
export function findMissing(root: PartNode, manifest: object): MissingPart[] {
  const found: MissingPart[] = [];
  visit(root, manifest, [], found);
  return found;
}

function visit(node: PartNode, value: unknown, trail: (string | number)[], found: MissingPart[]): void {
  if (node.absent) {
    found.push({ part: node.absent, path: pathText(trail) });
    return;
  }
  const part = node.values?.get(value);
  if (part) found.push({ part, path: pathText(trail), value });
  if (node.items) {
    const items = listOf(value);
    for (let i = 0; i < items.length; i++) visitAt(i, node.items, items[i], trail, found);
  } else if (isRecord(value)) {
    for (const child of node.fields) visitAt(child.name, child, value[child.name], trail, found);
    for (const member of node.members) visitMember(member, value, trail, found);
  }
}

function visitAt(step: string | number, node: PartNode, value: unknown, trail: (string | number)[], found: MissingPart[]): void {
  // A field that is null is a field that is not there.
  if (value === undefined || value === null) return;
  trail.push(step);
  visit(node, value, trail, found);
  trail.pop();
}

/** A union's member is its type and its field: one thing, wherever it shows. */
function visitMember(
  part: YoungPart, union: Record<string, unknown>, trail: readonly (string | number)[], found: MissingPart[],
): void {
  const { type, field } = part.member!;
  const typed = union.type === type;
  if (!typed && (union[field] === undefined || union[field] === null)) return;
  const paths = { type: pathText([...trail, 'type']), field: pathText([...trail, field]) };
  found.push(typed ? { part, path: paths.type, also: paths.field, value: type } : { part, path: paths.field });
}
