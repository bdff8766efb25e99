import type { EgressBackendName } from './grant-data';
import { integerProblem } from './numbers';
import type { Problem } from './problem';

/** How code names each back end. */
const FACTORIES: Record<EgressBackendName, string> = {
  networkPolicy: 'networkPolicy()',
  cilium: 'cilium()',
  clusterNetworkPolicy: 'clusterNetworkPolicy()',
  gkeFqdn: 'gkeFqdn()',
  eksAuto: 'eksAuto()',
  ovnEgressFirewall: 'ovnEgressFirewall()',
  calico: 'calico()',
  istio: 'istio()',
  proxy: 'proxy({ namespace, image })',
  egressGateway: 'egressGateway(gateway)',
};

/** The back ends that there are. */
export const BACKEND_NAMES = Object.keys(FACTORIES) as EgressBackendName[];

/** Those that a cluster's profile may name: an egress gateway is one team's. */
export const PROFILE_BACKENDS = BACKEND_NAMES.filter((name) => name !== 'egressGateway');

/** The code that chooses a back end. */
export const backendCode = (name: EgressBackendName): string => `EgressBackend.${FACTORIES[name]}`;

/** Where the policies of a back end are read, and where it is known that they are not. */
interface BackendHome {
  readonly plugins?: { readonly own: readonly string[]; readonly others: readonly string[] };
  /** The distribution that has it alone. */
  readonly cluster?: { readonly title: string; readonly factory: string; readonly others: readonly string[] };
  /** What its lockdowns come to where nothing reads their own kind. */
  readonly unread: string;
}

/** Names of network plugins, as profiles of clusters have them. */
export const NETWORK_PLUGINS: readonly string[] = [
  'antrea', 'aws-vpc-cni', 'azure', 'calico', 'cilium', 'dataplane-v2', 'flannel', 'kindnet', 'kube-ovn', 'kube-router',
  'ovn-kubernetes', 'weave',
];
const CLUSTERS: readonly string[] = ['kubeadm', 'eks', 'eks-auto', 'gke', 'aks', 'openshift', 'kind', 'minikube'];

const onPlugins = (...own: string[]): Pick<BackendHome, 'plugins'> =>
  ({ plugins: { own, others: NETWORK_PLUGINS.filter((name) => !own.includes(name)) } });
const onCluster = (title: string, own: string, factory: string): Pick<BackendHome, 'cluster'> =>
  ({ cluster: { title, factory, others: CLUSTERS.filter((name) => name !== own) } });

const ALL_OPEN = 'nothing is closed';

/** Back ends that not every cluster can have. Sources: the documentation of each; network-policy-api, implementations. */
const HOMES: Partial<Record<EgressBackendName, BackendHome>> = {
  cilium: { ...onPlugins('cilium'), unread: 'all ways out stay closed, that to the resolver too' },
  // kindnet embeds the reference implementation, whichever version that is.
  clusterNetworkPolicy: { ...onPlugins('calico', 'kube-ovn', 'kindnet'), unread: ALL_OPEN },
  gkeFqdn: { ...onPlugins('dataplane-v2'), ...onCluster('GKE', 'gke', 'gke()'), unread: 'hosts stay closed' },
  eksAuto: { ...onCluster('EKS Auto Mode', 'eks-auto', 'eksAuto({ serviceCidr })'), unread: ALL_OPEN },
  ovnEgressFirewall: { ...onPlugins('ovn-kubernetes'), unread: 'the ports of hosts are open to every public address' },
  calico: { ...onPlugins('calico'), unread: ALL_OPEN },
};

/** Where a back end's policies are read; undefined where nothing restricts it. */
export const backendHome = (name: EgressBackendName): BackendHome | undefined => HOMES[name];

/** Back ends that are a network plugin's own: to name one is to name the plugin. */
export const NAMES_PLUGIN: readonly EgressBackendName[] = ['cilium', 'gkeFqdn', 'eksAuto', 'ovnEgressFirewall', 'calico'];

/** Priority of a ClusterNetworkPolicy. Source: network-policy-api v0.2.0, ClusterNetworkPolicySpec. */
export const priorityProblem = (value: unknown): Problem | undefined => integerProblem(value, 0, 1000, '100');

/** Order of a Calico policy, before NetworkPolicies, which Calico gives 1000. Source: Calico, policy order. */
export const orderProblem = (value: unknown): Problem | undefined => integerProblem(value, 0, 999, '500');

/** How many proxies run. */
export const replicasProblem = (value: unknown): Problem | undefined => integerProblem(value, 2, 100, '2');
