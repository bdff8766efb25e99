import { App, Testing } from 'cdk8s';
import { Destination, EgressBackend, EgressLockdown, OperatorChart, PolicyTier } from '../../../../src';
import { cidrContains, parseCidr } from '../../../../src/manifest/cidr';
import { grantData, testGrant } from '../../../util/grants';
import { ANY_DEPTH, API_SERVER, BLOCK, clusterFor, type Emitted, emitted, LEDGER, ofKind, ONE_LABEL, REASON, STRIPE } from './lock';

interface Rule { readonly name: string; readonly action: string; readonly to: Record<string, unknown>[]; readonly protocols?: unknown[] }

const backend = EgressBackend.clusterNetworkPolicy({ experimental: true });
const policy = (...args: Parameters<typeof emitted>) => ofKind(emitted(...args), 'ClusterNetworkPolicy')[0];
const rulesOf = (manifest: Emitted) => manifest.spec.egress as Rule[];
const HTTPS = [{ tcp: { destinationPort: { number: 443 } } }];
const ALL = [{ networks: ['0.0.0.0/0', '::/0'] }];

test('names are accepted in the Admin tier, what is in the cluster is left to NetworkPolicies, and both families are denied', () => {
  const manifests = emitted({ backend, allow: [STRIPE, ANY_DEPTH, LEDGER] });
  expect(manifests.map(({ kind }) => kind)).toEqual(['ClusterNetworkPolicy', 'NetworkPolicy', 'NetworkPolicy', 'NetworkPolicy']);
  const [cluster, , , allow] = manifests;
  expect(cluster).toEqual(expect.objectContaining({ apiVersion: 'policy.networking.k8s.io/v1alpha2' }));
  expect(cluster.metadata.namespace).toBeUndefined();
  expect(cluster.metadata.annotations).toEqual({ 'egress.cdk8s-gateway.io/reason-2': REASON });
  expect(cluster.spec).toEqual({
    tier: 'Admin', priority: 100, subject: { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'ecommerce-prod' } } },
    egress: [
      {
        name: 'dns', action: 'Accept',
        to: [{
          pods: {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        }],
        protocols: [{ udp: { destinationPort: { number: 53 } } }, { tcp: { destinationPort: { number: 53 } } }],
      },
      { name: 'metadata', action: 'Deny', to: [{ networks: ['169.254.169.254/32', 'fd00:ec2::254/128'] }] },
      { name: 'hosts', action: 'Accept', to: [{ domainNames: ['api.stripe.com', '*.x.io'] }], protocols: HTTPS },
      { name: 'in-cluster', action: 'Pass', to: [{ namespaces: {} }] },
      { name: 'rest', action: 'Deny', to: ALL },
    ],
  });
  expect((allow.spec.egress as { to: unknown[] }[]).map(({ to }) => to)).toEqual([
    [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ledger' } } }],
  ]);
});

test('names are never denied, nor in the Baseline tier, and need the experimental channel', () => {
  const denied = rulesOf(policy({ backend, allow: [STRIPE, Destination.anywhere(443, { reason: 'crawler' })] }))
    .filter(({ action }) => action !== 'Accept').flatMap(({ to }) => to);
  expect(denied.filter((peer) => 'domainNames' in peer)).toEqual([]);
  const baseline = EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE, experimental: true });
  expect(() => emitted({ backend: baseline, allow: [STRIPE] })).toThrow(/names are for the Admin tier/);
  expect(() => emitted({ backend: EgressBackend.clusterNetworkPolicy(), allow: [STRIPE] })).toThrow(/standard channel know no names/);
});

test('one label is refused: a star there is any depth', () => {
  expect(() => emitted({ backend, allow: [ONE_LABEL] })).toThrow(/its "\*\.x\.io" matches hosts of any depth; .*anyDepthUnder.*could: EgressBackend\.cilium\(\)/);
});

test('exceptions are denied before their block on its ports, after what is open by name', () => {
  const rules = rulesOf(policy({
    backend,
    allow: [
      Destination.cidr('198.51.100.0/24', 443, { reason: REASON, exceptions: ['198.51.100.7/32'] }), BLOCK, Destination.metadata({ reason: 'region' }),
    ],
  }));
  expect(rules.map(({ name, action }) => `${name} ${action}`)).toEqual([
    'dns Accept', 'named Accept', 'in-cluster Pass', 'blocks Accept', 'except Deny', 'blocks Accept', 'rest Deny',
  ]);
  expect(rules[1].to).toEqual([{ networks: ['169.254.169.254/32', 'fd00:ec2::254/128'] }]);
  expect(rules[4]).toEqual({ name: 'except', action: 'Deny', to: [{ networks: ['198.51.100.7/32'] }], protocols: HTTPS });
});

const CRAWLER = Destination.anywhere(443, { reason: 'crawler' });
const actionsOf = (manifest: Emitted) => rulesOf(manifest).map(({ name, action }) => `${name} ${action}`);

test.each([
  ['Admin', PolicyTier.ADMIN, ['in-cluster Pass']], ['Baseline', PolicyTier.BASELINE, ['pods Accept', 'in-cluster Deny']],
])('in the %s tier what is said of pods stands before blocks, which hold their addresses', (_, tier, ways) => {
  const by = EgressBackend.clusterNetworkPolicy({ tier });
  expect(actionsOf(policy({ backend: by, allow: [Destination.namespace('ledger', 443), CRAWLER] }))).toEqual([
    'dns Accept', ...ways, 'except Deny', 'blocks Accept', 'except Deny', 'blocks Accept', 'rest Deny',
  ]);
});

test.each([
  ['Admin', PolicyTier.ADMIN, ['in-cluster Pass']], ['Baseline', PolicyTier.BASELINE, ['pods Accept']],
])('in the %s tier a policy of some pods denies nothing that the one of their namespace opens', (_, tier, ways) => {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  const grant = testGrant({ isolation: { ingress: false, egress: true }, cluster: clusterFor(backend) });
  const inside = Destination.cidr('10.1.0.0/16', 443, { reason: REASON });
  new EgressLockdown(chart, 'all', { grant, backend: EgressBackend.clusterNetworkPolicy({ tier }), allow: [inside] });
  new EgressLockdown(chart, 'egress', { grant, pods: { app: 'web' }, allow: [Destination.namespace('ledger', 443), CRAWLER] });
  const [, some] = ofKind(Testing.synth(chart) as Emitted[], 'ClusterNetworkPolicy');
  expect(actionsOf(some)).toEqual([...ways, 'blocks Accept']);
  const networks = rulesOf(some).at(-1)!.to.flatMap((peer) => peer.networks as string[]);
  const opens = (address: string) => networks.some((cidr) => cidrContains(parseCidr(cidr)!, parseCidr(address)!));
  expect(['8.8.8.8/32', '9.255.255.255/32', '11.0.0.0/32', '2606:4700::1/128'].map(opens)).toEqual([true, true, true, true]);
  expect(['10.1.2.3/32', '169.254.169.254/32', '172.16.0.1/32', 'fd00:ec2::254/128', '64:ff9b::a9fe:a9fe/128'].map(opens)).toEqual(Array(5).fill(false));
  for (const { to } of rulesOf(some)) {
    expect(to.length).toBeLessThanOrEqual(25);
    for (const peer of to) expect((peer.networks as string[] | undefined ?? []).length).toBeLessThanOrEqual(25);
  }
});

test('in the Baseline tier it stands alone, since any NetworkPolicy over the pods would outrank it', () => {
  const tier = EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.BASELINE });
  const manifests = emitted({ backend: tier, allow: [LEDGER, BLOCK] });
  expect(manifests.map(({ kind }) => kind)).toEqual(['ClusterNetworkPolicy']);
  expect(rulesOf(manifests[0]).map(({ name, action }) => `${name} ${action}`))
    .toEqual(['dns Accept', 'pods Accept', 'in-cluster Deny', 'blocks Accept', 'rest Deny']);
});

test('the Kubernetes API is at the addresses of the profile', () => {
  const allow = [Destination.kubernetesApi({ reason: 'leader election' })];
  expect(rulesOf(policy({ backend, allow }, { apiServer: API_SERVER }))[1]).toEqual({
    name: 'named', action: 'Accept', to: [{ networks: ['10.0.0.10/32'] }], protocols: [{ tcp: { destinationPort: { number: 6443 } } }],
  });
  expect(() => emitted({ backend, allow })).toThrow(/profile of cluster "eks" does not name the addresses of the Kubernetes API; .*EndpointSlice.*could: EgressBackend\.cilium\(\)/);
});

test('every policy of an app has a priority of its own, and those of some pods stand before that of their namespace', () => {
  const app = new App();
  const chart = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const grant = (namespaces: string[]) => testGrant({ namespaces, isolation: { ingress: false, egress: true } });
  new EgressLockdown(chart, 'a', { grant: grant(['a', 'b']), backend });
  new EgressLockdown(chart, 'c', { grant: grant(['c']), backend: EgressBackend.clusterNetworkPolicy({ priority: 101 }) });
  new EgressLockdown(chart, 'web', { grant: grant(['a']), pods: { app: 'web' }, allow: [STRIPE] });
  new EgressLockdown(chart, 'jobs', { grant: grant(['a']), pods: { app: 'job' }, allow: [BLOCK] });
  const policies = ofKind(Testing.synth(chart) as Emitted[], 'ClusterNetworkPolicy');
  expect(policies.map(({ spec }) => spec.priority)).toEqual([100, 101, 102, 99, 98]);
  expect(rulesOf(policies[3]).map(({ name }) => name)).toEqual(['hosts']);
});

test('more rules than a policy holds are refused, and priorities that there are not', () => {
  const ports = Array.from({ length: 30 }, (_, i) => Destination.host('a.example.com', 1000 + i, { reason: REASON }));
  expect(() => emitted({ backend, allow: ports })).toThrow(/cannot hold the lockdown of namespace "ecommerce-prod": it takes 34 rules, and a ClusterNetworkPolicy holds 25/);
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  const grant = testGrant({ namespaces: ['a', 'b'], isolation: { ingress: false, egress: true } });
  expect(() => new EgressLockdown(chart, 'egress', { grant, backend: EgressBackend.clusterNetworkPolicy({ priority: 1000 }) }))
    .toThrow(/its priority would be 1001, outside 0 to 1000/);
});

test('peers hold 25 names and blocks each', () => {
  const hosts = Array.from({ length: 30 }, (_, i) => Destination.host(`a${i}.example.com`, 443, { reason: REASON }));
  const [, , rule] = rulesOf(policy({ backend, allow: hosts }));
  expect(rule.to.map((peer) => (peer.domainNames as string[]).length)).toEqual([25, 5]);
  expect(grantData().cluster.dns).toHaveLength(1);
});
