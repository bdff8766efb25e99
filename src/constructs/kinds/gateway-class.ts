import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { gatewayClassProblems } from '../../manifest/gateway-class-checks';
import { gatewayClassTraps } from '../../manifest/gateway-class-traps';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { placeOf } from '../base/problems';
import { claimName, readableMetadata } from '../base/readable-name';
import { settle, typedProps } from '../base/typed-object';
import { type KindOfObject, partsOf } from './parts';
import type { ObjectReference } from './references';

const KIND: KindOfObject = {
  construct: 'GatewayClass', kind: knownKind(GATEWAY_API, 'GatewayClass'),
  problems: gatewayClassProblems, traps: gatewayClassTraps,
};

/**
 * Which controller serves the Gateways of a class.
 *
 * Source: Gateway API v1.6.1, GatewayClassSpec.
 */
export interface GatewayClassSpec {
  /** Name of the controller: a domain and a path, up to 253 characters. It cannot be changed later. */
  readonly controllerName: string;
  /**
   * Settings of the controller for this class. The namespace is required for a namespaced kind.
   *
   * @default - the controller's own
   */
  readonly parametersRef?: ObjectReference;
  /**
   * What the class is for, up to 64 characters.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Options of a GatewayClass. */
export interface GatewayClassProps {
  /**
   * Name, labels and annotations. The kind is cluster-scoped: it has no namespace.
   *
   * @default - the construct's id is the name, as given
   */
  readonly metadata?: ApiObjectMetadata;
  /** The class. */
  readonly spec: GatewayClassSpec;
}

/**
 * A GatewayClass as it is: one typed manifest, nothing added.
 *
 * @example
 * new GatewayClass(chart, 'company-gateway-class', {
 *   spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
 * });
 */
export class GatewayClass extends ApiObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the object's name too, unless `metadata` says another: a DNS label of at most 63 characters
   * @param props options
   * @throws naming the field, its value and what to write, where a value is wrong or another GatewayClass has the name
   */
  public constructor(scope: Construct, id: string, props: GatewayClassProps) {
    const parts = partsOf(scope, id, KIND, props);
    const metadata = readableMetadata(placeOf(scope, id, KIND.construct), scope, id, KIND.kind, parts.metadata);
    super(scope, id, typedProps(scope, id, { ...parts, metadata }));
    settle(this);
    claimName(this);
  }
}
