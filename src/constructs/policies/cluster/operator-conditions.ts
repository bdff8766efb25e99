import { push } from '../../../manifest/group-by';
import { objectKey, type OperatorObject } from '../../../manifest/guards/guard-settings';
import type { Variable } from '../admission-policy';
import { celJson, celStrings, EXPRESSION_LIMIT } from '../cel';
import { type ClusterGuard, OBJECT_KEY } from './cluster-guard';
import { packed } from './shards';

/** Room for the frame of an expression. */
const ROOM = EXPRESSION_LIMIT - 2000;

/** The guards, where what the operators' own files hold passes as it is, under its name. */
export function withOperatorObjects(guards: readonly ClusterGuard[], objects: readonly OperatorObject[]): ClusterGuard[] {
  return guards.map((guard) => {
    const conditions = conditionsOf(objects.filter((object) => judges(guard, object)));
    return conditions.length === 0 ? guard : { ...guard, matchConditions: [...guard.matchConditions, ...conditions] };
  });
}

function judges({ rules, namespaces }: ClusterGuard, { resource, namespace }: OperatorObject): boolean {
  if (namespaces !== undefined && namespaces.values.includes(namespace) !== (namespaces.operator === 'In')) return false;
  const [plural, ...group] = resource.split('.');
  return rules.some(({ apiGroups, resources }) => (
    apiGroups.includes(group.join('.')) && (resources.includes('*') || resources.includes(plural))));
}

/** One by one they are true where the object is none of the operators': their expressions are as long as the API server takes. */
function conditionsOf(objects: readonly OperatorObject[]): Variable[] {
  const bySpec = new Map<string, string[]>();
  for (const { resource, namespace, name, spec } of objects) {
    push(bySpec, celJson(spec), objectKey(resource, namespace, name));
  }
  return packed([...bySpec].flatMap(([spec, keys]) => alternatives(spec, keys)), sizeOf, ROOM)
    .map((parts, i) => ({ name: `not-of-the-operators-${i}`, expression: `!(${ONLY_SPEC} && [${OBJECT_KEY}].exists(key, ${parts.join(' || ')}))` }));
}

const ONLY_SPEC = `has(object.spec) && dyn(object).all(k, k in ${celStrings(['apiVersion', 'kind', 'metadata', 'status', 'spec'])})`;

/** Objects that say the same share a literal. */
function alternatives(spec: string, keys: readonly string[]): string[] {
  return packed(keys, sizeOf, ROOM - spec.length).map((some) => `(key in ${celStrings(some)} && dyn(object.spec) == ${spec})`);
}

const sizeOf = (text: string): number => text.length + 6;
