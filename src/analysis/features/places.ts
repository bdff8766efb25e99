import { isRecord } from '../../manifest/manifest';
import type { Need } from './feature-need';

/** An object inside a manifest. Its path is put together only where something is said of it. */
export interface Place {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly step: string;
  /** Its position, where it stands in a list. */
  readonly position?: number;
  readonly above?: Place;
}

/** Fields of an object, and the feature that each needs where it is there. */
export type FieldFeatures = readonly (readonly [field: string, feature: string])[];

/** The path of a place, or of a field there. */
export function pathTo({ step, position, above }: Place, field?: string): string {
  const own = `${above ? `${pathTo(above)}.` : ''}${step}${position === undefined ? '' : `[${position}]`}`;
  return field === undefined ? own : `${own}.${field}`;
}

/** Whether a field is there: null is not. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Visits the object at a field, where it is one. */
export function visitField(above: Place, step: string, visit: (place: Place) => void): void {
  const fields = above.fields[step];
  if (isRecord(fields)) visit({ fields, step, above });
}

/** Visits the objects of a list at a field. */
export function visitItems(above: Place, step: string, visit: (place: Place) => void): void {
  const items = above.fields[step];
  if (!Array.isArray(items)) return;
  for (let position = 0; position < items.length; position++) {
    const fields: unknown = items[position];
    if (isRecord(fields)) visit({ fields, step, position, above });
  }
}

/** Adds what fields need by being there. */
export function addFields(needs: Need[], place: Place, features: FieldFeatures): void {
  for (const [field, feature] of features) {
    if (isThere(place.fields[field])) needs.push({ feature, path: pathTo(place, field) });
  }
}
