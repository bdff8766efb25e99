import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { udpRouteProblems } from '../../manifest/stream-route-checks';
import { streamRouteTraps } from '../../manifest/stream-route-traps';
import { settle, typedProps } from '../base/typed-object';
import { type KindOfObject, partsOf } from './parts';
import type { StreamRouteSpec } from './stream-route-spec';

const KIND: KindOfObject = {
  construct: 'UdpRoute', kind: knownKind(GATEWAY_API, 'UDPRoute'), problems: udpRouteProblems, traps: streamRouteTraps,
};

/** Options of a UdpRoute. */
export interface UdpRouteProps {
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
 * A UDPRoute as it is: one typed manifest, nothing added.
 *
 * @example
 * new UdpRoute(chart, 'names', {
 *   spec: {
 *     parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'dns' }],
 *     rules: [{ backendRefs: [{ name: 'name-server', port: 53 }] }],
 *   },
 * });
 */
export class UdpRoute extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong, or what it asks for can never be meant
   */
  public constructor(scope: Construct, id: string, props: UdpRouteProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
