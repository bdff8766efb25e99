import { flatMap } from '../../../manifest/flat-map';
import { type Part, recordAt, recordsAt } from '../../../manifest/trap-parts';

/** A regular expression of a match. */
export interface Expression {
  readonly value: string;
  readonly path: string;
  /** Most characters that the API server takes there. */
  readonly limit: number;
}

/** The regular expressions of a match of an HTTPRoute or a GRPCRoute. Source of limits: Gateway API v1.6.1. */
export function expressionsOf(match: Part, kind: string): Expression[] {
  const headers = fromAll(recordsAt(match.value.headers, `${match.path}.headers`), 'value', 4096);
  if (kind === 'GRPCRoute') return [...methodExpressions(match), ...headers];
  return [
    ...fromAll(recordAt(match, 'path'), 'value', 1024), ...headers,
    ...fromAll(recordsAt(match.value.queryParams, `${match.path}.queryParams`), 'value', 1024),
  ];
}

/** Those for the service and the method of a call. */
export function methodExpressions(match: Part): Expression[] {
  const method = recordAt(match, 'method');
  return [...fromAll(method, 'service', 1024), ...fromAll(method, 'method', 1024)];
}

function fromAll(parts: Part[], field: string, limit: number): Expression[] {
  return flatMap(parts, ({ value, path }) => {
    const text = value[field];
    return value.type === 'RegularExpression' && typeof text === 'string' ? [{ value: text, path: `${path}.${field}`, limit }] : [];
  });
}
