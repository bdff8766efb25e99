import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cidrProblem } from '../../manifest/cidr';
import type { PortData, ProxyPeers } from '../../manifest/grant-data';
import { type ProxyFacts, proxyFactsOf } from '../../manifest/implementation-proxies';
import { labelProblem } from '../../manifest/names';
import { portProblem } from '../../manifest/numbers';
import { Persona } from '../../manifest/persona';
import { checkLabels } from '../base/check-labels';
import { inertPolicies } from '../base/inert-policies';
import { checkKnown, type Known } from '../base/known-options';
import { listOption } from '../base/list-option';
import { check, type Place, placeOf, refused } from '../base/problems';
import { deferCheck } from '../base/validation-hook';
import { podsPeer } from '../egress/egress-rules';
import { gatewayHome } from '../gateway/gateway-home';
import { gatewayOption, listenerPortsOf } from '../gateway/listener-ports';
import type { ISharedGateway } from '../gateway/shared-gateway-handle';
import type { NetworkPolicyIngressRule, NetworkPolicyPeer } from '../kinds/network-policy-rules';
import { checkSharedMetadata } from '../policies/shared-metadata';
import { requireRole } from '../roles/require-role';
import { controlPlaneOf, destinationsOption } from './control-plane';
import { gatewayIsolationFindings, RESTRICTED } from './gateway-isolation-findings';
import type { GatewayIsolationProps, MetricsReader } from './gateway-isolation-props';
import { ingressRule, proxyPolicies, tcp } from './proxy-policies';
import { needDns } from './team-namespaces-option';

const PROPS: Known<GatewayIsolationProps> = {
  gateway: true, backends: true, listenerPorts: true, podPorts: true, clientCidrs: true, controlPlane: true, metricsReaders: true,
  metadata: true,
};

/**
 * Restricts a gateway's proxies without taking them out of service. They keep their listeners, the ports that kubelets and load
 * balancers ask for health, their control plane and DNS, and send requests to the declared backends alone: a request that is
 * forged through them reaches neither metadata addresses nor other teams.
 *
 * @example
 * new GatewayIsolation(edge, 'gateway-isolation', {
 *   gateway, backends: [Destination.namespace('ecommerce-prod', 8080)],
 * });
 */
export class GatewayIsolation extends Construct {
  readonly #manifests: ApiObject[];

  /**
   * @param scope an operator's scope
   * @param id name of the construct
   * @param props gateway, backends
   * @throws where the proxies are no pods, are restricted already, or what they need to work is not known
   */
  public constructor(scope: Construct, id: string, props: GatewayIsolationProps) {
    const place = placeOf(scope, id, 'GatewayIsolation');
    requireRole(place, scope, Persona.CLUSTER_OPERATOR);
    checkKnown(place, '', props, PROPS);
    const gateway = gatewayOption(place, props?.gateway);
    const { implementation, cluster, className } = gateway.infrastructure;
    const facts = proxyFactsOf(implementation._facts());
    const identity = { name: gateway.gatewayName, namespace: gateway.gatewayNamespace, className };
    const { proxies } = gatewayHome(identity.name, identity.namespace, gateway.infrastructure);
    const { namespace, podLabels } = proxyPods(place, proxies, implementation.name);
    checkOnce(place, scope, gateway);
    needDns(place, cluster._data());
    checkSharedMetadata(place, props.metadata);
    const ports = portsOption(place, props.listenerPorts) ?? listenerPortsOf(gateway);
    const ingress = facts?.ownIngress === undefined ? ingressOf(place, props, ports, gateway, facts) : undefined;
    const control = controlPlaneOf(place, props.controlPlane, facts, {
      ...identity, implementation: implementation.name, cluster: cluster._data(),
    });
    const backends = destinationsOption(place, 'backends', props.backends, cluster._data());
    super(scope, id);
    this.#manifests = proxyPolicies(this, {
      namespace, podLabels, ingress, control, backends, cluster: cluster._data(), metadata: props.metadata,
    });
    RESTRICTED.take(this, keyOf(gateway));
    deferCheck(this, () => [
      ...inertPolicies(this.#manifests[0], cluster._data()),
      ...gatewayIsolationFindings({ policy: this.#manifests[0], gateway, ports: ingress && ports, backends, proxies }),
    ]);
  }

  /** The policies over the proxies: what comes in, what they need to work, and where they send requests. */
  public manifests(): ApiObject[] {
    return [...this.#manifests];
  }
}

function proxyPods(place: Place, { form, namespace, podLabels, reason }: ProxyPeers, implementation: string): {
  namespace: string; podLabels: Record<string, string>;
} {
  if (form === 'pods' && namespace !== undefined && podLabels !== undefined) return { namespace, podLabels };
  const why = form === 'ciliumEntity' ? 'they are a part of every node, for all gateways of the cluster at once'
    : form === 'addresses' ? 'they run outside the cluster' : reason ?? 'no one said where they run';
  throw refused(place, `no policy can select the proxies of ${implementation}: ${why}; leave it out, and isolate the teams' pods`);
}

function keyOf({ gatewayName, gatewayNamespace }: ISharedGateway): string {
  return `${gatewayNamespace}/${gatewayName}`;
}

function checkOnce(place: Place, scope: Construct, gateway: ISharedGateway): void {
  const owner = RESTRICTED.ownerOf(scope, keyOf(gateway));
  if (owner !== undefined) throw refused(place, `gateway ${keyOf(gateway)} is restricted by ${owner} already; add the backends there`);
}

function portsOption(place: Place, ports: number[] | undefined, option = 'listenerPorts'): PortData[] | undefined {
  if (ports === undefined) return undefined;
  const list = listOption(place, option, ports, '[80, 443]');
  list.forEach((port, i) => check(place, `${option}[${i}]`, port, portProblem(port)));
  return tcp(list);
}

function ingressOf(
  place: Place, props: GatewayIsolationProps, listeners: PortData[], gateway: ISharedGateway, facts: ProxyFacts | undefined,
): NetworkPolicyIngressRule[] {
  const { metrics } = gateway.infrastructure.implementation._facts();
  const readers = listOption(place, 'metricsReaders', props.metricsReaders, '[{ namespace: "monitoring" }]')
    .map((reader, i) => readerPeer(place, `metricsReaders[${i}]`, reader));
  const clients = listOption(place, 'clientCidrs', props.clientCidrs, '["203.0.113.0/24"]').map((cidr, i) => {
    check(place, `clientCidrs[${i}]`, cidr, cidrProblem(cidr));
    return { ipBlock: { cidr } };
  });
  const pods = portsOption(place, props.podPorts, 'podPorts') ?? listeners.map((data) => podPort(place, data, gateway, facts));
  const asked = tcp([...(metrics ? [metrics.number] : []), ...facts?.metrics ?? []]);
  return [
    ...ingressRule(pods, clients),
    ...ingressRule(tcp(facts?.readiness ?? [])),
    ...(readers.length > 0 ? ingressRule(asked, readers) : []),
  ];
}

function podPort(place: Place, data: PortData, gateway: ISharedGateway, facts: ProxyFacts | undefined): PortData {
  const port = facts === undefined ? data.port : facts.podPort(data.port!);
  if (port !== undefined) return { protocol: data.protocol, port };
  throw refused(place, `${gateway.infrastructure.implementation.name} picks the pods' port for a listener on ${data.port} itself; `
    + 'write podPorts with the ports of the proxy pods');
}

function readerPeer(place: Place, option: string, reader: MetricsReader): NetworkPolicyPeer {
  checkKnown(place, `${option}.`, reader, { namespace: true, podLabels: true });
  check(place, `${option}.namespace`, reader?.namespace, labelProblem(reader?.namespace));
  const { namespace, podLabels } = reader;
  if (podLabels !== undefined) checkLabels(place, `${option}.podLabels`, podLabels);
  return podsPeer(namespace, podLabels);
}
