import { type FieldCheck, mapOf } from './field-checks';
import { labelKeyProblem } from './names';
import { textProblem } from './text-checks';

/** Settings with keys as annotations have them: up to 16, values up to 4096 characters. Source: Gateway API v1.6.1, AnnotationKey. */
export const annotations: FieldCheck = mapOf(labelKeyProblem, (value) => textProblem(value, 0, 4096, 'true'), 16);
