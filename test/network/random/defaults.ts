import type { ClusterPolicy, ClusterRule, NetworkPolicy, Pod, Rule, TestCluster } from './objects';

/** A cluster as an API server stores it: with defaults filled in and without empty lists, which its encoding does not keep. */
export function stored(cluster: TestCluster): TestCluster {
  return {
    ...cluster,
    namespaces: cluster.namespaces.map((one) => {
      const { metadata: { name, labels } } = one;
      return { ...one, metadata: { name, labels: { ...labels, 'kubernetes.io/metadata.name': name } } };
    }),
    pods: cluster.pods.map(storedPod),
    networkPolicies: cluster.networkPolicies.map(storedNetworkPolicy),
    adminNetworkPolicies: cluster.adminNetworkPolicies.map(storedClusterPolicy),
    baselineAdminNetworkPolicies: cluster.baselineAdminNetworkPolicies.map(storedClusterPolicy),
  };
}

function storedPod(pod: Pod): Pod {
  const containers = pod.spec.containers.map((one) => ({ ...one, ports: one.ports?.map((port) => ({ protocol: 'TCP' as const, ...port })) }));
  return { ...pod, spec: { ...pod.spec, containers } };
}

function storedNetworkPolicy(policy: NetworkPolicy): NetworkPolicy {
  const { podSelector, policyTypes, ingress, egress } = policy.spec;
  const types = policyTypes ?? (egress?.length ? ['Ingress', 'Egress'] as const : ['Ingress'] as const);
  return { ...policy, spec: { podSelector, policyTypes: types, ...rules('ingress', ingress), ...rules('egress', egress) } };
}

function rules(field: 'ingress' | 'egress', list: readonly Rule[] = []): Pick<NetworkPolicy['spec'], 'ingress' | 'egress'> {
  return list.length === 0 ? {} : { [field]: list.map((rule) => ({ ...rule, ports: rule.ports?.map((port) => ({ protocol: 'TCP', ...port })) })) };
}

/** By the schema of v1alpha1, which names the protocol TCP where there is none. */
function storedClusterPolicy(policy: ClusterPolicy): ClusterPolicy {
  const filled = (list?: readonly ClusterRule[]): ClusterRule[] | undefined => list?.map((rule) => ({
    ...rule,
    ports: rule.ports?.map(({ portNumber, portRange, namedPort }) => ({
      ...(portNumber && { portNumber: { protocol: 'TCP' as const, ...portNumber } }),
      ...(portRange && { portRange: { protocol: 'TCP' as const, ...portRange } }),
      ...(namedPort !== undefined && { namedPort }),
    })),
  }));
  const { ingress, egress } = policy.spec;
  return { ...policy, spec: { ...policy.spec, ingress: filled(ingress), egress: filled(egress) } };
}
