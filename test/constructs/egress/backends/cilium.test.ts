import { Destination, EgressBackend, Pods } from '../../../../src';
import type { EndpointData } from '../../../../src/manifest/grant-data';
import { ANY_DEPTH, API_SERVER, BLOCK, emitted, LEDGER, ofKind, ONE_LABEL, REASON, STRIPE } from './lock';

const cilium = (version?: string) => EgressBackend.cilium({ version });
const policies = (...args: Parameters<typeof emitted>) => ofKind(emitted(...args), 'CiliumNetworkPolicy').map(({ spec }) => spec);
const rules = (...args: Parameters<typeof emitted>) => policies(...args)[1].egress as Record<string, unknown>[];
const names = (...args: Parameters<typeof emitted>) =>
  (policies(...args)[0].egress as { toPorts: { rules: { dns: Record<string, string>[] } }[] }[])[0].toPorts[0].rules.dns;

const HTTPS = [{ ports: [{ port: '443', protocol: 'TCP' }] }];

test('a host opens with the one DNS rule that its addresses are learned by, for no other names than the cluster\'s', () => {
  const manifests = emitted({ backend: cilium('1.19'), allow: [STRIPE] });
  expect(manifests.map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumNetworkPolicy']);
  expect(manifests[0].spec).toEqual({ podSelector: {}, policyTypes: ['Egress'] });
  expect(manifests[1].spec).toEqual({
    endpointSelector: {},
    egress: [{
      toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
      toPorts: [{
        ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchName: 'api.stripe.com' }, { matchPattern: '**.cluster.local' }] },
      }],
    }],
  });
  expect(manifests[2].spec).toEqual({ endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: 'api.stripe.com' }], toPorts: HTTPS }] });
  expect(manifests[2].metadata.annotations).toEqual({ 'egress.cdk8s-gateway.io/reason-0': REASON });
});

test('a star is one label, and two are any depth from 1.19 on', () => {
  expect(rules({ backend: cilium('1.19'), allow: [ONE_LABEL, ANY_DEPTH] }).map(({ toFQDNs }) => toFQDNs))
    .toEqual([[{ matchPattern: '*.x.io' }], [{ matchPattern: '**.x.io' }]]);
});

test.each(['1.18', undefined])('any depth is refused for version %s, with who could', (version) => {
  expect(() => emitted({ backend: cilium(version), allow: [ANY_DEPTH] })).toThrow(
    /^\[edge\/egress\] EgressLockdown: any depth under x\.io TCP 443: Cilium \(EgressBackend\.cilium\(\)\) cannot hold it exactly: .*reads "\*\*\.x\.io" as one label; .*Destination\.oneLabelUnder\("x\.io", …\)\. Back ends that could: .*clusterNetworkPolicy\(\).*proxy/,
  );
});

test('before 1.19 names of the cluster have a pattern for each number of labels, completed hosts among them', () => {
  const patterns = names({ backend: cilium('1.18'), allow: [Destination.host('a.b.c.d.e', 443, { reason: REASON })] }).slice(1);
  expect(patterns).toHaveLength(8);
  expect(patterns[7]).toEqual({ matchPattern: '*.*.*.*.*.*.*.*.cluster.local' });
});

test('pods, blocks and ranges of ports', () => {
  const ledger = Destination.workload(Pods.labelled({ app: 'ledger' }, 5432), { namespace: 'ledger', endPort: 5433 });
  expect(rules({ backend: cilium(), allow: [ledger, LEDGER, BLOCK] })).toEqual([
    {
      toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'ledger', 'k8s:app': 'ledger' } }],
      toPorts: [{ ports: [{ port: '5432', endPort: 5433, protocol: 'TCP' }] }],
    },
    { toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'ledger' } }], toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }] },
    { toCIDRSet: [{ cidr: '203.0.113.0/24' }], toPorts: HTTPS },
  ]);
});

test('the Kubernetes API is an entity, wherever it is, on the ports of the profile or the usual ones', () => {
  const api = (...apiServer: EndpointData[]) => rules({ backend: cilium(), allow: [Destination.kubernetesApi({ reason: 'leader election' })] }, { apiServer });
  const open = (...ports: string[]) => [{ toEntities: ['kube-apiserver'], toPorts: [{ ports: ports.map((port) => ({ port, protocol: 'TCP' })) }] }];
  expect(api()).toEqual(open('443', '6443'));
  expect(api(...API_SERVER, { cidr: '10.0.0.11/32', ports: [6443] })).toEqual(open('6443'));
});

test('anywhere is both families, without what is not public', () => {
  const [four, six] = rules({ backend: cilium(), allow: [Destination.anywhere(443, { reason: 'crawler' })] })
    .map(({ toCIDRSet }) => (toCIDRSet as { cidr: string; except: string[] }[])[0]);
  expect([four.cidr, six.cidr]).toEqual(['0.0.0.0/0', '::/0']);
  expect(four.except).toEqual([
    '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16',
    '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4',
  ]);
  expect(six.except).toEqual(expect.arrayContaining(['fc00::/7', 'fe80::/10', '64:ff9b::a9fe:0/112']));
});

test('where Cilium is the network plugin, a host needs no back end by name', () => {
  expect(rules({ allow: [STRIPE] }, { networkPlugin: 'cilium' })).toEqual([{ toFQDNs: [{ matchName: 'api.stripe.com' }], toPorts: HTTPS }]);
  expect(policies({ allow: [BLOCK] }, { networkPlugin: 'cilium' })).toEqual([]);
});
