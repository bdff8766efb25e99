import { ApiObject, type ApiObjectMetadata, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Bundle, versionFor } from '../../manifest/bundles';
import { apiVersionOf, factsOf, type KindFacts } from '../../manifest/kinds';
import { bundlesAt } from './bundle-scope';
import { chartOf } from './chart-of';
import { checkMetadata } from './object-metadata';
import { type Place, placeOf, refused } from './problems';
import { ensureValidated } from './validation-hook';

/** What a typed object is made of. */
export interface TypedObjectParts {
  readonly kind: KindFacts;
  /** Bundles of the clusters that it goes to, where others know better than its scope. */
  readonly bundles?: readonly Bundle[];
  readonly metadata?: ApiObjectMetadata;
  /** The fields beside apiVersion, kind and metadata. Kept by reference: what changes before synth is emitted. */
  readonly body: object;
  /** Class name for messages. */
  readonly construct: string;
}

/**
 * What an ApiObject of a known kind is made of, checked before it joins the tree. Its version is the one that the clusters serve.
 * Adds no labels and no opinions.
 *
 * @throws for a name, namespace, label or annotation that the API server would refuse, and for an id that is taken
 */
export function typedProps(scope: Construct, id: string, parts: TypedObjectParts): ApiObjectProps {
  const place = placeOf(scope, id, parts.construct);
  checkIsFree(place, scope, id);
  checkMetadata(place, parts.kind, parts.metadata);
  return {
    ...parts.body,
    apiVersion: apiVersionOf(parts.kind, versionOf(scope, parts)),
    kind: parts.kind.kind,
    metadata: parts.metadata,
  };
}

function versionOf(scope: Construct, { kind, bundles, metadata }: TypedObjectParts): string | undefined {
  return versionFor(kind.group, kind.kind, bundles ?? bundlesAt(scope, metadata?.namespace ?? chartOf(scope)?.namespace));
}

/** What every ApiObject of this library does once it stands: cluster-scoped kinds lose their chart's namespace. */
export function settle(object: ApiObject): void {
  // cdk8s gives every object its chart's namespace; the API server refuses one here.
  if (factsOf(object)?.namespaced === false) (object.metadata as { namespace?: string }).namespace = undefined;
  ensureValidated(object);
}

/** Base of the manifests that a construct makes beside its own: never part of the public API. */
export abstract class TypedObject extends ApiObject {
  protected constructor(scope: Construct, id: string, parts: TypedObjectParts) {
    super(scope, id, typedProps(scope, id, parts));
    settle(this);
  }
}

/** Refuses an id that another construct of the scope has. */
export function checkIsFree(place: Place, scope: Construct, id: string): void {
  if (scope.node.tryFindChild(id)) {
    throw refused(place, `its scope already holds a construct named "${id}"; give each construct an id of its own`);
  }
}
