import { isRecord, listOf } from '../../manifest/manifest';
import { wordOf } from '../../manifest/problem';

/** Labels of one object. */
export type Labels = ReadonlyMap<string, unknown>;

/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly unknown[];
}

/** The labels of metadata, by key. */
export function labelsOf(metadata: unknown): Labels {
  return new Map(Object.entries(isRecord(metadata) && isRecord(metadata.labels) ? metadata.labels : {}));
}

/** The conditions of a label selector, all of which hold; none where it takes everything. */
export function requirementsOf(selector: unknown): Requirement[] {
  if (!isRecord(selector)) return [];
  const { matchLabels, matchExpressions } = selector;
  return [
    ...Object.entries(isRecord(matchLabels) ? matchLabels : {}).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...listOf(matchExpressions).filter(isRecord).map(({ key, operator, values }) =>
      ({ key: wordOf(key), operator: wordOf(operator), values: listOf(values) })),
  ];
}

/** Whether labels meet a condition. What has no such label is not in a list, and is outside of every list. */
export function meets(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = labels.get(key);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  return values.includes(value) === (operator === 'In');
}

/** A selector as messages show it: `app=web, tier in (a, b)`. */
export function describeSelector(selector: unknown): string {
  return requirementsOf(selector).map(describeRequirement).join(', ');
}

/** One of its conditions. */
export function describeRequirement({ key, operator, values }: Requirement): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  if (operator === 'In' && values.length === 1) return `${key}=${wordOf(values[0])}`;
  return `${key} ${operator === 'In' ? 'in' : 'not in'} (${values.map(wordOf).join(', ')})`;
}
