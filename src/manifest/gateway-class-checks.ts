import { type FieldCheck, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { objectReference } from './reference-checks';
import { domainPathProblem, textProblem } from './text-checks';

const spec: FieldCheck = object({
  required: { controllerName: valueOf(domainPathProblem) },
  optional: {
    description: valueOf((value) => textProblem(value, 0, 64, 'Public traffic of the company')),
    parametersRef: objectReference,
  },
});

/** What is wrong with the spec of a GatewayClass. Source: Gateway API v1.6.1, GatewayClassSpec. */
export function gatewayClassProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
