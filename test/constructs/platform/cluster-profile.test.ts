import { ClusterProfile, GatewayApiChannel, GkeDns } from '../../../src';

const KUBE_DNS = { form: 'pods', namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, ports: [53] };

describe('cluster profiles', () => {
  const AWS = ['169.254.169.254/32', 'fd00:ec2::254/128'];
  const GOOGLE = ['169.254.169.254/32', 'fd20:ce::254/128'];
  const AZURE = ['169.254.169.254/32', '168.63.129.16/32'];
  const ANY = [...AWS, 'fd20:ce::254/128', '168.63.129.16/32', '100.100.100.200/32'];

  test.each<[string, ClusterProfile, object]>([
    ['kubeadm', ClusterProfile.kubeadm(), { name: 'kubeadm', dns: [KUBE_DNS], metadataCidrs: ANY }],
    ['eks', ClusterProfile.eks(), { name: 'eks', dns: [KUBE_DNS], metadataCidrs: AWS }],
    ['eksAuto', ClusterProfile.eksAuto({ serviceCidr: '172.20.0.0/16' }), {
      name: 'eks-auto', dns: [{ form: 'cidr', cidr: '172.20.0.10/32', ports: [53] }], metadataCidrs: AWS,
    }],
    ['eksAuto with IPv6', ClusterProfile.eksAuto({ serviceCidr: 'fd12:3456:789a::/108' }), {
      name: 'eks-auto', dns: [{ form: 'cidr', cidr: 'fd12:3456:789a::a/128', ports: [53] }], metadataCidrs: AWS,
    }],
    ['gke', ClusterProfile.gke(), { name: 'gke', dns: [KUBE_DNS], metadataCidrs: GOOGLE }],
    ['gke with Cloud DNS', ClusterProfile.gke({ dns: GkeDns.CLOUD_DNS }), {
      name: 'gke', dns: [{ form: 'cidr', cidr: '169.254.169.254/32', ports: [53] }], metadataCidrs: GOOGLE,
    }],
    ['aks', ClusterProfile.aks(), { name: 'aks', dns: [KUBE_DNS], metadataCidrs: AZURE }],
    ['openShift', ClusterProfile.openShift(), {
      name: 'openshift',
      networkPlugin: 'ovn-kubernetes',
      dns: [{
        form: 'pods', namespace: 'openshift-dns', podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, ports: [53, 5353],
      }],
      metadataCidrs: ANY,
    }],
    ['kind', ClusterProfile.kind(), { name: 'kind', networkPlugin: 'kindnet', dns: [KUBE_DNS], metadataCidrs: ANY }],
    ['minikube', ClusterProfile.minikube(), { name: 'minikube', dns: [KUBE_DNS], metadataCidrs: ANY }],
  ])('%s', (_, profile, facts) => {
    expect(profile._data()).toStrictEqual({ gatewayApi: { version: '1.6', channel: 'standard' }, kubernetesVersion: '1.34', ...facts });
  });

  test('what no distribution decides is said on any of them', () => {
    const profile = ClusterProfile.eks({
      gatewayApiVersion: '1.5', gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL, kubernetesVersion: '1.36', networkPlugin: 'cilium',
      nodeLocalDns: ['169.254.20.10', 'fd00::10'],
    });
    expect(profile._data()).toStrictEqual({
      name: 'eks',
      gatewayApi: { version: '1.5', channel: 'experimental' },
      kubernetesVersion: '1.36',
      networkPlugin: 'cilium',
      dns: [KUBE_DNS, { form: 'cidr', cidr: '169.254.20.10/32', ports: [53] }, { form: 'cidr', cidr: 'fd00::10/128', ports: [53] }],
      metadataCidrs: AWS,
    });
  });

  test('a custom one takes every fact', () => {
    const profile = ClusterProfile.custom({
      name: 'on-premises',
      dns: [{ namespace: 'dns', podLabels: { app: 'resolver' }, ports: [5353] }, { cidr: '10.0.0.53/32' }],
      metadataCidrs: [],
    });
    expect(profile._data()).toStrictEqual({
      name: 'on-premises',
      gatewayApi: { version: '1.6', channel: 'standard' },
      kubernetesVersion: '1.34',
      dns: [
        { form: 'pods', namespace: 'dns', podLabels: { app: 'resolver' }, ports: [5353] },
        { form: 'cidr', cidr: '10.0.0.53/32', ports: [53] },
      ],
      metadataCidrs: [],
    });
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no Service CIDR', () => ClusterProfile.eksAuto(undefined as never), /eksAuto: serviceCidr undefined/],
    ...(['kubeadm', 'eks', 'eksAuto', 'gke', 'aks', 'openShift', 'kind', 'minikube', 'custom'] as const).map((factory): [string, () => unknown, RegExp] =>
      [`${factory} with null`, () => ClusterProfile[factory](null as never), new RegExp(`^ClusterProfile\\.${factory}: options null: it is not an object`)]),
    ['resolvers with null', () => ClusterProfile.custom({ name: 'x', dns: [null as never] }), /dns\[0\]: a resolver is named either/],
    ['pod labels in text', () => ClusterProfile.custom({ name: 'x', dns: [{ namespace: 'dns', podLabels: 'app=dns' as never }] }),
      /dns\[0\]\.podLabels "app=dns": it is not a map/],
    ['a Service CIDR that is none', () => ClusterProfile.eksAuto({ serviceCidr: '172.20.0.0' }), /eksAuto: serviceCidr "172.20.0.0": .*prefix length/],
    ['a Service CIDR without a tenth address', () => ClusterProfile.eksAuto({ serviceCidr: '10.0.0.0/30' }), /fewer than ten addresses/],
    ['the name of no cluster', () => ClusterProfile.custom({ name: 'generic', dns: [] }), /custom: name "generic": it stands for a cluster of which nothing is known/],
    ['a release before 1.0', () => ClusterProfile.eks({ gatewayApiVersion: '0.8' }), /eks: gatewayApiVersion "0\.8": the releases of Gateway API are 1\.0 and later/],
    ['a release of another major', () => ClusterProfile.eks({ gatewayApiVersion: '2.0' }), /gatewayApiVersion "2\.0": the releases of Gateway API/],
    ['a version with a zero before it', () => ClusterProfile.eks({ gatewayApiVersion: '1.06' }), /gatewayApiVersion "1\.06": it is not major\.minor/],
    ['a version that is none', () => ClusterProfile.eks({ gatewayApiVersion: 'v1' }), /eks: gatewayApiVersion "v1": it is not major\.minor/],
    ['a channel that is none', () => ClusterProfile.aks({ gatewayApiChannel: 'beta' as GatewayApiChannel }), /gatewayApiChannel "beta": .*EXPERIMENTAL/],
    ['a resolver that is none', () => ClusterProfile.gke({ dns: 'coredns' as GkeDns }), /gke: dns "coredns": .*GkeDns\.CLOUD_DNS/],
    ['a local cache that is no address', () => ClusterProfile.kind({ nodeLocalDns: ['cache.local'] }), /nodeLocalDns\[0\] "cache\.local": .*IP address/],
    ['local caches that are no list', () => ClusterProfile.kind({ nodeLocalDns: '169.254.20.10' as never }), /nodeLocalDns .*it is not a list/],
    ['a network plugin that is no name', () => ClusterProfile.kind({ networkPlugin: 'AWS VPC' }), /networkPlugin "AWS VPC"/],
    ['resolvers that are no list', () => ClusterProfile.custom({ name: 'x' } as never), /custom: dns undefined: it is not a list/],
    ['a resolver by both pods and address', () => ClusterProfile.custom({ name: 'x', dns: [{ cidr: '10.0.0.1/32', podLabels: { a: 'b' } }] }),
      /dns\[0\]: a resolver is named either by its pods or by its address/],
    ['a resolver that is every pod', () => ClusterProfile.custom({ name: 'x', dns: [{ namespace: 'dns', podLabels: {} }] }), /every pod/],
    ['a resolver with a label __proto__', () =>
      ClusterProfile.custom({ name: 'x', dns: [{ namespace: 'dns', podLabels: JSON.parse('{"__proto__":"x"}') as Record<string, string> }] }),
    /podLabels\["__proto__"\]/],
    ['a metadata address that is no CIDR', () => ClusterProfile.custom({ name: 'x', dns: [], metadataCidrs: ['10.0.0.300/32'] }), /metadataCidrs\[0\]/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
