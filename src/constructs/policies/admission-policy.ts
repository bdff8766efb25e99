import { NAME_LABEL } from '../../manifest/names';
import type { GuardMode } from './guard-mode';
import { actionsOf } from './guard-modes';

/** A named CEL expression that others of the policy use. */
export interface Variable {
  readonly name: string;
  readonly expression: string;
}

/** What must hold, and what the requester reads where it does not. */
export interface Validation {
  readonly expression: string;
  readonly message: string;
  /** CEL that names the value in question; the message stands in where it fails. */
  readonly messageExpression?: string;
}

/** What a policy of a team's family is about: some of its namespaces. */
export interface Guard {
  /** Last part of the policy's name; the first namespace goes before it, so that policies of two programs never share one. */
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly apiGroup: string;
  readonly resources: readonly string[];
  readonly operations: readonly string[];
  readonly matchConditions: readonly Variable[];
  readonly variables: readonly Variable[];
  readonly validations: readonly Validation[];
}

/** An update that leaves the spec alone passes: labels, finalizers, and routes that are older than the policy. */
export const SPEC_CHANGES: Variable = {
  name: 'spec-changes', expression: 'request.operation == \'CREATE\' || object.spec != oldObject.spec',
};

/** Resources and operations that a policy is about. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly string[];
  readonly scope: 'Namespaced' | '*';
}

/** What an admission policy judges, and what it says. */
export interface Judgement {
  readonly rules: readonly ResourceRule[];
  /** The namespaces that it judges; undefined for objects that stand in none. */
  readonly namespaces?: { readonly operator: 'In' | 'NotIn'; readonly values: readonly string[] };
  readonly matchConditions: readonly Variable[];
  readonly variables: readonly Variable[];
  readonly validations: readonly Validation[];
}

/** The spec of a ValidatingAdmissionPolicy: every version of the resources, whoever asks. */
export function policySpec({ rules, namespaces, matchConditions, variables, validations }: Judgement): object {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      matchPolicy: 'Equivalent',
      objectSelector: {},
      namespaceSelector: namespaces === undefined ? {} : {
        matchExpressions: [{ key: NAME_LABEL, operator: namespaces.operator, values: [...namespaces.values] }],
      },
      resourceRules: rules.map(({ apiGroups, resources, operations, scope }) => (
        { apiGroups: [...apiGroups], apiVersions: ['*'], operations: [...operations], resources: [...resources], scope })),
    },
    ...(matchConditions.length > 0 && { matchConditions: matchConditions.map((condition) => ({ ...condition })) }),
    ...(variables.length > 0 && { variables: variables.map((variable) => ({ ...variable })) }),
    validations: validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
  };
}

/** The spec of the policy of a team's guard. */
export function guardSpec({ namespaces, apiGroup, resources, operations, ...said }: Guard): object {
  return policySpec({
    ...said,
    rules: [{ apiGroups: [apiGroup], resources, operations, scope: 'Namespaced' }],
    namespaces: { operator: 'In', values: namespaces },
  });
}

/** The spec of its ValidatingAdmissionPolicyBinding. */
export function bindingSpec(policyName: string, mode: GuardMode): object {
  return { policyName, validationActions: actionsOf(mode) };
}

type Expressions = Pick<Judgement, 'matchConditions' | 'variables' | 'validations'>;

/** All CEL of a guard, of which each by itself must fit into one expression. */
export function expressionsOf({ matchConditions, variables, validations }: Expressions): string[] {
  return [...matchConditions, ...variables, ...validations].map(({ expression }) => expression);
}
