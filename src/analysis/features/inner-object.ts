import { given, isRecord } from '../../manifest/manifest';
import type { Need } from './feature-need';

/** An object inside a manifest. Its path is put together only where something is said of it. */
export interface InnerObject {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly step: string;
  /** Its position, where it stands in a list. */
  readonly position?: number;
  readonly above?: InnerObject;
}

/** Fields of an object, and the feature that each needs where it is there. */
export type FieldFeatures = readonly (readonly [field: string, feature: string])[];

/** The path of an inner object, or of a field of it. */
export function pathTo({ step, position, above }: InnerObject, field?: string): string {
  const own = `${above ? `${pathTo(above)}.` : ''}${step}${position === undefined ? '' : `[${position}]`}`;
  return field === undefined ? own : `${own}.${field}`;
}

/** Visits the object at a field, where it is one. */
export function visitField(above: InnerObject, step: string, visit: (inner: InnerObject) => void): void {
  const fields = above.fields[step];
  if (isRecord(fields)) visit({ fields, step, above });
}

/** Visits the objects of a list at a field. */
export function visitItems(above: InnerObject, step: string, visit: (inner: InnerObject) => void): void {
  const items = above.fields[step];
  if (!Array.isArray(items)) return;
  for (let position = 0; position < items.length; position++) {
    const fields: unknown = items[position];
    if (isRecord(fields)) visit({ fields, step, position, above });
  }
}

/** Adds what fields need by being there. */
export function addFields(needs: Need[], inner: InnerObject, features: FieldFeatures): void {
  for (const [field, feature] of features) {
    if (given(inner.fields[field])) needs.push({ feature, path: pathTo(inner, field) });
  }
}
