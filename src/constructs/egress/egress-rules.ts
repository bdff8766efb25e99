import type { ClusterData, DestinationData, DnsPeerData } from '../../manifest/grant-data';
import { NAME_LABEL } from '../../manifest/names';
import type { NetworkPolicySpec } from '../kinds/network-policy';
import {
  type NetworkPolicyEgressRule, type NetworkPolicyPeer, NetworkPolicyProtocol, NetworkPolicyType,
} from '../kinds/network-policy-rules';

/** A policy over all pods of its namespace that opens these ways out; without any it closes all. */
export function egressSpec(egress: NetworkPolicyEgressRule[]): NetworkPolicySpec {
  return { podSelector: {}, policyTypes: [NetworkPolicyType.EGRESS], ...(egress.length > 0 && { egress }) };
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

/** The way to one destination. */
export function destinationRule({ form, cidr, except, namespace, podLabels, ports }: DestinationData): NetworkPolicyEgressRule {
  const peer = form === 'cidr'
    ? { ipBlock: { cidr: String(cidr), ...(except && { except: [...except] }) } }
    : podsPeer(String(namespace), form === 'namespace' ? undefined : podLabels);
  const named = ports.map(({ protocol, ...numbers }) => ({ protocol: NetworkPolicyProtocol[protocol], ...numbers }));
  return { to: [peer], ports: named };
}

/** Pods of a namespace, which is named by the label that only the control plane sets. */
function podsPeer(namespace: string, podLabels: Record<string, string> | undefined): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } },
    ...(podLabels && { podSelector: { matchLabels: { ...podLabels } } }),
  };
}
