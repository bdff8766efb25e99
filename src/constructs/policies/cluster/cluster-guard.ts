import { type GuardSettings, platformNamespacesOf, platformObjectKeys } from '../../../manifest/guards/guard-settings';
import type { Judgement, Variable } from '../admission-policy';
import { celStrings } from '../cel';
import { requestedBy } from '../requested-by';

/** A policy over many namespaces. */
export interface ClusterGuard extends Judgement {
  /** Last part of the policy's name. */
  readonly name: string;
  /** The guard that it is a part of: mode and messages are of that. */
  readonly guard: string;
}

/** Every namespace but the platform's: one that is new is judged as well. */
export function tenantNamespaces(settings: GuardSettings): NonNullable<ClusterGuard['namespaces']> {
  return { operator: 'NotIn', values: platformNamespacesOf(settings) };
}

/** CEL: the object that is asked about as `resource namespace/name`, as `objectKey` writes it. */
export const OBJECT_KEY = 'request.resource.resource + (request.resource.group == \'\' ? \'\' : \'.\' + request.resource.group)'
  + ' + \' \' + request.namespace + \'/\' + request.name';

/** The conditions of every guard: exempt identities and the platform's objects are not judged. */
export function commonConditions(settings: GuardSettings): Variable[] {
  const { exempt } = settings;
  return [
    ...(exempt.length > 0 ? [{ name: 'not-exempt', expression: `!(${requestedBy(exempt)})` }] : []),
    {
      name: 'not-of-the-platform',
      expression: `!((${OBJECT_KEY}) in ${celStrings(platformObjectKeys(settings))})`,
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
