import type { Entry } from '../rule';

/** A feature of Gateway API that an object needs of whoever serves it. */
export interface FeatureNeed {
  readonly feature: string;
  readonly entry: Entry;
  /** The field that needs it. */
  readonly path: string;
  /** It follows from how requests would be handled and stands in no field of its own: what is needed may be less. */
  readonly behavioural?: true;
  /** A mesh is to have it, which has conformance profiles of its own. */
  readonly inMesh?: true;
}

/** A feature and the field that needs it, of an object that goes without saying. */
export type Need = Omit<FeatureNeed, 'entry'>;

/** What an object holds at a place: its fields, and where they stand. */
export interface Place {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/** Fields of an object, and the feature that each needs where it is there. */
export type FieldFeatures = readonly (readonly [field: string, feature: string])[];

/** The needs that fields have by being there; null is not there. */
export function needsOfFields({ fields, path }: Place, features: FieldFeatures): Need[] {
  return features.filter(([field]) => isThere(fields[field])).map(([field, feature]) => ({ feature, path: `${path}.${field}` }));
}

/** Whether a field is there: null is not. */
export function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
