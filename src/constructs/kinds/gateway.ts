import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { gatewayProblems } from '../../manifest/gateway-checks';
import { gatewayTraps } from '../../manifest/gateway-traps';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { placeOf } from '../base/problems';
import { claimName, readableMetadata } from '../base/readable-name';
import { settle, typedProps } from '../base/typed-object';
import type { FieldNames } from './field-names';
import type { GatewaySpec } from './gateway-spec';
import { LISTENERS, NAMESPACES } from './listener-names';
import { type KindOfObject, partsOf } from './parts';

/** `default` is a keyword too. */
const NAMES: FieldNames = {
  below: new Map([
    ['listeners', LISTENERS],
    ['allowedListeners', NAMESPACES],
    ['tls', { below: new Map([['frontend', { renamed: new Map([['defaults', 'default']]) }]]) }],
  ]),
};

const KIND: KindOfObject = {
  construct: 'Gateway', kind: knownKind(GATEWAY_API, 'Gateway'), names: NAMES, problems: gatewayProblems, traps: gatewayTraps,
};

/** Options of a Gateway. */
export interface GatewayProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the construct's id is the name, as given; the namespace is the chart's
   */
  readonly metadata?: ApiObjectMetadata;
  /** The Gateway. */
  readonly spec: GatewaySpec;
}

/**
 * A Gateway as it is: one typed manifest, nothing added.
 *
 * @example
 * new Gateway(chart, 'company-gateway', {
 *   spec: {
 *     gatewayClassName: 'company-gateway-class',
 *     listeners: [{ name: 'http', port: 80, protocol: ListenerProtocol.HTTP }],
 *   },
 * });
 */
export class Gateway extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the object's name too, unless `metadata` says another: a DNS label of at most 63 characters
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong or another Gateway has the name
   */
  public constructor(scope: Construct, id: string, props: GatewayProps) {
    const parts = partsOf(scope, id, KIND, props);
    const metadata = readableMetadata(placeOf(scope, id, KIND.construct), scope, id, KIND.kind, parts.metadata);
    super(scope, id, typedProps(scope, id, { ...parts, metadata }));
    settle(this);
    claimName(this);
  }
}
