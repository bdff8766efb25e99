import { jsonText } from '../../manifest/json-text';
import { isRecord } from '../../manifest/manifest';
import { type Problem, show } from '../../manifest/problem';
import type { Report } from './check-scalar';
import type { CompiledNode } from './compiled-node';

/** Takes what is wrong with one item of the list under check. */
export type ReportItem = (index: number, problem: Problem, value: unknown) => void;

/** How many items a list may have, and which of them repeat another. */
export function checkItems(node: CompiledNode, list: unknown[], report: Report, reportItem: ReportItem): void {
  const { minItems, maxItems, set } = node.schema;
  if (maxItems !== undefined && list.length > maxItems) {
    report('items', { reason: `it has ${list.length} items, and ${maxItems} is the limit`, fix: `split it, with at most ${maxItems} items each` });
  }
  if (minItems !== undefined && list.length < minItems) {
    report('items', { reason: list.length === 0 ? 'it has no items' : `it has ${list.length} items`, fix: `write at least ${minItems}` });
  }
  if (list.length < 2) return;
  if (node.keys) checkKeys(node.keys, list, reportItem);
  else if (set) checkSet(list, reportItem);
}

/** Items of a list map differ in their keys. */
function checkKeys(defaults: NonNullable<CompiledNode['keys']>, list: unknown[], reportItem: ReportItem): void {
  const keys = defaults.map(([key]) => key);
  const seen = new Map<string, number>();
  list.forEach((item, index) => {
    const identity = isRecord(item) ? defaults.map(([key, value]) => item[key] ?? value) : [];
    if (identity.length === 0 || !identity.every(isScalar)) return;
    const first = remember(seen, identity, index);
    if (first === undefined) return;
    const pairs = keys.map((key, i) => `${key} ${show(identity[i])}`).join(', ');
    reportItem(index, {
      reason: `item ${first} of this list has the same ${pairs}`,
      fix: `give each item a ${keys.join('/')} of its own, or remove one`,
    }, keys.length === 1 ? identity[0] : item);
  });
}

/** Items of a set differ. */
function checkSet(list: unknown[], reportItem: ReportItem): void {
  const seen = new Map<string, number>();
  list.forEach((item, index) => {
    const first = isScalar(item) ? remember(seen, [item], index) : undefined;
    if (first !== undefined) {
      reportItem(index, { reason: `${show(item)} stands in this list already, as item ${first}`, fix: 'remove one of them' }, item);
    }
  });
}

/** The index at which an identity was first seen, or undefined where it is new. */
function remember(seen: Map<string, number>, identity: unknown[], index: number): number | undefined {
  const key = jsonText(identity);
  const first = seen.get(key);
  if (first === undefined) seen.set(key, index);
  return first;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
