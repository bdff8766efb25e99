import { type FieldCheck, list, type ListShape, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { labelProblem } from './names';
import { groupProblem, kindProblem, objectNameProblem } from './text-checks';

const group = valueOf(groupProblem);
const kind = valueOf(kindProblem);

const size: ListShape = { min: 1, max: 16, of: 'ReferenceGrantSpec', rest: 'another ReferenceGrant' };

const spec: FieldCheck = object({
  required: {
    from: list(object({ required: { group, kind, namespace: valueOf(labelProblem) } }), size),
    to: list(object({ required: { group, kind }, optional: { name: valueOf(objectNameProblem) } }), size),
  },
});

/** What is wrong with the spec of a ReferenceGrant. Source: Gateway API v1.6.1, ReferenceGrantSpec. */
export function referenceGrantProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
