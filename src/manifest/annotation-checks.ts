import { type FieldCheck, mapOf } from './field-checks';
import { labelKeyProblem } from './names';
import { textProblem } from './text-checks';

/** Up to 16 settings, keys as annotations have them, values up to 4096 characters. Source: Gateway API v1.6.1, AnnotationKey. */
export const annotations: FieldCheck = mapOf(labelKeyProblem, (value) => textProblem(value, 0, 4096, 'true'), 16);
