import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ClusterData, DestinationData, PortData } from '../../manifest/grant-data';
import { destinationRule, dnsRules, placed, policyPorts } from '../egress/egress-rules';
import { NetworkPolicy } from '../kinds/network-policy';
import {
  type NetworkPolicyEgressRule, type NetworkPolicyIngressRule, type NetworkPolicyPeer, NetworkPolicyType,
} from '../kinds/network-policy-rules';

/** Proxy pods, and what stays open to them. */
interface ProxyPolicies {
  readonly namespace: string;
  readonly podLabels: Record<string, string>;
  readonly metadata?: ApiObjectMetadata;
  /** What comes in; left out where the implementation says that itself. */
  readonly ingress?: NetworkPolicyIngressRule[];
  readonly cluster: ClusterData;
  readonly control: readonly DestinationData[];
  readonly backends: readonly DestinationData[];
}

/**
 * The policies over a gateway's proxy pods: what comes in, what they need to work at all (their control plane and DNS), and where
 * they may send requests.
 */
export function proxyPolicies(scope: Construct, parts: ProxyPolicies): ApiObject[] {
  const { namespace, podLabels, ingress, cluster, control, backends } = parts;
  const metadata = { ...parts.metadata, namespace };
  const podSelector = { matchLabels: { ...podLabels } };
  const out = { podSelector, policyTypes: [NetworkPolicyType.EGRESS] };
  const rules = (destinations: readonly DestinationData[]): NetworkPolicyEgressRule[] =>
    placed(destinations, cluster).map(destinationRule);
  return [
    ...(ingress ? [new NetworkPolicy(scope, 'ingress', {
      metadata, spec: { podSelector, policyTypes: [NetworkPolicyType.INGRESS], ...(ingress.length > 0 && { ingress }) },
    })] : []),
    new NetworkPolicy(scope, 'control', {
      metadata, spec: { ...out, egress: [...dnsRules(cluster), ...rules(control)] },
    }),
    ...(backends.length > 0
      ? [new NetworkPolicy(scope, 'backends', { metadata, spec: { ...out, egress: rules(backends) } })] : []),
  ];
}

/** A rule for ports of the pods, from peers or, without any, from everywhere; none where there are no ports. */
export function ingressRule(ports: readonly PortData[], peers: NetworkPolicyPeer[] = []): NetworkPolicyIngressRule[] {
  if (ports.length === 0) return [];
  return [{ ...(peers.length > 0 && { peers }), ports: policyPorts(ports) }];
}

/** TCP ports, each once. */
export function tcp(ports: readonly number[]): PortData[] {
  return [...new Set(ports)].map((port) => ({ protocol: 'TCP', port }));
}
