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

/** Priority of a ClusterNetworkPolicy. Source: network-policy-api v0.2.0, ClusterNetworkPolicySpec. */
export const priorityProblem = (value: unknown): Problem | undefined => integerProblem(value, 0, 1000, '100');

/** Order of a Calico policy, before NetworkPolicies, which Calico gives 1000. Source: Calico, policy order. */
export const orderProblem = (value: unknown): Problem | undefined => integerProblem(value, 0, 999, '500');

/** How many proxies run. */
export const replicasProblem = (value: unknown): Problem | undefined => integerProblem(value, 2, 100, '2');
