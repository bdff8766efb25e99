import type { TestCluster } from '../objects';
import { adminPoliciesOf, baselinePoliciesOf, clusterPoliciesOf } from './cluster-policies';
import { networkPoliciesOf } from './network-policies';
import { packetsOf } from './packets';
import { namespacesOf, nodesOf, podsOf } from './pods';
import { type Settings, settingsOf } from './settings';

/** A small cluster, the same for the same seed. */
export function clusterOf(seed: number): { cluster: TestCluster; settings: Settings } {
  const settings = settingsOf(seed);
  const namespaces = namespacesOf(settings);
  const nodes = nodesOf(settings);
  const pods = podsOf(settings, namespaces, nodes);
  return {
    settings,
    cluster: {
      namespaces, nodes, pods,
      networkPolicies: networkPoliciesOf(settings, namespaces),
      adminNetworkPolicies: adminPoliciesOf(settings),
      baselineAdminNetworkPolicies: baselinePoliciesOf(settings),
      clusterNetworkPolicies: clusterPoliciesOf(settings),
      packets: packetsOf(settings, pods, nodes),
    },
  };
}
