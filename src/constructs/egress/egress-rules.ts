import { parseCidr } from '../../manifest/cidr';
import type { ClusterData, DestinationData, DnsPeerData, PortData } from '../../manifest/grant-data';
import { HBONE_PORT } from '../../manifest/mesh-ports';
import { asBlocks, isInCluster } from '../../manifest/named-destinations';
import { NAME_LABEL } from '../../manifest/names';
import type { NetworkPolicySpec } from '../kinds/network-policy';
import {
  type NetworkPolicyEgressRule, type NetworkPolicyPeer, NetworkPolicyProtocol, NetworkPolicyType,
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
  const named = ports.map(({ protocol, ...numbers }) => ({ protocol: NetworkPolicyProtocol[protocol], ...numbers }));
  return { to: [peer], ports: named };
}

/** Destinations as policies see them in a cluster: addresses for names that stand for some, and the mesh's port to pods. */
export function placed(destinations: readonly DestinationData[], cluster: ClusterData): DestinationData[] {
  return destinations.flatMap((destination) => isInCluster(destination)
    ? [{ ...destination, ports: podPorts(destination.ports, cluster) }]
    : asBlocks(destination, cluster));
}

/** The ports of pods: in an ambient mesh all of TCP arrives on one more. */
export function podPorts(ports: readonly PortData[], { mesh }: Pick<ClusterData, 'mesh'>): PortData[] {
  const tunnels = mesh === 'ambient' && ports.some(({ protocol }) => protocol === 'TCP');
  return [...ports, ...(tunnels ? [{ protocol: 'TCP', port: HBONE_PORT } as const] : [])];
}

/** Narrow blocks before wide ones: where rules have an order, what a wide block excepts may be open by itself. */
export function narrowFirst(destinations: readonly DestinationData[]): DestinationData[] {
  const length = ({ cidr = '' }: DestinationData): number => parseCidr(cidr)?.length ?? 0;
  const excepts = ({ except }: DestinationData): number => Number(except !== undefined);
  return [...destinations].sort((a, b) => excepts(a) - excepts(b) || length(b) - length(a));
}

/** Pods of a namespace, which is named by the label that only the control plane sets. */
function podsPeer(namespace: string, podLabels: Record<string, string> | undefined): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } },
    ...(podLabels && { podSelector: { matchLabels: { ...podLabels } } }),
  };
}
