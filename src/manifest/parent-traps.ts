import { type FieldProblem, fieldProblem } from './field-problem';
import { GATEWAY_API } from './kinds';
import { isRecord, listOf } from './manifest';
import { distinctParents, PARENT_LIMIT } from './reference-checks';
import { groupCore } from './reference-traps';
import { type Part, recordsAt } from './trap-parts';

const PATH = 'spec.parentRefs';

/** What is never meant of the parents of a route; the namespace is the route's, where it is known. */
export function parentTraps(spec: unknown, namespace: string | undefined): FieldProblem[] {
  const parents = isRecord(spec) ? spec.parentRefs : undefined;
  return [
    ...recordsAt(parents, PATH).flatMap((parent) => [...groupCore(parent), ...serviceOfGatewayApi(parent)]),
    ...sameParents(parents, namespace),
  ];
}

/** A Service as parent, of a group that has none. */
export function serviceOfGatewayApi({ value, path }: Part): FieldProblem[] {
  if (value.kind !== 'Service' || (value.group ?? GATEWAY_API) !== GATEWAY_API) return [];
  return [fieldProblem(
    `${path}.group`, value.group,
    `a Service is of the core group, and a parent's group is ${GATEWAY_API} where nothing else is written`,
    'write ""',
  )];
}

/** The API server compares namespaces as they are written, where an omitted one is the route's own. */
export function sameParents(list: unknown, namespace: string | undefined): FieldProblem[] {
  const parents = listOf(list);
  if (namespace === undefined || parents.length > PARENT_LIMIT || !parents.every(isRecord)) return [];
  if (distinctParents(parents, PATH).length > 0) return [];
  return distinctParents(parents, PATH, namespace).map((problem) => ({
    ...problem, reason: `${problem.reason}: an omitted namespace is the route's own, "${namespace}"`,
  }));
}
