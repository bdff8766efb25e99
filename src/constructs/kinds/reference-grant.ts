import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { referenceGrantProblems } from '../../manifest/reference-grant-checks';
import { referenceGrantTraps } from '../../manifest/reference-grant-traps';
import { settle, typedProps } from '../base/typed-object';
import { type KindOfObject, partsOf } from './parts';

/** `from` is a keyword. */
const KIND: KindOfObject = {
  construct: 'ReferenceGrant',
  kind: knownKind(GATEWAY_API, 'ReferenceGrant'),
  names: { renamed: new Map([['referrers', 'from']]) },
  problems: referenceGrantProblems,
  traps: referenceGrantTraps,
};

/** Who may refer. Source: Gateway API v1.6.1, ReferenceGrantFrom. */
export interface ReferenceGrantReferrer {
  /** API group of the referring objects; '' is the core group. */
  readonly group: string;
  /** Kind of the referring objects, such as `HTTPRoute`. */
  readonly kind: string;
  /** Namespace of the referring objects. */
  readonly namespace: string;
}

/** What may be referred to. Source: Gateway API v1.6.1, ReferenceGrantTo. */
export interface ReferenceGrantTarget {
  /** API group of the objects; '' is the core group. */
  readonly group: string;
  /** Kind of the objects, such as `Service` or `Secret`. */
  readonly kind: string;
  /**
   * Name of the one object.
   *
   * @default - every object of the kind in the grant's namespace
   */
  readonly name?: string;
}

/**
 * Which objects of other namespaces may refer to which objects of this one.
 *
 * Source: Gateway API v1.6.1, ReferenceGrantSpec.
 */
export interface ReferenceGrantSpec {
  /** Who may refer, 1 to 16. The API's field is `from`. */
  readonly referrers: ReferenceGrantReferrer[];
  /** What may be referred to, 1 to 16. */
  readonly to: ReferenceGrantTarget[];
}

/** Options of a ReferenceGrant. */
export interface ReferenceGrantProps {
  /**
   * Name, namespace (that of the objects referred to), labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The grant. */
  readonly spec: ReferenceGrantSpec;
}

/**
 * A ReferenceGrant as it is: one typed manifest, nothing added.
 *
 * @example
 * new ReferenceGrant(chart, 'certificates', {
 *   spec: {
 *     referrers: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway-system' }],
 *     to: [{ group: '', kind: 'Secret', name: 'shop-tls' }],
 *   },
 * });
 */
export class ReferenceGrant extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong
   */
  public constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
