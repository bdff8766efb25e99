import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API_EXPERIMENTAL, knownKind } from '../../manifest/kinds';
import { xBackendProblems } from '../../manifest/x-backend-checks';
import { xBackendTraps } from '../../manifest/x-backend-traps';
import { settle, typedProps } from '../base/typed-object';
import { VALIDATION } from './backend-tls-names';
import { type KindOfObject, partsOf } from './parts';
import type { XBackendSpec } from './x-backend-spec';

const KIND: KindOfObject = {
  construct: 'XBackend',
  kind: knownKind(GATEWAY_API_EXPERIMENTAL, 'XBackend'),
  names: { below: new Map([['tls', { below: new Map([['validation', VALIDATION]]) }]]) },
  problems: xBackendProblems,
  traps: xBackendTraps,
};

/** Options of an XBackend. */
export interface XBackendProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the chart's own naming, and its namespace
   */
  readonly metadata?: ApiObjectMetadata;
  /** The backend. */
  readonly spec: XBackendSpec;
}

/**
 * An XBackend as it is: one typed manifest, nothing added. Experimental channel only.
 *
 * @example
 * new XBackend(chart, 'payment-provider', {
 *   spec: {
 *     type: XBackendType.EXTERNAL_HOSTNAME,
 *     externalHostname: { hostname: 'api.payment.example.com' },
 *     port: { port: 443 },
 *     tls: {
 *       mode: XBackendTlsMode.SERVER_ONLY,
 *       validation: { hostname: 'api.payment.example.com', wellKnownCaCertificates: 'System' },
 *     },
 *   },
 * });
 */
export class XBackend extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct's id
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong
   */
  public constructor(scope: Construct, id: string, props: XBackendProps) {
    super(scope, id, typedProps(scope, id, partsOf(scope, id, KIND, props)));
    settle(this);
  }
}
