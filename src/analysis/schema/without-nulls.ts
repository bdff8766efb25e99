import { isRecord, type Manifest } from '../../manifest/manifest';
import type { Entry } from '../rule';
import type { CompiledNode } from './compiled-node';
import { emptyOf } from './empty-of';
import { lookup } from './tables';

/** What is known of a value, and whether the API server reads it into a type of its own: null may be what is empty there. */
interface Reading {
  readonly node?: CompiledNode;
  readonly isTyped: boolean;
  readonly depth: number;
}

/** Deeper than this there is nothing that rules read; objects made in code may hold themselves. */
const MAX_DEPTH = 24;

/**
 * An entry as the API server reads it: a field that is null is a field that is left out. Only what can be null keeps it, and null
 * among the labels or the items of a built-in kind is what is empty there. The same entry where there is nothing of that.
 */
export function withoutNulls(entry: Entry): Entry {
  const { manifest } = entry;
  if (!holdsNull(manifest, 0)) return entry;
  const stored = readAs(readingOf(manifest), manifest) as Manifest;
  return stored === manifest ? entry : { ...entry, manifest: stored };
}

function readingOf({ apiVersion, kind }: Manifest): Reading {
  // That channel has every field of the other one.
  const known = lookup(apiVersion, kind, 'experimental');
  return { node: known?.root, isTyped: known?.schema.native === true, depth: 0 };
}

/** A quick look: nearly no manifest holds any. */
function holdsNull(value: object, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  for (const inner of Array.isArray(value) ? value as unknown[] : Object.values(value)) {
    if (inner === null || (typeof inner === 'object' && holdsNull(inner, depth + 1))) return true;
  }
  return false;
}

function readAs(reading: Reading, value: unknown): unknown {
  if (reading.depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return readList(reading, value);
  return isRecord(value) ? readObject(reading, value) : value;
}

function readList({ node, isTyped, depth }: Reading, list: unknown[]): unknown[] {
  const items = node?.items;
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const read = list[i] === null && isTyped && items
      ? emptyOf(items.schema)
      : readAs({ node: items, isTyped, depth: depth + 1 }, list[i]);
    if (read === list[i]) continue;
    copy ??= list.slice();
    copy[i] = read;
  }
  return copy ?? list;
}

function readObject({ node, isTyped, depth }: Reading, object: Record<string, unknown>): Record<string, unknown> {
  const fields = new Map<string, unknown>();
  let changed = false;
  for (const [key, value] of Object.entries(object)) {
    const child = node?.properties.get(key) ?? node?.values;
    const read = value === null
      ? nullOf(child, isTyped && node?.values !== undefined && child === node.values)
      : readAs({ node: child, isTyped: isTyped || (depth === 0 && key === 'metadata'), depth: depth + 1 }, value);
    changed ||= read !== value;
    if (read !== undefined) fields.set(key, read);
  }
  return changed ? Object.fromEntries(fields) : object;
}

/** What null is in the place of a field, or of an entry of a map; undefined where it is nothing. */
function nullOf(child: CompiledNode | undefined, isEntry: boolean): unknown {
  if (child?.schema.nullable) return null;
  return isEntry ? emptyOf(child!.schema) : undefined;
}
