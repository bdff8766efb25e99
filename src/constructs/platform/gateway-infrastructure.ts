import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { gatewayClassProblems } from '../../manifest/gateway-class-checks';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { Persona } from '../../manifest/persona';
import { checkKnown, type Known } from '../base/known-options';
import { invalid, type Place, placeOf } from '../base/problems';
import { claimName, readableMetadata } from '../base/readable-name';
import { settle, typedProps } from '../base/typed-object';
import { publishClass } from '../roles/published';
import { requireRole } from '../roles/require-role';
import { ClusterProfile } from './cluster-profile';
import type { Implementation } from './implementation';
import type { ExistingInfrastructureProps, IGatewayInfrastructure } from './infrastructure-handle';
import { clusterOption, contractInfrastructure, existingInfrastructure, implementationOption } from './infrastructure-options';
import { classParametersRef } from './parameters-check';
import type { ParametersReference } from './parameters-reference';

/** Options of a GatewayInfrastructure. */
export interface GatewayInfrastructureProps {
  /** What serves gateways of the class. */
  readonly implementation: Implementation;

  /**
   * The object that holds parameters of every gateway of the class.
   *
   * @default - the implementation's own defaults
   */
  readonly parametersRef?: ParametersReference;

  /**
   * What the class is for, in up to 64 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Name, labels and annotations.
   *
   * @default - the construct's id is the name
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * The platform team's offer: a GatewayClass, the implementation behind it, and the cluster that it stands in.
 * It IS the GatewayClass.
 *
 * @example
 * new GatewayInfrastructure(platform, 'company-gateway-class', { implementation: Implementation.envoyGateway() });
 */
export class GatewayInfrastructure extends ApiObject implements IGatewayInfrastructure {
  /**
   * A GatewayClass that stands already, such as the one that a managed cluster brings. Emits nothing.
   *
   * @param props its name and what serves it
   * @returns a handle for gateways
   */
  public static existing(props: ExistingInfrastructureProps): IGatewayInfrastructure {
    return existingInfrastructure({ construct: 'GatewayInfrastructure.existing' }, props);
  }

  /**
   * The platform's offer from a published contract, `contracts/platform.json`.
   *
   * @param file path of the contract, from the working directory
   * @param className which class, where the contract holds several
   * @returns a handle for gateways
   * @throws where the file is missing, truncated, of a later version, edited by hand, or no contract of a platform
   */
  public static fromContract(file: string, className?: string): IGatewayInfrastructure {
    return contractInfrastructure({ construct: 'GatewayInfrastructure.fromContract' }, file, className);
  }

  /** Name of the GatewayClass. */
  public readonly className: string;
  /** What serves gateways of the class. */
  public readonly implementation: Implementation;
  /** The cluster that it stands in. */
  public readonly cluster: ClusterProfile;

  /**
   * @param scope a platform's scope
   * @param id name of the construct, and of the class
   * @param props implementation and parameters
   */
  public constructor(scope: Construct, id: string, props: GatewayInfrastructureProps) {
    const place = placeOf(scope, id, 'GatewayInfrastructure');
    const role = requireRole(place, scope, Persona.INFRASTRUCTURE_PROVIDER);
    checkKnown(place, '', props, PROPS);
    const implementation = implementationOption(place, props?.implementation);
    const cluster = clusterOption(place, role.cluster) ?? ClusterProfile._generic();
    const spec = classSpec(place, props, implementation);
    const metadata = classMetadata(place, scope, id, props.metadata, implementation);
    super(scope, id, typedProps(scope, id, { kind: GATEWAY_CLASS, metadata, body: { spec }, construct: place.construct }));
    settle(this);
    claimName(this);
    this.className = this.name;
    this.implementation = implementation;
    this.cluster = cluster;
    publishClass(this, { className: this.className, implementation: implementation._facts(), cluster: cluster._data() });
  }
}

const PROPS: Known<GatewayInfrastructureProps> = { implementation: true, parametersRef: true, description: true, metadata: true };

const GATEWAY_CLASS = knownKind(GATEWAY_API, 'GatewayClass');

function classMetadata(
  place: Place, scope: Construct, id: string, given: ApiObjectMetadata | undefined, implementation: Implementation,
): ApiObjectMetadata {
  const metadata = readableMetadata(place, scope, id, GATEWAY_CLASS, given);
  const annotations = { ...implementation._facts().classAnnotations, ...metadata.annotations };
  return Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata;
}

function classSpec(place: Place, props: GatewayInfrastructureProps, implementation: Implementation): object {
  const parametersRef = classParametersRef(place, props.parametersRef, implementation);
  const spec = {
    controllerName: implementation.controllerName,
    ...(props.description === undefined ? {} : { description: props.description }),
    ...(parametersRef === undefined ? {} : { parametersRef }),
  };
  const [problem] = gatewayClassProblems(spec);
  if (problem) throw invalid(place, problem.path, problem.value, problem);
  return spec;
}
