import type { ClusterData, DestinationData, DnsPeerData, PortData } from '../../../manifest/grant-data';
import { isInCluster, namedProblem } from '../../../manifest/named-destinations';
import type { Problem } from '../../../manifest/problem';
import { distinct } from '../../../manifest/same-json';
import { placed } from '../egress-rules';
import { BY_ADDRESS, type LockdownBackend, type LockdownPlan, type PlannedObject, reasonsOf, selectorOf } from './backend';
import { denyPolicy } from './network-policies';

const POLICY = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' };
const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';
/** Names of the cluster are never asked for outside; resolvers complete each name with these first. */
const CLUSTER_DOMAIN = 'cluster.local';
/** Where the Kubernetes API usually answers: of managed clusters, and of those that kubeadm makes. */
const API_PORTS: readonly number[] = [443, 6443];
/** What stands before the cluster's domain when a name is completed: namespace and `svc`. */
const COMPLETION = 2;

/** CiliumNetworkPolicies. Source: Cilium, DNS-based and layer 3 policies. */
export const CILIUM: LockdownBackend = {
  title: 'Cilium',
  promises: {
    undoneBy: 'policies add up: whoever may write NetworkPolicies or CiliumNetworkPolicies there opens more with '
      + 'one of their own',
    hosts: BY_ADDRESS,
  },
  problem: (destination, { cluster, settings }) => {
    if (destination.form === 'kubernetesApi') return undefined;
    return destination.form === 'host' ? hostProblem(destination, settings.version) : namedProblem(destination, cluster);
  },
  plan: (plan) => [
    ...(plan.podLabels ? [] : [denyPolicy(plan)]), ...dnsPolicies(plan), ...openingPolicies(plan),
  ],
};

/** Two stars stand for any depth from 1.19 on; before, they were read as one label. */
function hostProblem({ depth, host }: DestinationData, version: string | undefined): Problem | undefined {
  if (depth !== 'anyDepth' || knowsDepth(version)) return undefined;
  return {
    reason: `Cilium ${version ?? 'before 1.19'} reads "**.${host}" as one label`,
    fix: `write EgressBackend.cilium({ version: "1.19" }) where it is that or later, or write Destination.oneLabelUnder("${host}", …)`,
  };
}

function knowsDepth(version: string | undefined): boolean {
  const [major, minor] = (version ?? '1.0').split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 19);
}

/** The way to DNS, for the names that are open and those of the cluster: any other would carry data out. */
function dnsPolicies(plan: LockdownPlan): PlannedObject[] {
  const hosts = plan.destinations.filter(({ form }) => form === 'host');
  if (plan.podLabels && hosts.length === 0) return [];
  const dns = [...hosts.map(nameOf), ...clusterNames(hosts, plan.settings.version)];
  const egress = plan.cluster.dns.map((peer) => ({
    ...dnsPeer(peer),
    toPorts: [{ ports: peer.ports.map((port) => ({ port: String(port), protocol: 'ANY' })), rules: { dns: distinct(dns) } }],
  }));
  return [{
    ...POLICY, id: `${plan.namespace}-dns`, namespace: plan.namespace,
    fields: { spec: { endpointSelector: selectorOf(plan.podLabels), egress } },
  }];
}

function dnsPeer({ form, cidr, namespace, podLabels = {} }: DnsPeerData): Record<string, unknown> {
  return form === 'cidr' ? { toCIDR: [cidr] } : { toEndpoints: [podsOf(namespace, podLabels)] };
}

function nameOf({ depth, host }: DestinationData): Record<string, string> {
  if (depth === 'exact') return { matchName: String(host) };
  return { matchPattern: `${depth === 'oneLabel' ? '*' : '**'}.${host}` };
}

/** Before 1.19 each number of labels needs a pattern of its own. */
function clusterNames(hosts: readonly DestinationData[], version: string | undefined): Record<string, string>[] {
  if (knowsDepth(version)) return [{ matchPattern: `**.${CLUSTER_DOMAIN}` }];
  const longest = Math.max(4, ...hosts.map(({ host = '' }) => host.split('.').length + 1)) + COMPLETION;
  return Array.from({ length: longest }, (_, i) => ({ matchPattern: `${'*.'.repeat(i + 1)}${CLUSTER_DOMAIN}` }));
}

function openingPolicies(plan: LockdownPlan): PlannedObject[] {
  const open = plan.destinations.flatMap((destination) => destination.form === 'kubernetesApi'
    ? [destination]
    : placed([destination], plan.cluster));
  if (open.length === 0) return [];
  return [{
    ...POLICY, id: `${plan.namespace}-allow`, namespace: plan.namespace,
    annotations: reasonsOf(open.map(({ reason }) => reason)),
    fields: {
      spec: { endpointSelector: selectorOf(plan.podLabels), egress: open.map((one) => ruleOf(one, plan.cluster)) },
    },
  }];
}

/** The ports of the Kubernetes API: as the profile says, or those that distributions give it. */
function apiPorts({ apiServer = [] }: ClusterData): PortData[] {
  const known = [...new Set(apiServer.flatMap(({ ports }) => ports))];
  return (known.length > 0 ? known : API_PORTS).map((port) => ({ protocol: 'TCP', port }));
}

function ruleOf(destination: DestinationData, cluster: ClusterData): Record<string, unknown> {
  const { form, cidr, except, namespace, podLabels, ports } = destination;
  // Cilium knows the API servers, whatever their addresses.
  if (form === 'kubernetesApi') return { toEntities: ['kube-apiserver'], toPorts: [{ ports: apiPorts(cluster).map(portOf) }] };
  const toPorts = [{ ports: ports.map(portOf) }];
  if (form === 'host') return { toFQDNs: [nameOf(destination)], toPorts };
  if (isInCluster(destination)) return { toEndpoints: [podsOf(namespace, form === 'namespace' ? {} : podLabels)], toPorts };
  return { toCIDRSet: [{ cidr, ...(except && { except: [...except] }) }], toPorts };
}

function podsOf(namespace: string | undefined, podLabels: Record<string, string> = {}): Record<string, unknown> {
  const labels = Object.entries(podLabels).map(([key, value]) => [`k8s:${key}`, value]);
  return { matchLabels: Object.fromEntries([[NAMESPACE, String(namespace)], ...labels]) };
}

function portOf({ protocol, port, endPort }: PortData): Record<string, unknown> {
  return { port: String(port), ...(endPort !== undefined && { endPort }), protocol };
}
