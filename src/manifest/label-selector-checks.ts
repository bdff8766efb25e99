import { type Data, type FieldCheck, list, mapOf, object, oneOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { listOf } from './manifest';
import { labelKeyProblem, labelValueProblem } from './names';
import type { Problem } from './problem';

/** A label's key, where the value may be anything. */
function keyProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return { reason: 'it is not text', fix: 'write a label key such as "app"' };
  return labelKeyProblem(value);
}

/** `In` and `NotIn` compare with values, `Exists` and `DoesNotExist` with none. */
function valuesOfOperator({ operator, values }: Data, path: string): FieldProblem[] {
  const given = listOf(values).length;
  const compares = operator === 'In' || operator === 'NotIn';
  if (compares === given > 0) return [];
  const problem = compares
    ? { reason: `${operator} needs values to compare with`, fix: 'write at least one value' }
    : { reason: `${String(operator)} takes no values`, fix: 'leave the values out, or write operator "In"' };
  return [{ path: `${path}.values`, value: values, ...problem }];
}

const requirement: FieldCheck = object({
  required: { key: valueOf(keyProblem), operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']) },
  optional: { values: list(valueOf(labelValueProblem)) },
  rules: [valuesOfOperator],
});

/** A label selector, as the API server and controllers read it. Source: Kubernetes, LabelSelector. */
export const labelSelector: FieldCheck = object({
  optional: {
    matchLabels: mapOf(labelKeyProblem, labelValueProblem),
    matchExpressions: list(requirement),
  },
});
