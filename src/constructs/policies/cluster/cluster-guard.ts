import { type GuardSettings, platformNamespacesOf, platformObjectKeys } from '../../../manifest/guards/guard-settings';
import { NAME_LABEL } from '../../../manifest/names';
import type { Validation, Variable } from '../admission-policy';
import { celStrings } from '../cel';
import { requestedBy } from '../requested-by';

/** Resources and operations that a policy is about. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly ('CREATE' | 'UPDATE' | 'CONNECT')[];
  readonly scope: 'Namespaced' | '*';
}

/** A policy over many namespaces. */
export interface ClusterGuard {
  /** Last part of the policy's name. */
  readonly name: string;
  /** The guard that it is a part of: mode and messages are of that. */
  readonly guard: string;
  readonly rules: readonly ResourceRule[];
  /** The namespaces that it judges; undefined for objects that stand in none. */
  readonly namespaces?: { readonly operator: 'In' | 'NotIn'; readonly values: readonly string[] };
  readonly matchConditions: readonly Variable[];
  readonly variables: readonly Variable[];
  readonly validations: readonly Validation[];
}

/** The spec of its ValidatingAdmissionPolicy. */
export function clusterPolicySpec({ rules, namespaces, matchConditions, variables, validations }: ClusterGuard): object {
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
    ...(matchConditions.length > 0 && { matchConditions: matchConditions.map((one) => ({ ...one })) }),
    ...(variables.length > 0 && { variables: variables.map((one) => ({ ...one })) }),
    validations: validations.map((one) => ({ ...one, reason: 'Forbidden' })),
  };
}

/** Every namespace but the platform's: one that is new is judged as well. */
export function tenantNamespaces(settings: GuardSettings): NonNullable<ClusterGuard['namespaces']> {
  return { operator: 'NotIn', values: platformNamespacesOf(settings) };
}

/** The conditions of every guard: exempt identities and the platform's objects are not judged. */
export function commonConditions(settings: GuardSettings): Variable[] {
  const { exempt } = settings;
  return [
    ...(exempt.length > 0 ? [{ name: 'not-exempt', expression: `!(${requestedBy(exempt)})` }] : []),
    {
      name: 'not-of-the-platform',
      expression: '!((request.resource.resource + (request.resource.group == \'\' ? \'\' : \'.\' + request.resource.group)'
        + ` + ' ' + request.namespace + '/' + request.name) in ${celStrings(platformObjectKeys(settings))})`,
    },
  ];
}

/** Fields that no guard judges an object by. */
const FRAME = celStrings(['apiVersion', 'kind', 'metadata', 'status']);

/** Labels or annotations as they are to be and as they were: `labelsNow`, `labelsBefore`. */
export function metadataVariables(part: 'labels' | 'annotations'): Variable[] {
  return [
    { name: `${part}Now`, expression: `has(object.metadata.${part}) ? object.metadata.${part} : {}` },
    {
      name: `${part}Before`,
      expression: `request.operation == 'UPDATE' && has(oldObject.metadata.${part}) ? oldObject.metadata.${part} : {}`,
    },
  ];
}

/** Whether labels or annotations differ from what they were. */
export const METADATA_CHANGES = ['labels', 'annotations'].map((part) => `(has(object.metadata.${part}) != has(oldObject.metadata.${part})`
  + ` || (has(object.metadata.${part}) && object.metadata.${part} != oldObject.metadata.${part}))`).join(' || ');

/**
 * An update passes that leaves content, labels and annotations alone, of kinds without a spec as well. Annotations configure
 * proxies, such as snippets of an Ingress, and labels say whose an object is, such as the Service of an EndpointSlice.
 */
export const CONTENT_CHANGES: Variable = {
  name: 'content-changes',
  expression: 'request.operation != \'UPDATE\''
    + ` || dyn(object).exists(k, !(k in ${FRAME}) && (!(k in dyn(oldObject)) || dyn(object)[k] != dyn(oldObject)[k]))`
    + ` || dyn(oldObject).exists(k, !(k in ${FRAME}) && !(k in dyn(object)))`
    + ` || ${METADATA_CHANGES}`,
};
