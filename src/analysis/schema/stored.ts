import { isRecord } from '../../manifest/manifest';
import type { CompiledNode } from './compiled-node';
import { withDefaults } from './defaults';

/** A value as the API server keeps it: without the fields that it does not know, and with its defaults. */
export function asStored(node: CompiledNode, value: unknown): unknown {
  return withDefaults(node, pruned(node, value));
}

function pruned(node: CompiledNode, value: unknown): unknown {
  if (Array.isArray(value)) return node.items ? value.map((item) => pruned(node.items!, item)) : value;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const child = node.properties.get(key) ?? node.values;
    if (child) return [[key, pruned(child, inner)]];
    return node.open ? [[key, inner]] : [];
  }));
}
