import { type FieldCheck, mapOf } from './field-checks';
import { labelKeyProblem } from './names';
import { textProblem } from './text-checks';

/**
 * Up to 16 settings, keys as annotations have them, values up to 4096 characters.
 * Source: Gateway API v1.6.1, AnnotationKey and AnnotationValue, and the type that holds them.
 */
export const annotationsOf = (of: string): FieldCheck =>
  mapOf(labelKeyProblem, (value) => textProblem(value, 0, 4096, 'true'), { max: 16, of });
