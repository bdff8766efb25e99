import { MeshMode } from '../../../src';
import type { Manifest } from '../../../src/manifest/manifest';
import { Enforced, named } from '../../util/enforced';
import { GuardedCompany } from '../../util/guarded-company';
import { widened } from '../../util/widened';

describe.each([MeshMode.AMBIENT, MeshMode.SIDECAR])('in a mesh: %s', (mesh) => {
  const company = new GuardedCompany(mesh);
  const manifests = company.manifests();
  const enforced = new Enforced(manifests);
  const namespaceOf = ({ metadata }: Manifest): string => String((metadata as { namespace?: string }).namespace);
  const ofTeams = manifests.filter((manifest) => company.teams().includes(namespaceOf(manifest)) && manifest.kind !== 'Role');

  test('the app holds an object of every back end, and of each construct', () => {
    const istio = mesh === MeshMode.SIDECAR ? ['networking.istio.io/ServiceEntry', 'networking.istio.io/Sidecar'] : [];
    expect([...new Set(ofTeams.map(({ apiVersion, kind }) => `${apiVersion.split('/')[0]}/${kind}`))].sort()).toEqual([
      'cilium.io/CiliumNetworkPolicy', 'k8s.ovn.org/EgressFirewall', 'networking.gke.io/FQDNNetworkPolicy', ...istio,
      'networking.k8s.aws/ApplicationNetworkPolicy', 'networking.k8s.io/NetworkPolicy', 'projectcalico.org/NetworkPolicy',
    ]);
  });

  test('enforced guards refuse nothing that the operators\' constructs emit', () => {
    expect(enforced.all(manifests)).toEqual([]);
  });

  test('namespaces of egress gateways and of proxies are the platform\'s', () => {
    const pod = (namespace: string) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace, labels: { 'gateway.networking.k8s.io/gateway-name': 'out' } }, spec: { containers: [] },
    });
    for (const namespace of ['edge', 'egress', 'forward-proxies']) expect(enforced.refusals(pod(namespace))).toEqual([]);
    expect(enforced.refusals(pod('batch')).map(({ policy }) => policy)).toEqual(['cluster-guards-pods']);
  });

  describe('of a tenant', () => {
    test.each(ofTeams.map((manifest) => [named(manifest), manifest] as const))('%s with one more peer is refused', (_, manifest) => {
      expect(enforced.refusals(widened(manifest))).not.toEqual([]);
    });

    const renamed = (manifest: Manifest, name = 'own'): Manifest => ({ ...manifest, metadata: { ...manifest.metadata as object, name } });
    const closed = ofTeams.filter(({ apiVersion }) => apiVersion !== 'networking.k8s.io/v1');

    test.each(closed.map((manifest) => [named(manifest), manifest] as const))('%s under another name is refused', (_, manifest) => {
      expect(enforced.refusals(renamed(manifest)).map(({ policy }) => policy)).toEqual(['cluster-guards-closed-kinds']);
    });

    test('what allowances and neighbours open is refused under another name', () => {
      const policies = ofTeams.filter((manifest) => /monitoring|webhook|-way-/.test(named(manifest)));
      expect(policies.length).toBeGreaterThan(5);
      for (const policy of policies) expect([named(policy), enforced.refusals(renamed(policy))]).not.toEqual([named(policy), []]);
    });

    test('each is refused in another namespace', () => {
      for (const manifest of closed) {
        const moved = { ...manifest, metadata: { ...manifest.metadata as object, namespace: 'new' } };
        expect(enforced.refusals(moved)).not.toEqual([]);
      }
    });

    test('specs beside the spec are refused', () => {
      const cilium = ofTeams.find(({ kind }) => kind === 'CiliumNetworkPolicy')!;
      expect(enforced.refusals({ ...cilium, specs: [{}] } as Manifest)).not.toEqual([]);
    });
  });
});
