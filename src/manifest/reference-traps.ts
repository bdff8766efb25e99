import { type FieldProblem, fieldProblem } from './field-problem';
import { GATEWAY_API } from './kinds';
import { isRecord, listOf } from './manifest';
import { distinctParents, PARENT_LIMIT } from './reference-checks';
import { type Part, recordsAt } from './trap-parts';

const PATH = 'spec.parentRefs';

/** The core group is called "core" in texts, and has no name in references. */
export function groupCore({ value, path }: Part): FieldProblem[] {
  if (value.group !== 'core') return [];
  return [fieldProblem(`${path}.group`, 'core', 'no API group has this name, so nothing is found; the core group is ""', 'write ""')];
}

/** What is never meant of the parents of a route; the namespace is the route's, where it is known. */
export function parentTraps(spec: unknown, namespace: string | undefined): FieldProblem[] {
  const parents = isRecord(spec) ? spec.parentRefs : undefined;
  return [
    ...recordsAt(parents, PATH).flatMap((parent) => [...groupCore(parent), ...serviceOfGatewayApi(parent)]),
    ...sameParents(listOf(parents), namespace),
  ];
}

function serviceOfGatewayApi({ value, path }: Part): FieldProblem[] {
  if (value.kind !== 'Service' || (value.group ?? GATEWAY_API) !== GATEWAY_API) return [];
  return [fieldProblem(
    `${path}.group`, value.group,
    `a Service is of the core group, and a parent's group is ${GATEWAY_API} where nothing else is written`,
    'write ""',
  )];
}

/** The API server compares namespaces as they are written, where an omitted one is the route's own. */
function sameParents(parents: unknown[], namespace: string | undefined): FieldProblem[] {
  if (namespace === undefined || parents.length > PARENT_LIMIT || !parents.every(isRecord)) return [];
  if (distinctParents(parents, PATH).length > 0) return [];
  return distinctParents(parents, PATH, namespace).map((problem) => ({
    ...problem, reason: `${problem.reason}: an omitted namespace is the route's own, "${namespace}"`,
  }));
}
