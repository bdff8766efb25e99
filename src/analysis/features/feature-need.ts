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
