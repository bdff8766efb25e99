import { type FieldProblem, fieldProblem } from './field-problem';
import { kindFacts } from './kinds';
import { isRecord } from './manifest';
import type { Part } from './trap-parts';

/** Fields that hold keys of the user's choice, none of which is a reference. */
const MAPS = new Set(['labels', 'annotations', 'matchLabels', 'options']);

/** The core group is called "core" in texts, and has no name in references. Source: Gateway API v1.6.1, ObjectReference. */
export function groupCore({ value, path }: Part): FieldProblem[] {
  if (value.group !== 'core') return [];
  return [fieldProblem(`${path}.group`, 'core', 'no API group has this name, so nothing is found; the core group is ""', 'write ""')];
}

/** References to the group `core`, anywhere in a value. */
export function referenceTraps(value: unknown, path = 'spec'): FieldProblem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => referenceTraps(item, `${path}[${index}]`));
  if (!isRecord(value)) return [];
  const inner = Object.entries(value).filter(([name]) => !MAPS.has(name));
  return [...groupCore({ value, path }), ...inner.flatMap(([name, part]) => referenceTraps(part, `${path}.${name}`))];
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
    ? fieldProblem(path, namespace, `${facts.kind} stands in a namespace`, 'write which')
    : fieldProblem(path, namespace, `${facts.kind} is cluster-scoped`, 'leave the namespace out')];
}
