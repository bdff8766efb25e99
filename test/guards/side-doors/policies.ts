import { CLOSED_KIND, Closing, type DoorArea } from './side-door';

/** Policies add up or outrank each other: one more undoes a lockdown. */
export const POLICIES: DoorArea = {
  title: 'Policies that outrank or add',
  doors: [
    {
      id: 'network-policy', door: 'a NetworkPolicy that opens more', leads: 'a default deny: network policies add up',
      closedBy: [Closing.RBAC, Closing.ADMISSION], guard: 'network-policies',
      open: 'policies over the own namespace, declared neighbours, granted destinations and the gateway\'s proxies pass',
    },
    {
      id: 'twin', door: 'a NetworkPolicy under the name of one that selects all pods', leads: 'the isolation that it replaces',
      closedBy: [Closing.ADMISSION], guard: 'network-policies',
      open: 'deletions, which no guard judges; a namespace\'s administrator can delete an isolation',
    },
    {
      id: 'cilium-policy', door: 'a CiliumNetworkPolicy', kinds: ['cilium.io/CiliumNetworkPolicy'],
      leads: 'a default deny: an allow of any policy opens', ...CLOSED_KIND,
      open: 'where a gateway of Cilium is granted, policies that let its proxies in pass (guard `cilium-policies`)',
    },
    {
      id: 'cilium-redirect', door: 'a redirect or a listener of Cilium',
      kinds: ['cilium.io/CiliumLocalRedirectPolicy', 'cilium.io/CiliumEnvoyConfig'],
      leads: 'what Services lead to, and every rule on HTTP', ...CLOSED_KIND,
    },
    {
      id: 'calico-policy', door: 'a policy of Calico',
      kinds: [
        'projectcalico.org/NetworkPolicy', 'projectcalico.org/NetworkSet', 'crd.projectcalico.org/NetworkPolicy',
        'crd.projectcalico.org/NetworkSet',
      ],
      leads: 'a default deny: a lower order outranks NetworkPolicies', ...CLOSED_KIND,
    },
    {
      id: 'antrea-policy', door: 'a policy of Antrea', kinds: ['crd.antrea.io/NetworkPolicy'],
      leads: 'a default deny: its tiers outrank NetworkPolicies', ...CLOSED_KIND,
    },
    {
      id: 'ovn-firewall', door: 'a firewall of OVN-Kubernetes', kinds: ['k8s.ovn.org/EgressFirewall', 'k8s.ovn.org/EgressQoS'],
      leads: 'the namespace\'s one EgressFirewall, which it replaces', ...CLOSED_KIND,
      open: 'the operators\' own lockdown passes as it is; name a firewall from elsewhere in `platformObjects`',
    },
    {
      id: 'aws-policy', door: 'a policy of the VPC CNI or EKS Auto Mode',
      kinds: [
        'networking.k8s.aws/ApplicationNetworkPolicy', 'networking.k8s.aws/PolicyEndpoint',
        'vpcresources.k8s.aws/SecurityGroupPolicy', 'eks.amazonaws.com/NodeClass',
      ],
      leads: 'a default deny, and the security group of the node', ...CLOSED_KIND,
    },
    {
      id: 'gke-policy', door: 'a policy by names of GKE', kinds: ['networking.gke.io/FQDNNetworkPolicy', 'net.gke.io/GCPGateway'],
      leads: 'a default deny: an allow of any policy opens', ...CLOSED_KIND,
    },
    {
      id: 'mesh-authorization', door: 'authorization and mTLS of a mesh',
      kinds: [
        'security.istio.io/AuthorizationPolicy', 'security.istio.io/PeerAuthentication',
        'security.istio.io/RequestAuthentication',
        'policy.linkerd.io/AuthorizationPolicy', 'kuma.io/MeshTrafficPermission', 'consul.hashicorp.com/ServiceIntentions',
      ],
      leads: 'who may call whom in a mesh', ...CLOSED_KIND,
    },
    {
      id: 'cluster-policy', door: 'a policy over the whole cluster',
      kinds: [
        'policy.networking.k8s.io/AdminNetworkPolicy', 'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
        'policy.networking.k8s.io/ClusterNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy',
        'cilium.io/CiliumEgressGatewayPolicy', 'projectcalico.org/GlobalNetworkPolicy', 'crd.antrea.io/ClusterNetworkPolicy',
        'k8s.ovn.org/EgressIP', 'k8s.ovn.org/AdminPolicyBasedExternalRoute', 'networking.k8s.aws/ClusterNetworkPolicy',
      ],
      leads: 'every policy of a namespace: they outrank them', closedBy: [Closing.RBAC],
      open: 'an account that may write cluster-scoped kinds can write these, too: '
        + 'a pipeline takes them from the operators\' files alone',
    },
  ],
};
