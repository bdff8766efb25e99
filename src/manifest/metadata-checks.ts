import { type FieldCheck, flag, list, object, valueOf } from './field-checks';
import { labelKeyProblem } from './names';
import type { Problem } from './problem';
import { textProblem } from './text-checks';

/** A finalizer is named as a label is. */
function finalizerProblem(value: unknown): Problem | undefined {
  const fix = 'write a name such as "example.com/cleanup"';
  if (typeof value !== 'string') return { reason: 'it is not text', fix };
  return labelKeyProblem(value) && { reason: 'it is not the name of a finalizer', fix };
}

const text = (example: string): FieldCheck => valueOf((value) => textProblem(value, 1, 253, example));

const ownerReference: FieldCheck = object({
  required: {
    apiVersion: text('apps/v1'), kind: text('Deployment'), name: text('shop'), uid: text('b7a1f2c0-0000-4000-8000-000000000000'),
  },
  optional: { controller: flag, blockOwnerDeletion: flag },
});

/** Fields of metadata that are lists. Source: Kubernetes API, ObjectMeta. */
export const METADATA_LISTS: Record<string, FieldCheck> = {
  finalizers: list(valueOf(finalizerProblem)),
  ownerReferences: list(ownerReference),
};
