import { parseCidr } from '../../manifest/cidr';
import type { ClusterData, DestinationData, DnsPeerData, PortData } from '../../manifest/grant-data';
import { podPorts } from '../../manifest/mesh-ports';
import { asBlocks, isInCluster } from '../../manifest/named-destinations';
import { NAME_LABEL } from '../../manifest/names';
import type { NetworkPolicySpec } from '../kinds/network-policy';
import {
  type NetworkPolicyEgressRule, type NetworkPolicyPeer, type NetworkPolicyPort, NetworkPolicyProtocol, NetworkPolicyType,
} from '../kinds/network-policy-rules';

/** A policy over pods of its namespace that opens these ways out; without any it closes all. */
export function egressSpec(egress: NetworkPolicyEgressRule[], podLabels?: Record<string, string>): NetworkPolicySpec {
  const podSelector = podLabels ? { matchLabels: { ...podLabels } } : {};
  return { podSelector, policyTypes: [NetworkPolicyType.EGRESS], ...(egress.length > 0 && { egress }) };
}

/** The ways to the cluster's DNS resolver: each of its addresses by itself, over UDP and TCP. */
export function dnsRules({ dns }: ClusterData): NetworkPolicyEgressRule[] {
  const protocols = [NetworkPolicyProtocol.UDP, NetworkPolicyProtocol.TCP];
  return dns.map((peer) => ({
    to: [dnsPeer(peer)],
    ports: peer.ports.flatMap((port) => protocols.map((protocol) => ({ protocol, port }))),
  }));
}

function dnsPeer({ form, cidr, namespace, podLabels }: DnsPeerData): NetworkPolicyPeer {
  return form === 'cidr' ? { ipBlock: { cidr: String(cidr) } } : podsPeer(String(namespace), podLabels);
}

/** The way to one destination that is addresses or pods. */
export function destinationRule({ form, cidr, except, namespace, podLabels, ports }: DestinationData): NetworkPolicyEgressRule {
  const peer = form === 'cidr'
    ? { ipBlock: { cidr: String(cidr), ...(except && { except: [...except] }) } }
    : podsPeer(String(namespace), form === 'namespace' ? undefined : podLabels);
  return { to: [peer], ports: policyPorts(ports) };
}

/** Ports as NetworkPolicies name them. */
export function policyPorts(ports: readonly PortData[]): NetworkPolicyPort[] {
  return ports.map(({ protocol, ...numbers }) => ({ protocol: NetworkPolicyProtocol[protocol], ...numbers }));
}

/** Destinations as policies see them in a cluster: addresses for names that stand for some, and the mesh's port to pods. */
export function placed(destinations: readonly DestinationData[], cluster: ClusterData): DestinationData[] {
  return destinations.flatMap((destination) => isInCluster(destination)
    ? [{ ...destination, ports: podPorts(destination.ports, cluster) }]
    : asBlocks(destination, cluster));
}

/** Narrow blocks before wide ones: where rules have an order, what a wide block excepts may be open by itself. */
export function narrowFirst(destinations: readonly DestinationData[]): DestinationData[] {
  const length = ({ cidr = '' }: DestinationData): number => parseCidr(cidr)?.length ?? 0;
  const excepts = ({ except }: DestinationData): number => Number(except !== undefined);
  return [...destinations].sort((a, b) => excepts(a) - excepts(b) || length(b) - length(a));
}

/** Pods of a namespace, which is named by the label that only the control plane sets. */
export function podsPeer(namespace: string, podLabels?: Record<string, string>): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } },
    ...(podLabels && { podSelector: { matchLabels: { ...podLabels } } }),
  };
}
