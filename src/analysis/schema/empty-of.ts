import type { SchemaNode } from './schema-node';

/** What null in a list or a map stands for where the API server reads it into a type of its own. */
export function emptyOf({ type }: Pick<SchemaNode, 'type'>): unknown {
  switch (type) {
    case 'object': return {};
    case 'array': return [];
    case 'boolean': return false;
    case 'integer':
    case 'number': return 0;
    default: return '';
  }
}
