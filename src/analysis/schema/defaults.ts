import { given, isRecord } from '../../manifest/manifest';
import type { CompiledNode } from './compiled-node';

/**
 * A value as the API server keeps it: nulls without meaning dropped, defaults filled in, also inside of defaults.
 * The input stays as it is; parts that nothing was added to are shared with it.
 */
export function withDefaults(node: CompiledNode, value: unknown): unknown {
  if (Array.isArray(value)) return node.items ? listWithDefaults(node.items, value) : value;
  return isRecord(value) ? objectWithDefaults(node, value) : value;
}

function listWithDefaults(items: CompiledNode, list: unknown[]): unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = !given(list[i]) && items.schema.default !== undefined ? items.schema.default : list[i];
    const filled = withDefaults(items, item);
    if (filled !== list[i]) {
      copy ??= list.slice();
      copy[i] = filled;
    }
  }
  return copy ?? list;
}

function objectWithDefaults(node: CompiledNode, object: Record<string, unknown>): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const child = node.properties.get(key) ?? node.values;
    if (!child) continue;
    const value = object[key];
    if (!given(value) && !child.schema.nullable) {
      copy ??= { ...object };
      delete copy[key];
    } else {
      const filled = withDefaults(child, value);
      if (filled !== value) {
        copy ??= { ...object };
        copy[key] = filled;
      }
    }
  }
  for (const [key, value] of node.defaulted) {
    if (Object.hasOwn(copy ?? object, key)) continue;
    copy ??= { ...object };
    // What is handed out may be changed by its owner; the table may not.
    copy[key] = withDefaults(node.properties.get(key)!, typeof value === 'object' ? structuredClone(value) : value);
  }
  return copy ?? object;
}
