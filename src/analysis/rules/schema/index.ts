import type { Rule } from '../../rule';
import { duplicateObject } from './duplicate-object';
import { notInBundle } from './not-in-bundle';
import { notInKubernetes } from './not-in-kubernetes';
import { structure, unknownField } from './structure';
import { unknownKind } from './unknown-kind';

/** What the API server says of one object, and of two of one name. */
export const SCHEMA_RULES: readonly Rule[] = [
  structure,
  unknownField,
  duplicateObject,
  notInBundle,
  unknownKind,
  notInKubernetes,
];
