import { type Data, type FieldCheck, list, object, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { jsonText } from './json-text';
import { integerProblem } from './numbers';
import type { Problem } from './problem';
import { localObjectReference } from './reference-checks';
import { sessionPersistence } from './session-persistence-checks';
import { durationProblem, millisecondsOf } from './text-checks';

const HOUR = 3_600_000;

/** A duration up to an hour; `least` is in milliseconds. */
function intervalProblem(value: unknown, least: number, rule: string): Problem | undefined {
  const form = durationProblem(value);
  if (form) return form;
  const length = millisecondsOf(value as string);
  return length >= least && length <= HOUR ? undefined : { reason: `an interval is ${rule}`, fix: 'write one such as "10s"' };
}

const retryConstraint: FieldCheck = object({
  optional: {
    budget: object({
      optional: {
        percent: valueOf((value) => integerProblem(value, 0, 100, '20')),
        interval: valueOf((value) => intervalProblem(value, 1000, 'a second to an hour')),
      },
    }),
    minRetryRate: object({
      optional: {
        count: valueOf((value) => integerProblem(value, 1, 1_000_000, '10')),
        interval: valueOf((value) => intervalProblem(value, 1, 'longer than zero, and up to an hour')),
      },
    }),
  },
});

/** A target stands once. */
const targetKey = (ref: unknown): string => {
  const { group, kind, name } = ref as Data;
  return jsonText([group, kind, name]);
};

const spec: FieldCheck = object({
  required: {
    targetRefs: list(localObjectReference, {
      min: 1, max: 16, of: 'BackendTrafficPolicySpec', rest: 'another policy', unique: { what: 'target', key: targetKey },
    }),
  },
  optional: { retryConstraint, sessionPersistence },
});

/** What is wrong with the spec of an XBackendTrafficPolicy. Source: Gateway API v1.6.1, BackendTrafficPolicySpec. */
export function xBackendTrafficPolicyProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
