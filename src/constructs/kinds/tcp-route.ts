import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { tcpRouteProblems } from '../../manifest/stream-route-checks';
import { streamRouteTraps } from '../../manifest/stream-route-traps';
import { settle, typedProps } from '../base/typed-object';
import { type KindOfObject, partsOf } from './parts';
import type { StreamRouteSpec } from './stream-route-spec';

const KIND: KindOfObject = {
  construct: 'TcpRoute', kind: knownKind(GATEWAY_API, 'TCPRoute'), problems: tcpRouteProblems, traps: streamRouteTraps,
};

/** Options of a TcpRoute. */
export interface TcpRouteProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The route. */
  readonly spec: StreamRouteSpec;
}

/**
 * A TCPRoute as it is: one typed manifest, nothing added.
 *
 * @example
 * new TcpRoute(chart, 'orders', {
 *   spec: {
 *     parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'postgres' }],
 *     rules: [{ backendRefs: [{ name: 'orders-db', port: 5432 }] }],
 *   },
 * });
 */
export class TcpRoute extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong, or what it asks for can never be meant
   */
  public constructor(scope: Construct, id: string, props: TcpRouteProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
