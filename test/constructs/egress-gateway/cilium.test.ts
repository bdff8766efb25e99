import { App, Testing } from 'cdk8s';
import {
  CiliumEgressGateway, type CiliumEgressGatewayProps, ClusterProfile, Destination, EgressSource, Findings, OperatorChart, Team, TeamChart, TeamIsolation,
  TeamNamespaces,
} from '../../../src';
import { testGrant } from '../../util/grants';
import type { Emitted } from '../gateway/edge';

const reason = 'payment provider';
const cluster = ClusterProfile.kubeadm({ networkPlugin: 'cilium' });
const clients = TeamNamespaces.named(new Team('shop'), ['shop-prod', 'shop-dev'], cluster);
const V4 = Destination.cidr('203.0.113.0/24', 443, { reason, exceptions: ['203.0.113.7/32'] });
const V6 = Destination.cidr('2001:db8:5::/48', 443, { reason });
const nodes = { egress: 'true' };
const source = EgressSource.address('192.0.2.10', nodes);
const sourceV6 = EgressSource.address('2001:db8::10', nodes);

function made(props: Partial<CiliumEgressGatewayProps> = {}): { chart: OperatorChart; gateway: CiliumEgressGateway; specs: unknown[] } {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  const gateway = new CiliumEgressGateway(chart, 'out', { clients, destinations: [V4], source, ...props });
  return { chart, gateway, specs: (Testing.synth(chart) as Emitted[]).map(({ spec }) => spec) };
}

const selectors = ['shop-prod', 'shop-dev'].map((namespace) => ({ podSelector: { matchLabels: { 'io.kubernetes.pod.namespace': namespace } } }));
const nodeSelector = { matchLabels: nodes };

test('a team leaves with an address of some nodes', () => {
  const { chart, specs } = made();
  expect(specs).toEqual([{
    selectors, destinationCIDRs: ['203.0.113.0/24'], excludedCIDRs: ['203.0.113.7/32'], egressGateway: { nodeSelector, egressIP: '192.0.2.10' },
  }]);
  const [policy] = Testing.synth(chart) as Emitted[];
  expect(policy).toEqual(expect.objectContaining({ apiVersion: 'cilium.io/v2', kind: 'CiliumEgressGatewayPolicy' }));
  expect(policy.metadata.namespace).toBeUndefined();
});

test('both families leave, each with its own address, in policies of their own', () => {
  expect(made({ destinations: [V4, V6], sourceV6 }).specs).toEqual([
    { selectors, destinationCIDRs: ['203.0.113.0/24'], excludedCIDRs: ['203.0.113.7/32'], egressGateway: { nodeSelector, egressIP: '192.0.2.10' } },
    { selectors, destinationCIDRs: ['2001:db8:5::/48'], egressGateway: { nodeSelector, egressIP: '2001:db8::10' } },
  ]);
});

test('anywhere leaves where its family has a source, without metadata and private addresses', () => {
  const anywhere = Destination.anywhere(443, { reason: 'partners change' });
  const [spec, ...more] = made({ destinations: [anywhere] }).specs as { destinationCIDRs: string[]; excludedCIDRs: string[] }[];
  expect([spec.destinationCIDRs, more]).toEqual([['0.0.0.0/0'], []]);
  expect(spec.excludedCIDRs).toEqual(expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16', '192.168.0.0/16']));
  expect((made({ destinations: [anywhere], sourceV6 }).specs as { destinationCIDRs: string[] }[]).map((one) => one.destinationCIDRs))
    .toEqual([['0.0.0.0/0'], [expect.stringContaining(':')]]);
});

test('an interface has addresses of both', () => {
  expect(made({ destinations: [V4, V6], source: EgressSource.networkInterface('eth1', nodes) }).specs).toEqual([
    {
      selectors, destinationCIDRs: ['203.0.113.0/24', '2001:db8:5::/48'], excludedCIDRs: ['203.0.113.7/32'],
      egressGateway: { nodeSelector, interface: 'eth1' },
    },
  ]);
});

test('it says that it filters nothing, and where nothing else does', () => {
  const { chart, gateway } = made();
  expect(gateway.destinations).toEqual([V4]);
  const codes = (): string[] => Findings.of(chart.node.root as App).map(({ code }) => code);
  expect(codes()).toEqual(['GW534', 'GW534', 'GW535']);
  new TeamIsolation(chart, 'iso', { team: clients });
  expect(codes()).toEqual(['GW535']);
  expect(gateway.guarantees()).toEqual([expect.objectContaining({
    destination: '203.0.113.0/24', network: expect.stringMatching(/^nothing by this policy, which translates addresses and filters none/) as string,
  })]);
});

const eks = { ...testGrant()._data().cluster, networkPlugin: 'aws-vpc-cni' };

test.each<[string, () => unknown, RegExp]>([
  ['a family without a source', () => made({ destinations: [V6] }), /2001:db8:5::\/48 is IPv6, and no source is.*write sourceV6 with an IPv6 address/],
  ['IPv4 from an IPv6 source', () => made({ source: sourceV6 }), /203\.0\.113\.0\/24 is IPv4, and no source is.*write source with an IPv4 address/],
  ['sources of one family', () => made({ sourceV6: source }), /sourceV6: it is an IPv6 address, beside an IPv4 address as source/],
  ['what is no block', () => made({ destinations: [Destination.namespace('a', 1)] }), /destinations\[0\]: Cilium's egress gateway goes by addresses, and this is a namespace/],
  ['no destination', () => made({ destinations: [] }), /destinations .*it names none/],
  ['metadata', () => made({ destinations: [Destination.cidr('169.254.169.254/32', 80, { reason })] }), /it is a metadata address of the cluster/],
  ['no source', () => made({ source: '192.0.2.10' as never }), /source "192\.0\.2\.10": it is not an EgressSource; write EgressSource\.address/],
  ['another network plugin', () => made({ clients: TeamNamespaces.granted(testGrant({ cluster: eks })) }), /cluster "eks" runs aws-vpc-cni, and only Cilium reads the policy/],
  ['both an address and an interface', () => made({ source: EgressSource.address('eth1', nodes) }), /ip "eth1": it is not an IP address/],
  ['an address that is none', () => EgressSource.address('192.0.2.300', nodes), /ip "192\.0\.2\.300"/],
  ['an interface that is none', () => EgressSource.networkInterface('a b', nodes), /name "a b": it is no name of an interface/],
  ['every node', () => EgressSource.address('192.0.2.10', {}), /nodeLabels is empty, which is every node/],
  ['a team\'s scope',
    () => new CiliumEgressGateway(new TeamChart(new App(), 'shop', { grants: [testGrant()] }), 'out', { clients, destinations: [V4], source }),
    /only the cluster operator can make it/],
])('refused: %s', (_, make, message) => {
  expect(make).toThrow(message);
});
