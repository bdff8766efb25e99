import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { bundleOf } from '../../manifest/bundles';
import type { GrantData, ProxyPeers } from '../../manifest/grant-data';
import { weightProblem } from '../../manifest/numbers';
import { Persona } from '../../manifest/persona';
import { entitiesOf, peersOf, policyKindOf } from '../../manifest/proxy-peers';
import { transportOf } from '../../manifest/route-protocols';
import { sameJson } from '../../manifest/same-json';
import { enumerate } from '../../manifest/text';
import { checkObject } from '../base/check-object';
import { checkKnown, checkOptions, type Known } from '../base/known-options';
import { openTo } from '../base/object-grant';
import { check, invalid, type Place, placeOf, placeOfExisting, refused } from '../base/problems';
import { deferCheck } from '../base/validation-hook';
import { checkSharedMetadata } from '../policies/shared-metadata';
import { requireRole } from '../roles/require-role';
import { RoleScope } from '../roles/role-scope';
import { TeamGrant } from '../roles/team-grant';
import { Backend } from './backend';
import { ingressFindings, makeIngress, planIngress } from './backend-access';
import { refuseFilters } from './backend-target';
import { grantedNamespaces, ownNamespace } from './own-namespace';
import { checkBackend, resolveBackend, type ResolvedBackend, transportsOf } from './resolve-backend';
import type { RouteFilter } from './route-filter';

/** Options of a SharedService. */
export interface SharedServiceProps {
  /** The Service, without weight and filters: each consumer says these in its own rules. */
  readonly service: Backend;
  /**
   * Whether ingress to the Service's namespace is isolated, so that the consumers' gateways have to be let in.
   *
   * @default - as the grants of a team's scope say; in an operator's scope it is not
   */
  readonly isolated?: boolean;
  /**
   * Labels and annotations of every manifest; names are derived.
   *
   * @default - none
   */
  readonly metadata?: ApiObjectMetadata;
}

/** How a consumer uses a shared Service. */
export interface SharedServiceOptions {
  /**
   * Share of a rule's requests, relative to the weights of its other backends: 0 to 1,000,000; 0 takes none.
   *
   * @default 1
   */
  readonly weight?: number;
  /**
   * What happens to the requests that the consumer sends there, and to their responses.
   *
   * @default - nothing beside the filters of the rule
   */
  readonly filters?: RouteFilter[];
}

const PROPS: Known<SharedServiceProps> = { service: true, isolated: true, metadata: true };
const OPTIONS: Known<SharedServiceOptions> = { weight: true, filters: true };

/**
 * A Service that teams of other namespaces may route to. It stands with the Service's owner: in the scope of the team that
 * the namespace was granted to, or in an operator's. Each consumer is granted by itself, and gets a ReferenceGrant per
 * namespace, which names this one Service.
 *
 * Where ingress to the Service's namespace is isolated, the consumer's gateway is let in to the Service's pods as well.
 * A team can do so for the gateways of its own grants; for others the operator shares the Service, with `isolated: true`.
 *
 * @example
 * const accounts = new SharedService(chart, 'accounts', { service: Backend.service('accounts', 8080) });
 * const backend = accounts.grantTo(shopGrant);
 */
export class SharedService extends Construct {
  /** The Service by each transport that its port may have. */
  readonly #services: ResolvedBackend[];
  readonly #namespace: string;
  readonly #props: SharedServiceProps;
  readonly #manifests: ApiObject[] = [];
  readonly #letIn = new Set<string>();

  /**
   * @param scope a scope of the Service's owner: a team's or an operator's
   * @param id id of the construct
   * @param props the Service
   * @throws in another scope, and where the Service's namespace is not the owner's
   */
  public constructor(scope: Construct, id: string, props: SharedServiceProps) {
    const place = placeOf(scope, id, 'SharedService');
    const role = requireRole(place, scope, Persona.APPLICATION_TEAM, Persona.CLUSTER_OPERATOR);
    checkObject(place, 'props', props, 'write { service: Backend.service(…) }');
    checkKnown(place, '', props, PROPS);
    checkSharedMetadata(place, props.metadata);
    if (props.isolated !== undefined && typeof props.isolated !== 'boolean') {
      throw invalid(place, 'isolated', props.isolated, {
        reason: 'it is neither true nor false', fix: 'write true, or leave it out',
      });
    }
    checkBackend(place, 'service', props.service);
    const services = transportsOf(props.service).map((transport) => resolveBackend(place, 'service', props.service, transport));
    const [service] = services;
    if (service.weight !== undefined) {
      throw invalid(place, 'service.weight', service.weight, {
        reason: 'each consumer weighs the Service in its own rules', fix: 'leave it out',
      });
    }
    refuseFilters(place, 'service', service, 'each consumer filters in its own rules');
    const namespace = namespaceOf(place, scope, role, service);
    super(scope, id);
    this.#services = services;
    this.#namespace = namespace;
    this.#props = props;
  }

  /**
   * Lets the routes of a grant refer to the Service: those of its namespaces, of its route kinds.
   *
   * @param grant the consumer's grant
   * @param options how the consumer uses it
   * @returns the backend for the consumer's rules
   * @throws where ingress is isolated and the owner cannot let the consumer's gateway in, and where the Service has no port, or
   * several, for the grant's kinds of routes
   */
  public grantTo(grant: TeamGrant, options: SharedServiceOptions = {}): Backend {
    const place = placeOfExisting(this);
    if (!(grant instanceof TeamGrant)) {
      throw invalid(place, 'grant', grant, {
        reason: 'it is not a TeamGrant',
        fix: 'write a result of sharedGateway.admit(…), or of TeamGrant.fromContract(…)',
      });
    }
    checkOptions(place, 'options', options, OPTIONS, '{ weight }');
    const { weight, filters } = options ?? {};
    if (weight !== undefined) check(place, 'weight', weight, weightProblem(weight));
    const data = grant._data();
    const services = this.servicesFor(place, data);
    const consumers = data.namespaces.filter((namespace) => namespace !== this.#namespace);
    if (consumers.length > 0 && this.isIsolated()) this.letIn(place, data, services);
    for (const consumer of consumers) this.grantFor(consumer, data);
    const { pods } = this.#props.service._options();
    return Backend.service(services[0].name, services[0].port, {
      namespace: this.#namespace,
      ...(weight !== undefined && { weight }),
      ...(pods !== undefined && { pods }),
      ...(filters !== undefined && { filters }),
    });
  }

  /** The ReferenceGrants and policies made so far. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  /** The Service as the routes of a grant reach it. */
  private servicesFor(place: Place, { routeKinds }: GrantData): ResolvedBackend[] {
    const services = this.#services.filter(({ transport }) => routeKinds.some((kind) => transportOf(kind) === transport));
    const { name } = this.#services[0];
    if (services.length === 0) {
      throw refused(place, `Service "${name}" has a port for ${this.#services[0].transport} alone, and the grant is for `
        + `${enumerate(routeKinds, 'and')}; add the port to the Service, or share another`);
    }
    const ports = [...new Set(services.map(({ port }) => port))];
    if (ports.length === 1) return services;
    throw refused(place, `Service "${name}" has several ports (${ports.join(', ')}) for the grant's kinds of routes; `
      + 'share each by itself, such as Backend.of(service, { port: 80 })');
  }

  private grantFor(consumer: string, { routeKinds, cluster }: GrantData): void {
    const target = { kind: 'Service' as const, name: this.#services[0].name, namespace: this.#namespace };
    const referrers = { kinds: routeKinds, namespace: consumer, bundle: bundleOf(cluster) };
    this.#manifests.push(...openTo(this, target, referrers, this.#props.metadata));
  }

  private isIsolated(): boolean {
    return this.#props.isolated ?? this.ownersGrants().some(({ isolation }) => isolation.ingress);
  }

  /** Grants of the owning team for the Service's namespace. */
  private ownersGrants(): GrantData[] {
    const grants = RoleScope.of(this)?.grants ?? [];
    return grants.map((grant) => grant._data()).filter(({ namespaces }) => namespaces.includes(this.#namespace));
  }

  /** Once for each gateway, so that its proxies reach the Service's pods. */
  private letIn(place: Place, grant: GrantData, services: readonly ResolvedBackend[]): void {
    const { gateway, proxies } = grant;
    const own = this.ownersGrants();
    const byTeam = RoleScope.of(this)?.persona === Persona.APPLICATION_TEAM;
    if (byTeam && !own.some((other) => sameProxies(other.proxies, proxies))) {
      throw refused(place, `ingress to namespace "${this.#namespace}" is isolated, `
        + `and a team lets in the gateways of its own grants only, not ${gateway.namespace}/${gateway.name}; `
        + 'have the operator share the Service, with isolated: true');
    }
    // A namespace holds no dot, so that edge-a/b and edge/a-b differ.
    const source = `${gateway.namespace}.${gateway.name}`;
    const fresh = services.filter(({ transport }) => !this.#letIn.has(`${source} ${transport}`));
    if (fresh.length === 0) return;
    const plans = planIngress(place, proxies, fresh, source);
    fresh.forEach(({ transport }) => this.#letIn.add(`${source} ${transport}`));
    this.#manifests.push(...makeIngress(this, this.#namespace, grant, plans));
    deferCheck(this, () => ingressFindings(this.#manifests[0], proxies, fresh, plans));
  }
}

function namespaceOf(place: Place, scope: Construct, role: RoleScope, service: ResolvedBackend): string {
  const granted = grantedNamespaces(role);
  const namespace = service.namespace ?? ownNamespace(scope, role);
  if (namespace === undefined) {
    throw refused(place, `the namespace of Service "${service.name}" is not known; `
      + `write Backend.service('${service.name}', ${service.port}, { namespace: … })`);
  }
  if (role.persona !== Persona.APPLICATION_TEAM || granted.includes(namespace)) return namespace;
  throw invalid(place, 'the Service\'s namespace', namespace, {
    reason: 'it was not granted to the team, and only its owner shares a Service',
    fix: `share a Service of ${granted.map((one) => `"${one}"`).join(' or ')}, or have the owner do it`,
  });
}

function sameProxies(a: ProxyPeers, b: ProxyPeers): boolean {
  return policyKindOf(a) === policyKindOf(b) && sameJson([peersOf(a), entitiesOf(a)], [peersOf(b), entitiesOf(b)]);
}
