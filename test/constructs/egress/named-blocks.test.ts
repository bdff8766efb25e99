import { ClusterProfile, Destination } from '../../../src';
import type { ClusterData } from '../../../src/manifest/grant-data';
import { API_SERVER, emitted, REASON } from './backends/lock';

type Rules = { to: { ipBlock?: { cidr: string; except?: string[] } }[] }[];

const allowed = (...args: Parameters<typeof emitted>) => emitted(...args)[2].spec.egress as Rules;

describe('an address block opens what has a name of its own', () => {
  const block = (cidr: string, port: number) => Destination.cidr(cidr, port, { reason: REASON });
  const kubeadm = ClusterProfile.kubeadm({ kubernetesApi: API_SERVER })._data();

  test.each<[string, Destination, ClusterData, RegExp]>([
    ['workload identity', block('169.254.170.23/32', 80), ClusterProfile.eks()._data(), /is where the cluster hands out workloads' credentials; .*Destination\.workloadIdentity/],
    ['the Kubernetes API', block('10.0.0.10/32', 6443), kubeadm, /is an address of the cluster's Kubernetes API; .*Destination\.kubernetesApi\(/],
  ])('not where it is %s', (_, destination, profile, message) => {
    expect(() => emitted({ allow: [destination] }, profile)).toThrow(message);
  });

  test.each<[Destination, ClusterData, string[] | undefined]>([
    [block('169.254.0.0/16', 80), ClusterProfile.eks()._data(), ['169.254.169.254/32', '169.254.170.23/32']],
    [block('10.0.0.0/24', 6443), kubeadm, ['10.0.0.10/32']],
    [block('10.0.0.0/24', 443), kubeadm, undefined],
    [block('10.0.0.10/32', 443), kubeadm, undefined],
  ])('nor by the way where it is wider, on its ports: %#', (destination, profile, except) => {
    expect(allowed({ allow: [destination] }, profile)[0].to[0].ipBlock?.except).toEqual(except);
  });

  test('nor within anywhere', () => {
    const profile = ClusterProfile.kubeadm({ kubernetesApi: [{ cidr: '203.0.113.9/32', ports: [443] }] })._data();
    const except = (port: number) => allowed({ allow: [Destination.anywhere(port, { reason: REASON })] }, profile)[0].to[0].ipBlock?.except;
    expect(except(443)).toContain('203.0.113.9/32');
    expect(except(80)).not.toContain('203.0.113.9/32');
  });
});
