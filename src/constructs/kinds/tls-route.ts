import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { tlsRouteProblems } from '../../manifest/tls-route-checks';
import { tlsRouteTraps } from '../../manifest/tls-route-traps';
import { settle, typedProps } from '../base/typed-object';
import { type KindOfObject, partsOf } from './parts';
import type { StreamRouteSpec } from './stream-route-spec';

const KIND: KindOfObject = {
  construct: 'TlsRoute', kind: knownKind(GATEWAY_API, 'TLSRoute'), problems: tlsRouteProblems, traps: tlsRouteTraps,
};

/**
 * TLS connections from listeners to backends, by the name that the client sends (SNI).
 *
 * Source: Gateway API v1.6.1, TLSRouteSpec.
 */
export interface TlsRouteSpec extends StreamRouteSpec {
  /** Names that clients send, 1 to 1024; `*.` as first label stands for one or more labels. */
  readonly hostnames: string[];
}

/** Options of a TlsRoute. */
export interface TlsRouteProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The route. */
  readonly spec: TlsRouteSpec;
}

/**
 * A TLSRoute as it is: one typed manifest, nothing added.
 *
 * @example
 * new TlsRoute(chart, 'vault', {
 *   spec: {
 *     parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName: 'tls' }],
 *     hostnames: ['vault.company.com'],
 *     rules: [{ backendRefs: [{ name: 'vault', port: 8200 }] }],
 *   },
 * });
 */
export class TlsRoute extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong, or what it asks for can never be meant
   */
  public constructor(scope: Construct, id: string, props: TlsRouteProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
