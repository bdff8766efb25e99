import { type Data, type FieldCheck, list, missing, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { jsonText } from './json-text';
import { GATEWAY_API } from './kinds';
import { labelProblem, subdomainProblem } from './names';
import { portProblem, weightProblem } from './numbers';
import type { Problem } from './problem';
import { groupProblem, kindProblem, objectNameProblem } from './text-checks';

/** Most parents of a route. Source: Gateway API v1.6.1, CommonRouteSpec. */
export const PARENT_LIMIT = 32;

const group = valueOf(groupProblem);
const kind = valueOf(kindProblem);
const name = valueOf(objectNameProblem);
const namespace = valueOf(labelProblem);
const port = valueOf(portProblem);
const sectionName = valueOf(subdomainProblem);

/** Why some references name no namespace. */
const LOCAL: Problem = {
  reason: 'what is referred to here stands in the namespace of this object, and no ReferenceGrant changes that',
  fix: 'leave it out, and let both stand in one namespace',
};

/** A reference to an object of a named kind in the own namespace. */
export const localObjectReference: FieldCheck = object({ required: { group, kind, name }, strangers: { namespace: LOCAL } });

/** The same to one section of the object, such as a port of a Service. */
export const sectionReference: FieldCheck = object({
  required: { group, kind, name }, optional: { sectionName }, strangers: { namespace: LOCAL },
});

/** A reference to an object of a named kind, here or in another namespace. */
export const objectReference: FieldCheck = object({ required: { group, kind, name }, optional: { namespace } });

/** A reference to a Secret, or to what an implementation takes in its place. */
export const secretReference: FieldCheck = object({ required: { name }, optional: { group, kind, namespace } });

/** The Gateway that listeners are added to, in the form of the above. Source: Gateway API v1.6.1, ParentGatewayReference. */
export const gatewayReference: FieldCheck = secretReference;

/** Fields of a reference to a backend. Source: Gateway API v1.6.1, BackendObjectReference. */
const backendFields = { required: { name }, optional: { group, kind, namespace, port } };

/** A Service is reached at a port; other kinds may have ports of their own. */
function serviceHasPort(ref: Data, path: string): FieldProblem[] {
  if ((ref.group ?? '') !== '' || (ref.kind ?? 'Service') !== 'Service' || ref.port !== undefined) return [];
  return [missing(`${path}.port`, `write the port of Service "${String(ref.name)}", such as 8080`)];
}

/** A reference to one backend. */
export const backendReference: FieldCheck = object({ ...backendFields, rules: [serviceHasPort] });

/** A backend with its share. Source: Gateway API v1.6.1, BackendRef. */
export const weightedBackend: FieldCheck = backendWith({});

/** The same, with fields of one kind of routes beside it. */
export function backendWith(more: Record<string, FieldCheck>): FieldCheck {
  return object({
    required: backendFields.required,
    optional: { ...backendFields.optional, weight: valueOf(weightProblem), ...more },
    rules: [serviceHasPort],
  });
}

/** What a route attaches to. Source: Gateway API v1.6.1, ParentReference. */
const parentReference: FieldCheck = object({
  required: { name },
  optional: { group, kind, namespace, sectionName, port },
});

/** What a route attaches to, all of it. Source: Gateway API v1.6.1, CommonRouteSpec. */
export const parentReferences: FieldCheck = list(parentReference, {
  max: PARENT_LIMIT, of: 'CommonRouteSpec', rest: 'another route', rules: [distinctParents],
});

/** Whether a route attaches to default Gateways. Source: Gateway API v1.6.1, CommonRouteSpec. */
export const defaultGateways: FieldCheck = oneOf(['All', 'None']);

/**
 * Several references to one parent name different sections of it.
 *
 * @param home what an omitted namespace stands for; nothing that is written, to the API server
 */
export function distinctParents(parents: Data[], path: string, home = ''): FieldProblem[] {
  const pairs = pairsOf(parents, ({ group: of = GATEWAY_API, kind: what = 'Gateway', name: called, namespace: at = home }) =>
    jsonText([of, what, called, at]));
  // The channels tell parents apart in different ways; a list is refused where neither takes it.
  if (pairs.every(bySection) || pairs.every(bySectionOrPort)) return [];
  const { later, index, at } = pairs.find((pair) => !bySectionOrPort(pair)) ?? pairs[0];
  return [fieldProblem(
    `${path}[${index}]`, later,
    `${path}[${at}] refers to the same parent`,
    'write another sectionName in each, or leave one out',
  )];
}

/** Several references of a policy to one target name different sections of it. */
export function distinctTargets(targets: Data[], path: string): FieldProblem[] {
  const repeated = pairsOf(targets, targetOf).find((pair) => !bySection(pair));
  if (!repeated) return [];
  return [fieldProblem(
    `${path}[${repeated.index}]`, repeated.later,
    `${path}[${repeated.at}] refers to the same target`,
    'write another sectionName in each, or leave one out',
  )];
}

interface Pair {
  readonly earlier: Data;
  readonly later: Data;
  readonly index: number;
  readonly at: number;
}

function targetOf({ group: of, kind: what, name: called }: Data): string {
  return jsonText([of, what, called]);
}

/** References to the same object, two by two. */
function pairsOf(refs: Data[], identity: (ref: Data) => string): Pair[] {
  return refs.flatMap((later, index) => refs.slice(0, index)
    .map((earlier, at) => ({ earlier, later, index, at }))
    .filter((pair) => identity(pair.earlier) === identity(pair.later)));
}

/** As the standard channel has it. */
function bySection({ earlier, later }: Pair): boolean {
  return (earlier.sectionName === undefined) === (later.sectionName === undefined) && earlier.sectionName !== later.sectionName;
}

/** As the experimental channel has it. */
function bySectionOrPort({ earlier, later }: Pair): boolean {
  return (earlier.sectionName === undefined) === (later.sectionName === undefined)
    && (earlier.port === undefined) === (later.port === undefined)
    && (earlier.sectionName !== later.sectionName || earlier.port !== later.port);
}
