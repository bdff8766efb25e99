import type { ClusterData, DestinationData, DnsPeerData } from '../../manifest/grant-data';

/** A peer of a NetworkPolicy rule. */
interface Peer {
  readonly ipBlock?: { readonly cidr: string; readonly except?: string[] };
  readonly namespaceSelector?: { readonly matchLabels: Record<string, string> };
  readonly podSelector?: { readonly matchLabels: Record<string, string> };
}

/** An egress rule of a NetworkPolicy. */
interface EgressRule {
  readonly to: Peer[];
  readonly ports: { readonly protocol: string; readonly port?: number; readonly endPort?: number }[];
}

/** The spec of a NetworkPolicy over all pods of its namespace. */
export interface EgressSpec {
  readonly podSelector: Record<string, never>;
  readonly policyTypes: string[];
  readonly egress?: EgressRule[];
}

/** A policy that opens these ways out; without any it closes all. */
export function egressSpec(egress: EgressRule[]): EgressSpec {
  return { podSelector: {}, policyTypes: ['Egress'], ...(egress.length > 0 && { egress }) };
}

/** The ways to the cluster's DNS resolver: each of its addresses by itself, over UDP and TCP. */
export function dnsRules({ dns }: ClusterData): EgressRule[] {
  return dns.map((peer) => ({
    to: [dnsPeer(peer)],
    ports: peer.ports.flatMap((port) => [{ protocol: 'UDP', port }, { protocol: 'TCP', port }]),
  }));
}

function dnsPeer({ form, cidr, namespace, podLabels }: DnsPeerData): Peer {
  return form === 'cidr' ? { ipBlock: { cidr: String(cidr) } } : podsPeer(String(namespace), podLabels);
}

/** The way to one destination. */
export function destinationRule({ form, cidr, except, namespace, podLabels, ports }: DestinationData): EgressRule {
  const peer = form === 'cidr'
    ? { ipBlock: { cidr: String(cidr), ...(except && { except: [...except] }) } }
    : podsPeer(String(namespace), form === 'namespace' ? undefined : podLabels);
  return { to: [peer], ports: ports.map((port) => ({ ...port })) };
}

/** Pods of a namespace, which is named by the label that only the control plane sets. */
function podsPeer(namespace: string, podLabels: Record<string, string> | undefined): Peer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(podLabels && { podSelector: { matchLabels: { ...podLabels } } }),
  };
}
