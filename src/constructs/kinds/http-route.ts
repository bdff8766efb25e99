import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { httpRouteProblems } from '../../manifest/http-route-checks';
import { httpRouteTraps } from '../../manifest/http-route-traps';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { settle, typedProps } from '../base/typed-object';
import type { CommonRouteSpec } from './common-route-spec';
import type { HttpRouteRule } from './http-route-rule';
import { type KindOfObject, partsOf } from './parts';

const KIND: KindOfObject = {
  construct: 'HttpRoute', kind: knownKind(GATEWAY_API, 'HTTPRoute'), problems: httpRouteProblems, traps: httpRouteTraps,
};

/**
 * HTTP requests from listeners to backends.
 *
 * Source: Gateway API v1.6.1, HTTPRouteSpec.
 */
export interface HttpRouteSpec extends CommonRouteSpec {
  /**
   * Hostnames of the requests, up to 16; `*.` as first label stands for one or more labels.
   *
   * @default - every hostname that the listener serves
   */
  readonly hostnames?: string[];
  /**
   * Which requests go where, 1 to 16 rules.
   *
   * @default - the API server's: one rule that takes every path and answers an error
   */
  readonly rules?: HttpRouteRule[];
}

/** Options of an HttpRoute. */
export interface HttpRouteProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The route. */
  readonly spec: HttpRouteSpec;
}

/**
 * An HTTPRoute as it is: one typed manifest, nothing added.
 *
 * @example
 * new HttpRoute(chart, 'products', {
 *   spec: {
 *     parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'https' }],
 *     hostnames: ['shop.company.com'],
 *     rules: [{
 *       matches: [{ path: { type: PathMatchType.PATH_PREFIX, value: '/api/products' } }],
 *       backendRefs: [{ name: 'product-api-service', port: 8080 }],
 *     }],
 *   },
 * });
 */
export class HttpRoute extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong, or what it asks for can never be meant
   */
  public constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
