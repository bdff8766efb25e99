import { App } from 'cdk8s';
import { Destination, EgressBackend, EgressLockdown, Findings, OperatorChart, PolicyTier } from '../../../src';
import type { ClusterData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { BLOCK, lockedChart } from './backends/lock';

const coded = (chart: OperatorChart, code: string) => Findings.of(chart).filter((finding) => finding.code === code);

describe('GW538: a back end that the cluster does not have', () => {
  const told = (backend: EgressBackend, cluster: Partial<ClusterData>) =>
    coded(lockedChart({ backend }, cluster), 'GW538').map(({ severity, message, fix }) => `${severity}: ${message}; ${fix}`);

  test.each<[string, EgressBackend, Partial<ClusterData>, RegExp]>([
    [
      'Calico on Cilium', EgressBackend.calico(), { networkPlugin: 'cilium' },
      /^error: EgressBackend\.calico\(\) is for the network plugin calico, and the profile of cluster "eks" says cilium, which is not known to read its policies: nothing is closed; .* networkPlugin: "calico"/,
    ],
    ['Cilium on Calico', EgressBackend.cilium(), { networkPlugin: 'calico' }, /^error: EgressBackend\.cilium\(\) is for the network plugin cilium, .* says calico/],
    ['Cilium on Dataplane V2', EgressBackend.cilium(), { name: 'gke', networkPlugin: 'dataplane-v2' }, /^error: .* cluster "gke" says dataplane-v2/],
    ['OVN-Kubernetes on Cilium', EgressBackend.ovnEgressFirewall(), { networkPlugin: 'cilium' }, /^error: .* network plugin ovn-kubernetes, .* says cilium, .*: the ports of hosts are open to every public address;/],
    ['GKE\'s on EKS', EgressBackend.gkeFqdn(), { name: 'eks' }, /^error: EgressBackend\.gkeFqdn\(\) is for GKE, and .* the cluster is "eks", where nothing reads its policies: hosts stay closed; .* ClusterProfile\.gke\(\)/],
    ['GKE\'s on its other plugin', EgressBackend.gkeFqdn(), { networkPlugin: 'calico' }, /^error: .* network plugin dataplane-v2, .* says calico/],
    ['EKS Auto Mode\'s on kubeadm', EgressBackend.eksAuto(), { name: 'kubeadm' }, /^error: .* is for EKS Auto Mode, .* is "kubeadm", .*eksAuto\(\{ serviceCidr \}\)/],
    ['EKS Auto Mode\'s on EKS with nodes', EgressBackend.eksAuto(), { name: 'eks' }, /^error: .* is for EKS Auto Mode, .* is "eks"/],
    [
      'the Baseline tier, which stands alone', EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE }), { networkPlugin: 'cilium' },
      /^error: EgressBackend\.clusterNetworkPolicy\(\) is for the network plugin calico, kube-ovn or kindnet, .* says cilium/,
    ],
    ['the Admin tier, beside which NetworkPolicies close', EgressBackend.clusterNetworkPolicy(), { networkPlugin: 'ovn-kubernetes' }, /^warning: .* says ovn-kubernetes, .*: all outside the cluster stays closed;/],
    ['the profile\'s own', undefined as never, { networkPlugin: 'cilium', egressBackend: EgressBackend.calico()._data() }, /^error: EgressBackend\.calico\(\)/],
  ])('%s', (_, backend, cluster, message) => {
    expect(told(backend, cluster)).toEqual([expect.stringMatching(message)]);
  });

  test.each<[string, EgressBackend, Partial<ClusterData>]>([
    ['where no plugin is named', EgressBackend.calico(), { networkPlugin: undefined }],
    ['where nothing is known of the plugin', EgressBackend.cilium(), { networkPlugin: 'azure-cni-cilium' }],
    ['where nothing is known of the cluster', EgressBackend.eksAuto(), { name: 'ours' }],
    ['on its own', EgressBackend.gkeFqdn(), {}], ['on any plugin', EgressBackend.istio(), { networkPlugin: 'cilium' }],
  ])('is not told %s', (_, backend, cluster) => {
    expect(told(backend, cluster)).toEqual([]);
  });
});

describe('GW539: lockdowns of some pods that may meet in one', () => {
  const meeting = (...labels: Record<string, string>[]) => {
    const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
    const grant = testGrant({ isolation: { ingress: false, egress: true }, cluster: grantData().cluster });
    new EgressLockdown(chart, 'all', { grant });
    labels.forEach((pods, i) => new EgressLockdown(chart, `some-${i}`, {
      grant, pods, allow: [i === 0 ? BLOCK : Destination.cidr('198.51.100.0/24', 443, { reason: 'orders' })],
    }));
    return coded(chart, 'GW539').map(({ construct, message }) => `${construct}: ${message}`);
  };

  test('labels of different keys may be those of one pod', () => {
    expect(meeting({ app: 'web' }, { tier: 'edge' })).toEqual([expect.stringMatching(
      /^edge\/some-1\/ecommerce-prod-allow: a pod of namespace "ecommerce-prod" with app=web,tier=edge is under this lockdown and that of edge\/some-0/,
    )]);
    expect(meeting({ app: 'web' }, { tier: 'edge' }, { zone: 'a', app: 'web2' })).toHaveLength(2);
  });

  test('one label of different values tells pods apart', () => {
    expect(meeting({ app: 'web' }, { app: 'job', tier: 'edge' })).toEqual([]);
  });
});
