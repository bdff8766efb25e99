import { type FieldProblem, fieldProblem } from './field-problem';
import { kindFacts } from './kinds';
import { isRecord } from './manifest';

/** Fields that hold keys of the user's choice, none of which is a reference. */
const MAPS = new Set(['labels', 'annotations', 'matchLabels', 'options']);

/**
 * References to the group `core`, which does not exist: the core group is ''. Nothing is found there.
 * Source: Gateway API v1.6.1, ObjectReference.
 */
export function referenceTraps(value: unknown, path = 'spec'): FieldProblem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => referenceTraps(item, `${path}[${index}]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).filter(([name]) => !MAPS.has(name)).flatMap(([name, part]) => (name === 'group' && part === 'core'
    ? [fieldProblem(`${path}.group`, part, 'no group has this name: that of Services, Secrets and ConfigMaps is empty', 'write ""')]
    : referenceTraps(part, `${path}.${name}`)));
}

/**
 * A parametersRef names the namespace of its object where the kind has namespaces, and none where not, as far as kinds are known.
 * Source: Gateway API v1.6.1, ParametersReference.
 */
export function parametersTraps(spec: unknown): FieldProblem[] {
  const ref = isRecord(spec) ? spec.parametersRef : undefined;
  if (!isRecord(ref)) return [];
  const { group, kind, namespace } = ref;
  const facts = kindFacts(String(group), String(kind));
  if (!facts || facts.namespaced === (namespace !== undefined)) return [];
  const path = 'spec.parametersRef.namespace';
  return [facts.namespaced
    ? fieldProblem(path, namespace, `a ${facts.kind} stands in a namespace`, 'write which')
    : fieldProblem(path, namespace, `${facts.kind} is cluster-scoped`, 'leave the namespace out')];
}
