import type { EgressBackendData, EgressBackendName } from '../../../manifest/grant-data';
import type { LockdownBackend } from './backend';
import { CALICO } from './calico';
import { CILIUM } from './cilium';
import { CLUSTER_NETWORK_POLICY } from './cluster-network-policy';
import { EGRESS_GATEWAY } from './egress-gateway';
import { EKS_AUTO } from './eks-auto';
import { GKE_FQDN } from './gke-fqdn';
import { ISTIO } from './istio';
import { NETWORK_POLICY } from './network-policy';
import { OVN_EGRESS_FIREWALL } from './ovn-egress-firewall';
import { PROXY } from './proxy';

export { proxyUrl } from './proxy';

/** The back ends by name. */
export const BACKENDS: Record<EgressBackendName, LockdownBackend> = {
  networkPolicy: NETWORK_POLICY,
  cilium: CILIUM,
  clusterNetworkPolicy: CLUSTER_NETWORK_POLICY,
  gkeFqdn: GKE_FQDN,
  eksAuto: EKS_AUTO,
  ovnEgressFirewall: OVN_EGRESS_FIREWALL,
  calico: CALICO,
  istio: ISTIO,
  proxy: PROXY,
  egressGateway: EGRESS_GATEWAY,
};

/** Settings with which a back end can do most, to see whether one could hold a destination at all. */
export const MOST_ABLE: Record<EgressBackendName, EgressBackendData> = {
  networkPolicy: { name: 'networkPolicy' },
  cilium: { name: 'cilium', version: '1.19' },
  clusterNetworkPolicy: { name: 'clusterNetworkPolicy', tier: 'Admin', priority: 100, experimental: true },
  gkeFqdn: { name: 'gkeFqdn' },
  eksAuto: { name: 'eksAuto' },
  ovnEgressFirewall: { name: 'ovnEgressFirewall' },
  calico: { name: 'calico', order: 500 },
  istio: { name: 'istio', namespace: 'istio-system' },
  proxy: { name: 'proxy' },
  egressGateway: { name: 'egressGateway' },
};
