import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { grpcRouteProblems } from '../../manifest/grpc-route-checks';
import { grpcRouteTraps } from '../../manifest/grpc-route-traps';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { settle, typedProps } from '../base/typed-object';
import type { CommonRouteSpec } from './common-route-spec';
import type { GrpcRouteRule } from './grpc-route-rule';
import { type KindOfObject, partsOf } from './parts';

const KIND: KindOfObject = {
  construct: 'GrpcRoute', kind: knownKind(GATEWAY_API, 'GRPCRoute'), problems: grpcRouteProblems, traps: grpcRouteTraps,
};

/**
 * gRPC calls from listeners to backends.
 *
 * Source: Gateway API v1.6.1, GRPCRouteSpec.
 */
export interface GrpcRouteSpec extends CommonRouteSpec {
  /**
   * Hostnames of the calls, up to 16; `*.` as first label stands for one or more labels.
   *
   * @default - every hostname that the listener serves
   */
  readonly hostnames?: string[];
  /**
   * Which calls go where, up to 16 rules.
   *
   * @default - none: the route serves nothing
   */
  readonly rules?: GrpcRouteRule[];
}

/** Options of a GrpcRoute. */
export interface GrpcRouteProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The route. */
  readonly spec: GrpcRouteSpec;
}

/**
 * A GRPCRoute as it is: one typed manifest, nothing added.
 *
 * @example
 * new GrpcRoute(chart, 'products', {
 *   spec: {
 *     parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'https' }],
 *     hostnames: ['grpc.company.com'],
 *     rules: [{
 *       matches: [{ method: { service: 'shop.v1.Products', method: 'List' } }],
 *       backendRefs: [{ name: 'product-api-service', port: 9000 }],
 *     }],
 *   },
 * });
 */
export class GrpcRoute extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong, or what it asks for can never be meant
   */
  public constructor(scope: Construct, id: string, props: GrpcRouteProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
