import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { bundleOf } from '../../../manifest/bundles';
import type { PortData } from '../../../manifest/grant-data';
import { proxyFactsOf } from '../../../manifest/implementation-proxies';
import { GATEWAY_API, knownKind } from '../../../manifest/kinds';
import { podPorts as openPorts } from '../../../manifest/mesh-ports';
import { Persona } from '../../../manifest/persona';
import { inertPolicies } from '../../base/inert-policies';
import { checkKnown, type Known } from '../../base/known-options';
import { PlainObject } from '../../base/plain-object';
import { check, type Place, placeOf, refused } from '../../base/problems';
import { claimName, readableMetadata, readableNameProblem } from '../../base/readable-name';
import { settle, typedProps } from '../../base/typed-object';
import { deferCheck } from '../../base/validation-hook';
import { checkHome, type GatewayHome, gatewayHome, homeProblem, settleHome } from '../../gateway/gateway-home';
import { gatewayNamespaceOf } from '../../gateway/gateway-namespace';
import { controlPlaneOf } from '../../isolation/control-plane';
import { ingressRule, proxyPolicies, tcp } from '../../isolation/proxy-policies';
import { needDns } from '../../isolation/team-namespaces-option';
import type { IGatewayInfrastructure } from '../../platform/infrastructure-handle';
import { infrastructureOption } from '../../platform/infrastructure-options';
import { requireRole } from '../../roles/require-role';
import { reasonsOf } from '../backends/backend';
import { Destination } from '../destination';
import type { EgressGatewayHost, IEgressGatewayListener } from '../egress-gateway-listener';
import type { EgressGuarantee } from '../egress-guarantee';
import { podsPeer } from '../egress-rules';
import { checkWay, takeWay } from '../gateway-claims';
import { egressGatewayFindings } from './egress-gateway-findings';
import type { EgressGatewayProps } from './egress-gateway-props';
import type { EgressHostData } from './egress-host-data';
import { clientsOf, ownProxies, routedHosts, routingOf } from './egress-plan';
import type { EgressContext, EgressRouting, RoutedHost } from './egress-routing';
import { guaranteeOf } from './guarantee-of';

const GATEWAY = knownKind(GATEWAY_API, 'Gateway');
const PROPS: Known<EgressGatewayProps> = {
  infrastructure: true, clients: true, destinations: true, xBackends: true, controlPlane: true, metadata: true,
};

/**
 * The one way of a team to hosts outside of the cluster. It IS the Gateway, which only the cluster reaches (its Service has no
 * address outside); behind it stand routes to the named hosts, and policies over its proxies: the team's pods alone come in, and
 * public addresses alone are reached, on the destinations' ports.
 *
 * A NetworkPolicy cannot lead traffic anywhere, it only closes the ways around: give the team's EgressLockdown the back end
 * `EgressBackend.egressGateway(gateway)`.
 *
 * @example
 * new EgressGateway(edge, 'shop-egress-gateway', {
 *   infrastructure,
 *   clients: [TeamNamespaces.granted(grant)],
 *   destinations: [EgressHost.https('api.stripe.com', { reason: 'card payments' })],
 * });
 */
export class EgressGateway extends ApiObject implements IEgressGatewayListener {
  /** Namespace of the gateway's proxies. */
  public readonly proxyNamespace: string;
  /** Labels of the gateway's proxies, which serve no other gateway. */
  public readonly proxyLabels: Record<string, string>;
  /** Port of the proxies for the first host; each host's own stands in `hosts`. */
  public readonly proxyPort: number;
  /** The hosts that it leads to, with the ports of the proxies. */
  public readonly hosts?: EgressGatewayHost[];
  /** What configures the clients' sidecars, with Istio. */
  public readonly sidecarControl?: Destination[];
  /** Name of the gateway's Service, in the namespace of its proxies. */
  public readonly serviceName: string;
  readonly #manifests: ApiObject[];
  readonly #guarantees: EgressGuarantee[];
  readonly #hosts: EgressHostData[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct, and of the Gateway
   * @param props infrastructure, clients, destinations
   * @throws where the implementation has no egress gateway or cannot express a destination, two teams would share it, or its
   * proxies serve other gateways too
   */
  public constructor(scope: Construct, id: string, props: EgressGatewayProps) {
    const place = placeOf(scope, id, 'EgressGateway');
    const role = requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, PROPS);
    const infrastructure = infrastructureOption(place, props?.infrastructure);
    const metadata = readableMetadata(place, scope, id, GATEWAY, props.metadata);
    check(place, 'metadata.name', metadata.name, readableNameProblem(metadata.name));
    const home = gatewayHome(metadata.name!, gatewayNamespaceOf(place, scope, metadata.namespace), infrastructure);
    checkHome(place, scope, home);
    const plan = planOf(place, scope, props, infrastructure, home);
    plan.clients.forEach((namespace) => check(place, 'clients', namespace, homeProblem(namespace, scope, home)));
    super(scope, id, typedProps(scope, id, {
      kind: GATEWAY, metadata: annotated(metadata, plan), body: { spec: plan.spec }, construct: 'EgressGateway',
    }));
    settle(this);
    claimName(this);
    settleHome(this, home);
    role._serves(infrastructure.cluster);
    this.serviceName = plan.routing.service;
    this.#hosts = plan.hosts.map(({ data }) => data);
    this.#guarantees = plan.hosts.map(({ data }) => guaranteeOf(data, plan.mesh));
    const context: EgressContext = { ...plan.context, scope: this };
    const policies = proxyPolicies(this, { ...plan.policies, ...plan.proxies, cluster: infrastructure.cluster._data() });
    const routed = plan.hosts.flatMap((host) => [
      ...plan.routing.arrive?.(context, host) ?? [], ...plan.routing.leave(context, host),
    ]);
    this.#manifests = [this, ...this.parameters(plan), ...routed, ...policies];
    this.proxyNamespace = plan.proxies.namespace;
    this.proxyLabels = { ...plan.proxies.podLabels };
    this.proxyPort = plan.podPorts[0];
    this.hosts = plan.led.map((host) => ({ ...host }));
    this.sidecarControl = plan.mesh ? plan.policies.control.map((data) => Destination._of(data)) : undefined;
    takeWay(this, plan.way, { team: plan.team, path: this.node.path, clients: plan.clients });
    deferCheck(this, () => [
      ...inertPolicies(policies[0], infrastructure.cluster._data()),
      ...egressGatewayFindings(this, props.clients, this.#guarantees),
    ]);
  }

  /**
   * Its hosts as ways through it, for `allow` of the team's EgressLockdown where its back end is another; with
   * `EgressBackend.egressGateway(gateway)` it takes the hosts themselves.
   */
  public get destinations(): Destination[] {
    return this.#hosts.map(({ hostname, port, reason }) => (
      Destination.through(this, Destination.host(hostname, port, { reason }))));
  }

  /** The Gateway, its parameters, what stands behind each destination, and the policies over its proxies. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }

  /** What network policies hold of each destination, what only the proxy's configuration does, and what manifests cannot show. */
  public guarantees(): EgressGuarantee[] {
    return [...this.#guarantees];
  }

  private parameters({ parameters, context }: Plan): ApiObject[] {
    if (!parameters) return [];
    const { kind: { group, kind }, spec } = parameters;
    const metadata = { name: context.gateway, namespace: context.namespace };
    return [new PlainObject(this, 'parameters', knownKind(group, kind), metadata, { spec })];
  }
}

/** Everything about an egress gateway before it stands. */
interface Plan {
  readonly routing: EgressRouting;
  readonly hosts: RoutedHost[];
  readonly team: string;
  readonly clients: string[];
  readonly mesh: boolean;
  readonly context: Omit<EgressContext, 'scope'>;
  readonly parameters: ReturnType<NonNullable<EgressRouting['parameters']>> | undefined;
  readonly proxies: { readonly namespace: string; readonly podLabels: Record<string, string> };
  readonly podPorts: number[];
  readonly led: EgressGatewayHost[];
  readonly way: { readonly namespace: string; readonly podLabels: Record<string, string>; readonly ports: PortData[] };
  readonly policies: Pick<Parameters<typeof proxyPolicies>[1], 'ingress' | 'control' | 'backends'>;
  readonly spec: object;
}

function planOf(
  place: Place, scope: Construct, props: EgressGatewayProps, infrastructure: IGatewayInfrastructure, home: GatewayHome,
): Plan {
  const { implementation, className, cluster } = infrastructure;
  const routing = routingOf(place, infrastructure, home.name, props.xBackends);
  const mesh = implementation.name === 'Istio';
  const experimental = bundleOf(cluster._data()).channel === 'experimental';
  const able = { xBackends: props.xBackends === true, experimental, istio: mesh };
  const hosts = routedHosts(place, props.destinations, implementation._facts(), able);
  const teams = clientsOf(place, props.clients);
  const clients = [...new Set(teams.flatMap(({ namespaces }) => namespaces))];
  const proxies = ownProxies(place, home.proxies, home.name, implementation.name);
  needDns(place, cluster._data());
  const context = { gateway: home.name, namespace: home.namespace, className, clients, experimental };
  const parameters = routing.parameters?.(context);
  const facts = proxyFactsOf(implementation._facts());
  const led = hosts.map(({ data: { hostname, port: own }, port }) => (
    { hostname, port: own, proxyPort: podPort(place, port, facts?.podPort(port)) }));
  const podPorts = [...new Set(led.map(({ proxyPort }) => proxyPort))];
  const way = { ...proxies, ports: tcp(podPorts) };
  checkWay(place, scope, way, teams[0].team);
  const peers = clients.map((namespace) => podsPeer(namespace));
  const ports = hosts.flatMap(({ data }) => data.versions.map(({ port }) => port));
  return {
    routing, hosts, team: teams[0].team, clients, led, way, mesh, context, parameters, proxies, podPorts,
    policies: {
      ingress: [...ingressRule(openPorts(way.ports, cluster._data()), peers), ...ingressRule(tcp(facts?.readiness ?? []))],
      control: controlPlaneOf(place, props.controlPlane, facts, {
        name: home.name, namespace: home.namespace, className, implementation: implementation.name, cluster: cluster._data(),
      }),
      backends: [{ form: 'anywhere', ports: tcp(ports), reason: 'declared destinations' }],
    },
    spec: {
      gatewayClassName: className,
      ...(parameters && { infrastructure: { parametersRef: { ...parameters.kind, name: home.name } } }),
      listeners: hosts.map(listenerOf),
    },
  };
}

function podPort(place: Place, listener: number, port: number | undefined): number {
  if (port !== undefined) return port;
  throw refused(place, `it is not known on which port of the pods a listener on ${listener} is`);
}

/** A listener for one host, for routes beside the Gateway alone: nobody else adds a way out. */
function listenerOf({ data, section, port }: RoutedHost): object {
  const tls = data.form === 'tls';
  return {
    name: section, hostname: data.hostname, port, protocol: tls ? 'TLS' : 'HTTP',
    ...(tls && { tls: { mode: 'Passthrough' } }),
    allowedRoutes: { namespaces: { from: 'Same' }, kinds: [{ group: GATEWAY_API, kind: tls ? 'TLSRoute' : 'HTTPRoute' }] },
  };
}

/** Why each destination is there, on the Gateway. */
function annotated(metadata: ApiObjectMetadata, { routing, hosts }: Plan): ApiObjectMetadata {
  const reasons = reasonsOf(hosts.map(({ data }) => `${data.hostname}: ${data.reason}`));
  return { ...metadata, annotations: { ...metadata.annotations, ...reasons, ...routing.annotations } };
}
