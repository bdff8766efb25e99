import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KindFacts } from '../../manifest/kinds';
import { labelProblem } from '../../manifest/names';
import type { Problem } from '../../manifest/problem';
import { chartOf } from './chart-of';
import { checkMetadata } from './object-metadata';
import { check, invalid, type Place } from './problems';

const CLAIMS = Symbol.for('cdk8s-gateway.readableNames');

interface Root extends IConstruct {
  [CLAIMS]?: Map<string, ApiObject>;
}

/** A name that names of Services and label values are built from: a DNS label that starts with a letter (RFC 1035). */
export function readableNameProblem(value: unknown): Problem | undefined {
  const problem = labelProblem(value);
  if (problem) return problem;
  return /^[a-z]/.test(value as string)
    ? undefined
    : { reason: 'names of Services are made from it, and they start with a letter', fix: `write "gateway-${value as string}"` };
}

/**
 * Metadata of a GatewayClass or Gateway, whose default name is the construct's id as given: people write it elsewhere.
 * Call `claimName` once the construct stands.
 *
 * @throws for bad metadata, where the id cannot be a name, or where another construct of the app has the kind, namespace and
 *   name already
 */
export function readableMetadata(
  place: Place, scope: IConstruct, id: string, kind: KindFacts, metadata?: ApiObjectMetadata,
): ApiObjectMetadata {
  checkMetadata(place, kind, metadata);
  const name = metadata?.name ?? id;
  if (metadata?.name === undefined) checkId(place, id);
  const namespace = kind.namespaced ? metadata?.namespace ?? chartOf(scope)?.namespace : undefined;
  const holder = (scope.node.root as Root)[CLAIMS]?.get(keyOf(kind.group, kind.kind, namespace, name));
  if (holder && stands(holder)) {
    throw invalid(place, 'metadata.name', name, {
      reason: `[${holder.node.path}] is the ${kind.kind} of that name${namespace === undefined ? '' : ` in namespace "${namespace}"`}`,
      fix: 'give one of them another name',
    });
  }
  return { ...metadata, name };
}

/** Keeps the name of a construct that stands, so that a second one of the app is refused. */
export function claimName(object: ApiObject): void {
  const root = object.node.root as Root;
  if (!root[CLAIMS]) Object.defineProperty(root, CLAIMS, { value: new Map(), enumerable: false });
  root[CLAIMS]?.set(keyOf(object.apiGroup, object.kind, object.metadata.namespace, object.name), object);
}

function checkId(place: Place, id: string): void {
  const problem = readableNameProblem(id);
  check(place, 'id', id, problem && { reason: `it is the object's name too, and ${problem.reason}`, fix: `${problem.fix}, or set metadata.name` });
}

function keyOf(group: string, kind: string, namespace: string | undefined, name: string): string {
  return JSON.stringify([group, kind, namespace ?? '', name]);
}

/** Whether a construct is still in its tree; it may have been removed since. */
export function stands(object: IConstruct): boolean {
  const { scope, id } = object.node;
  return scope === undefined || (scope.node.tryFindChild(id) === object && stands(scope));
}
