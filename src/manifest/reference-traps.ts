import type { Data } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { GATEWAY_API } from './kinds';
import { isRecord } from './manifest';
import { distinctParents } from './reference-checks';
import { type Part, recordsAt } from './trap-parts';

/** The core group is called "core" in texts, and has no name in references. */
export function groupCore({ value, path }: Part): FieldProblem[] {
  if (value.group !== 'core') return [];
  return [fieldProblem(`${path}.group`, 'core', 'no API group has this name, so nothing is found; the core group is ""', 'write ""')];
}

/** What is never meant of the parents of a route; the namespace is the route's, where it is known. */
export function parentTraps(spec: unknown, namespace: string | undefined): FieldProblem[] {
  const parents = isRecord(spec) ? recordsAt(spec.parentRefs, 'spec.parentRefs') : [];
  return [
    ...parents.flatMap((parent) => [...groupCore(parent), ...serviceOfGatewayApi(parent)]),
    ...sameParents(parents.map(({ value }) => value), namespace),
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
function sameParents(parents: Data[], namespace: string | undefined): FieldProblem[] {
  const path = 'spec.parentRefs';
  if (namespace === undefined || parents.length > 32 || distinctParents(parents, path).length > 0) return [];
  return distinctParents(parents.map((parent) => ({ namespace, ...parent })), path).map((problem) => ({
    ...problem, reason: `${problem.reason}: an omitted namespace is the route's own, "${namespace}"`,
  }));
}
