import type { Data } from './field-checks';
import { flatMap } from './flat-map';
import { isRecord, listOf } from './manifest';

/** Longest list of a route. Of longer ones the checks have said it all, and reading them would take time. */
const LONGEST = 1024;

/** A part of an object and where it stands. */
export interface Part<T = Data> {
  readonly value: T;
  readonly path: string;
}

/** The items of a list. What is none has none: traps read what checks may have refused. */
export function itemsAt(list: unknown, path: string): Part<unknown>[] {
  const items = listOf(list);
  return items.length > LONGEST ? [] : items.map((value, index) => ({ value, path: `${path}[${index}]` }));
}

/** The items of a list that are objects. */
export function recordsAt(list: unknown, path: string): Part[] {
  const items = listOf(list);
  const parts: Part[] = [];
  for (let i = 0; i < items.length && items.length <= LONGEST; i++) {
    const value = items[i];
    if (isRecord(value)) parts.push({ value, path: `${path}[${i}]` });
  }
  return parts;
}

/** A field that is an object, or nothing. */
export function recordAt({ value, path }: Part, field: string): Part[] {
  const inner = value[field];
  return isRecord(inner) ? [{ value: inner, path: `${path}.${field}` }] : [];
}

/** The rules of a route. */
export function rulesOf(spec: unknown): Part[] {
  return isRecord(spec) ? recordsAt(spec.rules, 'spec.rules') : [];
}

/** The matches of a rule. */
export function matchesOf({ value, path }: Part): Part[] {
  return recordsAt(value.matches, `${path}.matches`);
}

/** The backends of a rule. */
export function backendsOf({ value, path }: Part): Part[] {
  return recordsAt(value.backendRefs, `${path}.backendRefs`);
}

/** The filters of a rule or a backend. */
export function filtersOf({ value, path }: Part): Part[] {
  return recordsAt(value.filters, `${path}.filters`);
}

/** The filters of a rule and those of its backends. */
export function allFiltersOf(rule: Part): Part[] {
  return flatMap([rule, ...backendsOf(rule)], filtersOf);
}
