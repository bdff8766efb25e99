import { ClusterProfile, EgressBackend, MeshMode } from '../../../src';
import { API_SERVER, emitted } from './backends/lock';

describe('a profile is refused', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['with a mesh that is none', () => ClusterProfile.eks({ mesh: 'linkerd' as never }), /mesh "linkerd": it is no mode of a mesh/],
    ['with a back end that is none', () => ClusterProfile.eks({ egressBackend: 'cilium' as never }), /egressBackend "cilium": it is no EgressBackend/],
    ['with an address without a prefix', () => ClusterProfile.eks({ kubernetesApi: [{ cidr: '10.0.0.1', ports: [443] }] }), /kubernetesApi\[0\]\.cidr "10\.0\.0\.1": it has no prefix length/],
    ['with an API that is any address', () => ClusterProfile.eks({ kubernetesApi: [{ cidr: '0.0.0.0/0', ports: [443] }] }), /kubernetesApi\[0\]\.cidr "0\.0\.0\.0\/0": it is wider than \/16, .* write its addresses/],
    ['with an API in the pod', () => ClusterProfile.eks({ kubernetesApi: [{ cidr: '127.0.0.1/32', ports: [443] }] }), /kubernetesApi\[0\]\.cidr "127\.0\.0\.1\/32": it is loopback/],
    ['with an API beside metadata', () => ClusterProfile.eks({ kubernetesApi: [{ cidr: '169.254.0.0/16', ports: [80] }] }), /it holds the metadata address 169\.254\.169\.254\/32/],
    ['with an API that is metadata', () => ClusterProfile.eks({ kubernetesApi: [{ cidr: '169.254.169.254/32', ports: [80] }] }), /it holds the metadata address/],
    ['with a resolver that is metadata', () => ClusterProfile.custom({ name: 'own', dns: [{ cidr: '169.254.169.254/32', ports: [53, 80] }] }), /dns\[0\]\.ports \[53, ?80\]: metadata answers at the same address/],
    ['with identities at any address', () => ClusterProfile.eks({ workloadIdentity: [{ cidr: '::/0', ports: [80] }] }), /workloadIdentity\[0\]\.cidr "::\/0": it is wider than \/48/],
    ['with metadata at any address', () => ClusterProfile.custom({ name: 'own', dns: [], metadataCidrs: ['0.0.0.0/0'] }), /metadataCidrs\[0\] "0\.0\.0\.0\/0": it is wider than \/16/],
    ['without ports', () => ClusterProfile.eks({ workloadIdentity: [{ cidr: '10.0.0.1/32', ports: [] }] }), /workloadIdentity\[0\]\.ports .*it names none/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('not with what is right', () => {
    expect(ClusterProfile.eks({ mesh: MeshMode.AMBIENT })._data().mesh).toBe('ambient');
    const own = ClusterProfile.custom({
      name: 'own', dns: [{ cidr: '169.254.169.254/32' }], workloadIdentity: [{ cidr: '169.254.169.254/32', ports: [80] }], kubernetesApi: API_SERVER,
    });
    expect(own._data().workloadIdentity).toEqual([{ cidr: '169.254.169.254/32', ports: [80] }]);
  });
});

test.each<[string, () => unknown, RegExp]>([
  ['cilium', () => EgressBackend.cilium({ version: '1' }), /EgressBackend\.cilium: version "1": it is not major\.minor/],
  ['tier', () => EgressBackend.clusterNetworkPolicy({ tier: 'admin' as never }), /tier "admin": it is no tier/],
  ['priority', () => EgressBackend.clusterNetworkPolicy({ priority: 1001 }), /priority 1001: it is outside 0 to 1000/],
  ['order', () => EgressBackend.calico({ order: 1000 }), /order 1000: it is outside 0 to 999/],
  ['control plane', () => EgressBackend.istio({ controlPlaneNamespace: 'a.b' }), /controlPlaneNamespace "a\.b"/],
  ['lockdown', () => emitted({ backend: 'cilium' as never }), /backend "cilium": it is no EgressBackend/],
])('a back end with a bad %s is refused', (_, make, message) => {
  expect(make).toThrow(message);
});
