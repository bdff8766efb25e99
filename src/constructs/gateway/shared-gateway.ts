import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { placeOf, refused } from '../base/problems';
import { TypedObject } from '../base/typed-object';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import type { LocalParametersReference } from '../platform/parameters-reference';
import type { Team } from '../roles/team';
import type { TeamGrant } from '../roles/team-grant';
import type { GrantOptions } from './grant-options';
import type { HttpRedirect } from './http-redirect';
import type { Listener } from './listener';
import type { ISharedGateway } from './shared-gateway-handle';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';

/** Options of a SharedGateway. */
export interface SharedGatewayProps {
  /** The platform's offer that the gateway stands on. */
  readonly infrastructure: IGatewayInfrastructure;

  /** What it listens for. Each listener admits only the namespaces that teams were admitted with. */
  readonly listeners: Listener[];

  /**
   * What happens to clear text beside HTTPS listeners.
   *
   * @default - answered with 301 to https; nothing where a listener for HTTP is declared, or none for HTTPS
   */
  readonly httpRedirect?: HttpRedirect;

  /**
   * Addresses that the gateway is reached at: IP addresses of either family, or hostnames.
   *
   * @default - the implementation assigns one
   */
  readonly addresses?: string[];

  /**
   * Labels of everything that the implementation makes for the gateway.
   *
   * @default - none
   */
  readonly infrastructureLabels?: Record<string, string>;

  /**
   * Annotations of everything that the implementation makes for the gateway, such as those of a cloud's load balancer.
   *
   * @default - none
   */
  readonly infrastructureAnnotations?: Record<string, string>;

  /**
   * The object in the gateway's namespace that holds parameters of this gateway.
   *
   * @default - the class's parameters
   */
  readonly parametersRef?: LocalParametersReference;

  /**
   * Name, namespace, labels and annotations.
   *
   * @default - the construct's id is the name, the chart's namespace the namespace
   */
  readonly metadata?: ApiObjectMetadata;
}

/** A Gateway that runs already, as its listeners are. */
export interface ExistingGatewayProps {
  /** Name of the Gateway. */
  readonly name: string;

  /**
   * Namespace of the Gateway.
   *
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /** The platform's offer that the gateway stands on. */
  readonly infrastructure: IGatewayInfrastructure;

  /** The listeners that teams may be admitted to, by the names that they have. */
  readonly listeners: Listener[];
}

/**
 * A gateway of the cluster operators that several teams share. It IS the Gateway.
 *
 * @example
 * new SharedGateway(edge, 'company-gateway', {
 *   infrastructure,
 *   listeners: [Listener.httpsPerHostname('*.company.com', { certificate: TlsCertificate.fromClusterIssuer('letsencrypt-prod') })],
 * });
 */
export class SharedGateway extends TypedObject implements ISharedGateway {
  /**
   * A Gateway that runs already. Emits nothing of it, and can admit teams: its own listeners decide which namespaces attach.
   *
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props its name, namespace, infrastructure and listeners
   * @returns a handle that can admit
   */
  public static existing(scope: Construct, id: string, props: ExistingGatewayProps): ISharedGateway {
    throw refused(placeOf(scope, id, props.name), 'not written yet');
  }

  /** Name of the Gateway. */
  public readonly gatewayName: string;
  /** Namespace of the Gateway. */
  public readonly gatewayNamespace: string;
  /** The platform's offer that it stands on. */
  public readonly infrastructure: IGatewayInfrastructure;

  /**
   * @param scope an operator's scope
   * @param id name of the construct, and of the Gateway
   * @param props infrastructure, listeners
   */
  public constructor(scope: Construct, id: string, props: SharedGatewayProps) {
    super(scope, id, { kind: knownKind(GATEWAY_API, 'Gateway'), body: {}, construct: 'SharedGateway', metadata: { name: id } });
    this.gatewayName = this.name;
    this.gatewayNamespace = '';
    this.infrastructure = props.infrastructure;
  }

  /**
   * Lets a team attach routes, within what the options say.
   *
   * @param team who
   * @param options namespaces, hostnames, and what else is granted
   * @returns the grant, for the team's charts and for `EgressLockdown` and `TeamAccess`
   */
  public admit(team: Team, options: GrantOptions): TeamGrant {
    throw refused({ path: this.node.path, construct: `${team.name} ${String(options)}` }, 'not written yet');
  }
}
