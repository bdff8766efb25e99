import { ClusterProfile, Destination, EgressBackend, GkeDns, PolicyTier } from '../../../src';
import { ANY_DEPTH, API_SERVER, BLOCK, type Emitted, emitted, LEDGER, ofKind, ONE_LABEL, REASON, STRIPE } from './backends/lock';

/** Every back end, with what it can hold beside pods. */
const BACKENDS: [string, EgressBackend, Destination[]][] = [
  ['NetworkPolicy', EgressBackend.networkPolicy(), [BLOCK]],
  ['Cilium', EgressBackend.cilium({ version: '1.19' }), [BLOCK, STRIPE]],
  ['ClusterNetworkPolicy, Admin', EgressBackend.clusterNetworkPolicy({ experimental: true }), [BLOCK, STRIPE]],
  ['ClusterNetworkPolicy, Baseline', EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE }), [BLOCK]],
  ['GKE', EgressBackend.gkeFqdn(), [BLOCK, STRIPE]],
  ['EKS Auto Mode', EgressBackend.eksAuto(), [BLOCK, STRIPE]],
  ['OVN-Kubernetes', EgressBackend.ovnEgressFirewall(), [BLOCK, STRIPE]],
  ['Calico', EgressBackend.calico(), [BLOCK]],
  ['Istio', EgressBackend.istio(), [STRIPE]],
  ['a proxy', EgressBackend.proxy({ namespace: 'egress-system', image: 'squid:6' }), [BLOCK, STRIPE]],
  [
    'an egress gateway', EgressBackend.egressGateway({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }),
    [STRIPE, Destination.kubernetesApi({ reason: REASON })],
  ],
];

const inTeam = (manifests: Emitted[]) => manifests.filter(({ metadata }) => [undefined, 'ecommerce-prod'].includes(metadata.namespace));
const texts = (manifests: Emitted[]) => manifests.map(({ spec }) => JSON.stringify(spec));

describe.each(BACKENDS)('%s', (_, backend, allow) => {
  const held = () => inTeam(emitted({ backend, allow: [...allow, LEDGER] }, { apiServer: API_SERVER }));

  test('closes egress alone: what comes in stays as it was, also where nothing is opened', () => {
    for (const manifests of [held(), inTeam(emitted({ backend }))]) {
      const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy' || kind === 'ApplicationNetworkPolicy');
      for (const { apiVersion, spec } of policies) {
        expect(apiVersion.startsWith('projectcalico') ? spec.types : spec.policyTypes).toEqual(['Egress']);
      }
      for (const { spec } of manifests) expect(spec).not.toHaveProperty('ingress');
    }
  });

  test('closes all pods of the namespace', () => {
    expect(texts(held()).some((text) => /"podSelector":\{\},"policyTypes":\["Egress"\]\}|"selector":"all\(\)"|"subject":\{"namespaces"/.test(text))).toBe(true);
  });

  test('denies both families, wherever it denies by address', () => {
    const denied = held().flatMap(({ spec }) => (Array.isArray(spec.egress) ? spec.egress as Record<string, unknown>[] : []))
      .filter((rule) => rule.action === 'Deny' || rule.type === 'Deny').map((rule) => JSON.stringify(rule)).join();
    expect(denied.includes('0.0.0.0/0')).toBe(denied.includes('::/0'));
  });

  test('says why each way is open', () => {
    const reasons = held().flatMap(({ metadata }) => Object.values(metadata.annotations ?? {})).join();
    expect(reasons).toContain('bookings');
    expect(reasons).toContain(allow.includes(BLOCK) ? 'bank' : REASON);
  });

  test('opens the resolver over UDP and TCP', () => {
    const dns = texts(held()).filter((text) => text.includes('kube-dns')).join();
    expect(dns).toMatch(/"ANY"|UDP|"udp"/);
    expect(dns).toMatch(/"ANY"|TCP|"tcp"/);
  });

  test('opens Cloud DNS, which is on the metadata address, on port 53 alone', () => {
    const { dns, metadataCidrs } = ClusterProfile.gke({ dns: GkeDns.CLOUD_DNS })._data();
    const manifests = inTeam(emitted({ backend, allow }, { dns, metadataCidrs, apiServer: API_SERVER }));
    const rules = manifests.flatMap(({ spec }) => (Array.isArray(spec.egress) ? spec.egress as object[] : [])).map((rule) => JSON.stringify(rule));
    const opening = rules.filter((rule) => /"(cidr|cidrSelector)":"169\.254\.169\.254\/32"|\["169\.254\.169\.254\/32"/.test(rule) && !rule.includes('Deny'));
    expect(opening.length + Number(manifests.some(({ kind }) => kind === 'EgressFirewall'))).toBeGreaterThan(0);
    for (const rule of opening) expect([...rule.matchAll(/"(?:port|number)":"?(\d+)|"ports":\[(\d+)\]/g)].map(([, a, b]) => a ?? b)).toEqual(expect.arrayContaining(['53']));
    for (const rule of opening) expect(rule).not.toMatch(/\b(80|443|8080)\b/);
  });

  test('never opens a port 53 to every address, nor metadata', () => {
    const wide = held().flatMap(({ spec }) => (Array.isArray(spec.egress) ? spec.egress as object[] : [])).map((rule) => JSON.stringify(rule))
      .filter((rule) => /"(0\.0\.0\.0|::)\/0"/.test(rule) && /\b53\b/.test(rule));
    expect(wide).toEqual([]);
    expect(() => emitted({ backend, allow: [Destination.cidr('169.254.169.254/32', 80, { reason: REASON })] })).toThrow(/is a metadata address of the cluster/);
  });
});

describe('DNS is open to the resolver of the profile, over UDP and TCP', () => {
  const kubeDns = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  };
  const openShift = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
    podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
  };
  const block = (cidr: string) => ({ ipBlock: { cidr } });

  test.each<[string, ClusterProfile, [object, number[]][]]>([
    ['kubeadm', ClusterProfile.kubeadm(), [[kubeDns, [53]]]],
    ['EKS', ClusterProfile.eks(), [[kubeDns, [53]]]],
    ['EKS Auto Mode', ClusterProfile.eksAuto({ serviceCidr: '172.20.0.0/16' }), [[block('172.20.0.10/32'), [53]]]],
    ['GKE with kube-dns', ClusterProfile.gke(), [[kubeDns, [53]]]],
    ['GKE with Cloud DNS, on the metadata address', ClusterProfile.gke({ dns: GkeDns.CLOUD_DNS }), [[block('169.254.169.254/32'), [53]]]],
    ['AKS', ClusterProfile.aks(), [[kubeDns, [53]]]],
    ['OpenShift, on 5353 of the pods', ClusterProfile.openShift(), [[openShift, [53, 5353]]]],
    ['kind', ClusterProfile.kind(), [[kubeDns, [53]]]],
    ['minikube', ClusterProfile.minikube(), [[kubeDns, [53]]]],
    ['NodeLocal DNSCache', ClusterProfile.kubeadm({ nodeLocalDns: ['169.254.20.10', 'fd00::10'] }), [
      [kubeDns, [53]], [block('169.254.20.10/32'), [53]], [block('fd00::10/128'), [53]],
    ]],
    ['a custom profile', ClusterProfile.custom({ name: 'own', dns: [{ cidr: '10.0.0.53/32', ports: [5300] }] }), [[block('10.0.0.53/32'), [5300]]]],
  ])('%s', (_, profile, expected) => {
    const rules = expected.map(([peer, ports]) => ({
      to: [peer], ports: ports.flatMap((port) => ['UDP', 'TCP'].map((protocol) => ({ protocol, port }))),
    }));
    expect(emitted({}, profile._data())[1].spec.egress).toEqual(rules);
  });

  test('Cloud DNS opens nothing else of the metadata address', () => {
    const manifests = emitted({ allow: [Destination.cidr('169.0.0.0/8', 80, { reason: REASON })] }, ClusterProfile.gke({ dns: GkeDns.CLOUD_DNS })._data());
    type Rules = { to: { ipBlock?: { cidr: string; except?: string[] } }[]; ports: { port: number }[] }[];
    const rules = manifests.flatMap(({ spec }) => (spec.egress ?? []) as Rules);
    const reaching = rules.filter(({ to }) => to.some(({ ipBlock }) => ipBlock && !ipBlock.except?.includes('169.254.169.254/32')));
    expect(reaching.map(({ ports }) => ports.map(({ port }) => port))).toEqual([[53, 53]]);
  });
});

describe('a wildcard is written as each back end reads it, or refused', () => {
  const wildcards = (backend: EgressBackend, destination: Destination) =>
    [...new Set(JSON.stringify(emitted({ backend, allow: [destination] }).map(({ spec, data }) => [spec, data])).match(/\*{1,2}\.x\.io|\^\[\^\.\]\+|dstdom_regex -n -i/g))];

  test.each<[string, EgressBackend, string[] | RegExp, string[] | RegExp]>([
    ['NetworkPolicy', EgressBackend.networkPolicy(), /knows pods and addresses, no names/, /knows pods and addresses, no names/],
    ['Cilium 1.19', EgressBackend.cilium({ version: '1.19' }), ['*.x.io'], ['**.x.io']],
    ['Cilium 1.18', EgressBackend.cilium({ version: '1.18' }), ['*.x.io'], /reads "\*\*\.x\.io" as one label/],
    ['ClusterNetworkPolicy', EgressBackend.clusterNetworkPolicy({ experimental: true }), /matches hosts of any depth/, ['*.x.io']],
    ['GKE', EgressBackend.gkeFqdn(), ['*.x.io'], /matches one label only/],
    ['EKS Auto Mode', EgressBackend.eksAuto(), /matches hosts of any depth/, ['*.x.io']],
    ['OVN-Kubernetes', EgressBackend.ovnEgressFirewall(), ['*.x.io'], /matches one label only/],
    ['Calico', EgressBackend.calico(), /domains are a field of its commercial editions/, /domains are a field of its commercial editions/],
    ['Istio', EgressBackend.istio(), /matches hosts of any depth/, ['*.x.io']],
    [
      'an egress gateway', EgressBackend.egressGateway({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 }),
      /it leads to hosts by their exact names; name each host/, /it leads to hosts by their exact names; name each host/,
    ],
  ])('%s', (_, backend, oneLabel, anyDepth) => {
    for (const [destination, expected] of [[ONE_LABEL, oneLabel], [ANY_DEPTH, anyDepth]] as const) {
      if (expected instanceof RegExp) expect(() => wildcards(backend, destination)).toThrow(expected);
      else expect(wildcards(backend, destination)).toEqual(expected);
    }
  });
});

test.each<[string, EgressBackend]>([
  ['Istio', EgressBackend.istio()], ['OVN-Kubernetes', EgressBackend.ovnEgressFirewall()],
  ['a proxy', EgressBackend.proxy({ namespace: 'egress-system', image: 'squid:6' })],
])('%s, which opens ports of hosts to every public address, takes none on port 53', (_, backend) => {
  const resolver = Destination.host('dns.example.com', 53, { reason: REASON });
  expect(() => emitted({ backend, allow: [resolver] })).toThrow(/dns\.example\.com TCP 53: .* DNS is never anywhere:53; .* could: EgressBackend\.cilium\(\)/);
});

test('no ServiceEntry is without a resolution, with which a TCP port would be open to every address', () => {
  const allow = [
    STRIPE, ANY_DEPTH, Destination.host('db.example.com', 5432, { reason: REASON }), Destination.cidr('203.0.113.7/32', 5432, { reason: REASON }),
    Destination.cidr('2001:db8::7/128', 443, { reason: REASON }), Destination.metadata({ reason: REASON }),
  ];
  const resolutions = ofKind(emitted({ backend: EgressBackend.istio(), allow }), 'ServiceEntry').map(({ spec }) => spec.resolution);
  expect(new Set(resolutions)).toEqual(new Set(['DNS', 'DYNAMIC_DNS', 'STATIC']));
});
