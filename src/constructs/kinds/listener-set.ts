import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { listenerSetProblems } from '../../manifest/listener-set-checks';
import { listenerSetTraps } from '../../manifest/listener-set-traps';
import { settle, typedProps } from '../base/typed-object';
import type { GatewayListener } from './gateway-listener';
import { LISTENERS } from './listener-names';
import { type KindOfObject, partsOf } from './parts';

const KIND: KindOfObject = {
  construct: 'ListenerSet',
  kind: knownKind(GATEWAY_API, 'ListenerSet'),
  names: { below: new Map([['listeners', LISTENERS]]) },
  problems: listenerSetProblems,
  traps: listenerSetTraps,
};

/** The Gateway that listeners are added to. Source: Gateway API v1.6.1, ParentGatewayReference. */
export interface ParentGatewayReference {
  /** Name of the Gateway, 1 to 253 characters. */
  readonly name: string;
  /**
   * API group of the parent.
   *
   * @default - the API server's: `gateway.networking.k8s.io`
   */
  readonly group?: string;
  /**
   * Kind of the parent.
   *
   * @default - the API server's: `Gateway`
   */
  readonly kind?: string;
  /**
   * Namespace of the Gateway. Its `allowedListeners` say whose ListenerSets it admits: by default nobody's.
   *
   * @default - the namespace of the ListenerSet
   */
  readonly namespace?: string;
}

/**
 * Listeners that are added to a Gateway by somebody else than its owner.
 *
 * Source: Gateway API v1.6.1, ListenerSetSpec.
 */
export interface ListenerSetSpec {
  /** The Gateway that they are added to. */
  readonly parentRef: ParentGatewayReference;
  /**
   * 1 to 64 listeners. Their names are unique in the set; port, protocol and hostname together are so in the Gateway and all of
   * its sets: of two that are the same, the older one serves. `SAME` stands for the set's own namespace.
   */
  readonly listeners: GatewayListener[];
}

/** Options of a ListenerSet. */
export interface ListenerSetProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The listeners. */
  readonly spec: ListenerSetSpec;
}

/**
 * A ListenerSet as it is: one typed manifest, nothing added.
 *
 * @example
 * new ListenerSet(chart, 'shop-listeners', {
 *   spec: {
 *     parentRef: { name: 'company-gateway', namespace: 'gateway-system' },
 *     listeners: [{
 *       name: 'https', port: 443, protocol: ListenerProtocol.HTTPS, hostname: 'shop.company.com',
 *       tls: { certificateRefs: [{ name: 'shop-tls' }] },
 *     }],
 *   },
 * });
 */
export class ListenerSet extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong
   */
  public constructor(scope: Construct, id: string, props: ListenerSetProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
