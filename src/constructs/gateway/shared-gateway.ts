import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { Persona } from '../../manifest/persona';
import { checkKnown, type Known } from '../base/known-options';
import { check, type Place, placeOf } from '../base/problems';
import { claimName, readableMetadata, readableNameProblem } from '../base/readable-name';
import { settle, typedProps } from '../base/typed-object';
import { deferCheck } from '../base/validation-hook';
import type { IGatewayInfrastructure } from '../platform/infrastructure-handle';
import { infrastructureOption } from '../platform/infrastructure-options';
import { requireRole } from '../roles/require-role';
import type { Team } from '../roles/team';
import type { TeamGrant } from '../roles/team-grant';
import { admitTeam, delegateTo } from './admit-team';
import { allowedListeners } from './allowed-listeners';
import { declaredListeners } from './declared-listeners';
import type { DelegationOptions } from './delegation-options';
import { ExistingGateway } from './existing-gateway';
import { gatewayFindings } from './gateway-findings';
import { checkHome, type GatewayHome, gatewayHome, settleHome } from './gateway-home';
import { GatewayListeners } from './gateway-listeners';
import { gatewayNamespaceOf } from './gateway-namespace';
import { type GatewaySpec, gatewaySpec } from './gateway-spec';
import { insecureReasons } from './gateway-tls';
import type { GrantOptions } from './grant-options';
import { issueCertificates } from './issue-certificates';
import { type PlannedRedirect, planRedirect, redirectData } from './plan-redirect';
import type { PlannedListener } from './planned-listener';
import { delegatedHttps, RedirectRoutes } from './redirect-routes';
import type { ISharedGateway } from './shared-gateway-handle';
import type { ExistingGatewayProps, SharedGatewayProps } from './shared-gateway-props';

/**
 * A gateway of the cluster operators that several teams share. It IS the Gateway. Its certificates, and the route that
 * redirects clear text, are its children.
 *
 * @example
 * new SharedGateway(edge, 'company-gateway', {
 *   infrastructure,
 *   listeners: [
 *     Listener.httpsPerHostname('*.company.com', { certificate: TlsCertificate.fromClusterIssuer('letsencrypt-prod') }),
 *   ],
 * });
 */
export class SharedGateway extends ApiObject implements ISharedGateway {
  /**
   * A Gateway that runs already. Emits nothing of it, and can admit teams: its own listeners decide which namespaces attach.
   *
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props its name, namespace, infrastructure and listeners
   * @returns a handle that can admit
   */
  public static existing(scope: Construct, id: string, props: ExistingGatewayProps): ISharedGateway {
    return new ExistingGateway(scope, id, props);
  }

  /** Name of the Gateway. */
  public readonly gatewayName: string;
  /** Namespace of the Gateway. */
  public readonly gatewayNamespace: string;
  /** The platform's offer that it stands on. */
  public readonly infrastructure: IGatewayInfrastructure;
  readonly #listeners: GatewayListeners;
  readonly #spec: GatewaySpec;
  readonly #redirects?: RedirectRoutes;
  readonly #grants: TeamGrant[] = [];

  /**
   * @param scope an operator's scope
   * @param id name of the construct, and of the Gateway
   * @param props infrastructure, listeners
   */
  public constructor(scope: Construct, id: string, props: SharedGatewayProps) {
    const place = placeOf(scope, id, 'SharedGateway');
    const role = requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, PROPS);
    const infrastructure = infrastructureOption(place, props?.infrastructure);
    const metadata = gatewayMetadata(place, scope, id, props);
    const home = gatewayHome(metadata.name!, gatewayNamespaceOf(place, scope, metadata.namespace), infrastructure);
    checkHome(place, scope, home);
    const { listeners, redirect, httpsPorts } = planOf(place, props, infrastructure, home);
    const spec = gatewaySpec(place, props, infrastructure, listeners.manifests(), { namespace: home.namespace, httpsPorts });
    super(scope, id, typedProps(scope, id, { kind: GATEWAY, metadata, body: { spec }, construct: 'SharedGateway' }));
    settle(this);
    claimName(this);
    settleHome(this, home);
    role._serves(infrastructure.cluster);
    this.gatewayName = this.name;
    this.gatewayNamespace = this.metadata.namespace!;
    this.infrastructure = infrastructure;
    this.#listeners = listeners;
    this.#spec = spec;
    issueCertificates(this, this.gatewayNamespace, listeners.all());
    const target = { name: this.gatewayName, namespace: this.gatewayNamespace };
    this.#redirects = redirect && new RedirectRoutes(this, redirect, target);
    this.#redirects?.follow(listeners.all());
    deferCheck(this, () => gatewayFindings(this, this.#grants));
  }

  /**
   * Lets a team attach routes, within what the options say.
   *
   * @param team who
   * @param options namespaces, hostnames, and what else is granted
   * @returns the grant, for the team's charts and for `EgressLockdown` and `TeamAccess`
   * @throws where no listener or certificate covers a hostname, or another team holds the hostname or a namespace
   */
  public admit(team: Team, options: GrantOptions): TeamGrant {
    const { grant, plan } = admitTeam(this, this.#listeners, team, options);
    this.#spec.listeners = this.#listeners.manifests();
    issueCertificates(this, this.gatewayNamespace, plan.added);
    this.#grants.push(grant);
    this.redirect();
    return grant;
  }

  /**
   * Lets a team bring listeners of its own (`TeamListenerSet`) for its hostnames: they are added to the Gateway, whose
   * certificates and routes stay apart from them. The Gateway keeps a listener of its own, at least the one that redirects.
   * Needs Gateway API 1.5. Source: Gateway API v1.6.1, ListenerSetSpec and GEP-1713.
   *
   * @param team who
   * @param options namespaces, hostnames, and what else is granted
   * @returns the grant, for the team's charts and for `EgressLockdown` and `TeamAccess`
   * @throws where the implementation takes no ListenerSets, the cluster's bundle has none, the gateway has a listener for a
   * hostname itself, or another team holds the hostname or a namespace
   */
  public delegate(team: Team, options: DelegationOptions): TeamGrant {
    const grant = delegateTo(this, this.#listeners, team, options);
    this.#grants.push(grant);
    this.#spec.allowedListeners = allowedListeners(this.#grants);
    this.redirect();
    return grant;
  }

  /** Its own listeners as they stand. @internal */
  public _listeners(): readonly PlannedListener[] {
    return this.#listeners.all();
  }

  /** Keeps the redirect in step with what is served over HTTPS, by the gateway's listeners and by teams' own. */
  private redirect(): void {
    const usual = this.infrastructure.implementation._facts().ports.https;
    this.#redirects?.follow([...this.#listeners.all(), ...delegatedHttps(this.#grants, this.#redirects.port ?? usual)]);
  }
}

const GATEWAY = knownKind(GATEWAY_API, 'Gateway');

const PROPS: Known<SharedGatewayProps> = {
  infrastructure: true, listeners: true, httpRedirect: true, clientCertificates: true, backendCertificate: true, addresses: true,
  typedAddresses: true, infrastructureLabels: true, infrastructureAnnotations: true, parametersRef: true, metadata: true,
};

/** Where the reason stands why clear text is not redirected. */
const NO_REDIRECT = 'gateway.cdk8s-gateway.io/no-http-redirect';

function gatewayMetadata(
  place: Place, scope: Construct, id: string, { metadata, httpRedirect, clientCertificates }: SharedGatewayProps,
): ApiObjectMetadata {
  if (metadata?.name !== undefined) check(place, 'metadata.name', metadata.name, readableNameProblem(metadata.name));
  const named = readableMetadata(place, scope, id, GATEWAY, metadata);
  const { off } = redirectData(place, httpRedirect);
  const reasons = { ...(off !== undefined && { [NO_REDIRECT]: off }), ...insecureReasons(place, clientCertificates) };
  return Object.keys(reasons).length === 0 ? named : { ...named, annotations: { ...reasons, ...named.annotations } };
}

function planOf(
  place: Place, props: SharedGatewayProps, infrastructure: IGatewayInfrastructure, { name, namespace }: GatewayHome,
): { listeners: GatewayListeners; redirect?: PlannedRedirect; httpsPorts: number[] } {
  const context = { name, namespace, facts: infrastructure.implementation._facts() };
  const declared = declaredListeners(place, props.listeners, context);
  const protocols = declared.map((one) => ('listener' in one ? one.listener : { protocol: 'HTTPS', port: one.domain.port }));
  const httpsPorts = protocols.filter(({ protocol }) => protocol === 'HTTPS').map(({ port }) => port);
  const declaresHttp = protocols.some(({ protocol }) => protocol === 'HTTP');
  const redirect = planRedirect(place, props.httpRedirect, httpsPorts, declaresHttp, context);
  const listeners = new GatewayListeners(declared, context, redirect?.listener);
  listeners.checkRoom(place, []);
  return { listeners, httpsPorts, ...(redirect === undefined ? {} : { redirect }) };
}
