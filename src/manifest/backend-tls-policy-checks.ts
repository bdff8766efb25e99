import { annotationsOf } from './annotation-checks';
import { backendTlsValidation } from './backend-tls-validation-checks';
import { type FieldCheck, list, object, problemsOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { distinctTargets, sectionReference } from './reference-checks';

const spec: FieldCheck = object({
  required: {
    targetRefs: list(sectionReference, {
      min: 1, max: 16, of: 'BackendTLSPolicySpec', rest: 'another policy', rules: [distinctTargets],
    }),
    validation: backendTlsValidation,
  },
  optional: { options: annotationsOf('BackendTLSPolicySpec') },
});

/** What is wrong with the spec of a BackendTLSPolicy, v1 or v1alpha3. Source: Gateway API v1.6.1, BackendTLSPolicySpec. */
export function backendTlsPolicyProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
