import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Bundle } from '../../manifest/bundles';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { TypedObject } from './typed-object';

/** An object of the core group that objects of other namespaces may refer to. */
export interface SharedTarget {
  readonly kind: 'Service' | 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly namespace: string;
}

/** Who may refer to it. */
interface Referrers {
  /** Kinds of Gateway API. */
  readonly kinds: readonly string[];
  readonly namespace: string;
  /** What their cluster has of Gateway API; where it is not said, what that of the owner has. */
  readonly bundle?: Bundle;
}

interface Referrer {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** A ReferenceGrant that opens one object, by its name, to kinds of one namespace. */
class ObjectGrant extends TypedObject {
  readonly #from: Referrer[];
  readonly #namespace: string;

  public constructor(
    scope: Construct, id: string, target: SharedTarget, { namespace, bundle }: Referrers, metadata: ApiObjectMetadata | undefined,
  ) {
    const from: Referrer[] = [];
    super(scope, id, {
      construct: 'ReferenceGrant',
      kind: knownKind(GATEWAY_API, 'ReferenceGrant'),
      ...(bundle && { bundles: [bundle] }),
      metadata: { ...metadata, namespace: target.namespace },
      body: { spec: { from, to: [{ group: '', kind: target.kind, name: target.name }] } },
    });
    this.#from = from;
    this.#namespace = namespace;
  }

  /** Admits these kinds too. */
  public admitKinds(kinds: readonly string[]): void {
    for (const kind of kinds) {
      if (this.#from.some((referrer) => referrer.kind === kind)) continue;
      this.#from.push({ group: GATEWAY_API, kind, namespace: this.#namespace });
    }
  }
}

/**
 * Opens an object to kinds of a namespace, with one ReferenceGrant for each namespace, below the construct that shares it.
 * The object's own namespace needs none.
 *
 * @returns the ReferenceGrant, where it is a new one
 */
export function openTo(
  owner: Construct, target: SharedTarget, referrers: Referrers, metadata: ApiObjectMetadata | undefined,
): ApiObject[] {
  if (referrers.namespace === target.namespace) return [];
  const id = `from-${referrers.namespace}`;
  const standing = owner.node.tryFindChild(id) as ObjectGrant | undefined;
  const grant = standing ?? new ObjectGrant(owner, id, target, referrers, metadata);
  grant.admitKinds(referrers.kinds);
  return standing ? [] : [grant];
}
