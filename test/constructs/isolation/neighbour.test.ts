import { ApiObject, App, Testing } from 'cdk8s';
import {
  ClusterProfile, Findings, Neighbour, type NeighbourProps, NetworkPolicyProtocol, OperatorChart, Pods, Team, TeamChart, TeamIsolation, TeamNamespaces,
} from '../../../src';
import { testGrant } from '../../util/grants';

const PROPS: NeighbourProps = {
  client: { namespace: 'shop', podLabels: { app: 'checkout' } },
  server: { namespace: 'ledger', pods: Pods.labelled({ app: 'ledger' }, 5432) },
};

function operator(): OperatorChart {
  return new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
}

function emitted(props: Partial<NeighbourProps> = {}): { metadata: object; spec: object }[] {
  const chart = operator();
  Neighbour.allow(chart, 'n', { ...PROPS, ...props });
  return Testing.synth(chart) as { metadata: object; spec: object }[];
}

const peer = (namespace: string, podSelector: object): object =>
  ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector });
const CHECKOUT = { matchLabels: { app: 'checkout' } };
const LEDGER = { matchLabels: { app: 'ledger' } };

test('both sides are opened, each in its owner\'s namespace, on the port of the pods', () => {
  const [egress, ingress] = emitted();
  const ports = [{ protocol: 'TCP', port: 5432 }];
  expect(egress).toEqual(expect.objectContaining({
    metadata: expect.objectContaining({ namespace: 'shop' }) as object,
    spec: { podSelector: CHECKOUT, policyTypes: ['Egress'], egress: [{ to: [peer('ledger', LEDGER)], ports }] },
  }));
  expect(ingress).toEqual(expect.objectContaining({
    metadata: expect.objectContaining({ namespace: 'ledger' }) as object,
    spec: { podSelector: LEDGER, policyTypes: ['Ingress'], ingress: [{ from: [peer('shop', CHECKOUT)], ports }] },
  }));
});

test('all pods of a client\'s namespace, further ports, another protocol, and the reason', () => {
  const [egress, ingress] = emitted({
    client: { namespace: 'shop' }, protocol: NetworkPolicyProtocol.UDP, morePorts: [5433], reason: 'bookings', metadata: { labels: { a: 'b' } },
  });
  const ports = [{ protocol: 'UDP', port: 5432 }, { protocol: 'UDP', port: 5433 }];
  expect(egress.spec).toEqual({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [peer('ledger', LEDGER)], ports }] });
  expect(ingress.spec).toEqual({ podSelector: LEDGER, policyTypes: ['Ingress'], ingress: [{ from: [peer('shop', {})], ports }] });
  for (const { metadata } of [egress, ingress]) {
    expect(metadata).toEqual(expect.objectContaining({ labels: { a: 'b' }, annotations: { 'egress.cdk8s-gateway.io/reason': 'bookings' } }));
  }
});

test('the port is read from the pods, where a workload says it', () => {
  const chart = operator();
  const workload = new OperatorChart(chart.node.root as App, 'apps');
  const container = { name: 'ledger', ports: [{ containerPort: 6432 }] };
  const pods = new ApiObject(workload, 'ledger', {
    apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { metadata: { labels: { app: 'ledger' } }, spec: { containers: [container] } } },
  });
  Neighbour.allow(chart, 'n', { ...PROPS, server: { namespace: 'ledger', pods: Pods.of(pods) } });
  expect((Testing.synth(chart) as { spec: object }[])[1].spec).toHaveProperty(['ingress', '0', 'ports'], [{ protocol: 'TCP', port: 6432 }]);
});

describe('GW530', () => {
  function sides(...closed: string[]): string[] {
    const chart = operator();
    const team = new Team('t');
    if (closed.length > 0) new TeamIsolation(chart, 'iso', { team: TeamNamespaces.named(team, closed, ClusterProfile.eks()) });
    Neighbour.allow(chart, 'n', PROPS);
    return Findings.of(chart.node.root as App).filter(({ code }) => code === 'GW530').map(({ message }) => message.split(',')[0]);
  }

  test('each side that nothing closes is told', () => {
    expect(sides()).toEqual([
      'nothing in this app closes egress of namespace "shop"', 'nothing in this app closes ingress of namespace "ledger"',
    ]);
    expect(sides('shop')).toEqual(['nothing in this app closes ingress of namespace "ledger"']);
  });

  test('and none, where both are isolated', () => {
    expect(sides('shop', 'ledger')).toEqual([]);
  });
});

test.each<[string, Partial<NeighbourProps>, RegExp]>([
  ['no client', { client: undefined }, /\[edge\/n\] Neighbour\.allow: client\.namespace undefined: /],
  ['a bad namespace', { client: { namespace: 'Shop' } }, /client\.namespace "Shop": /],
  ['an empty selector', { client: { namespace: 'shop', podLabels: {} } }, /client\.podLabels .*without a label it is every pod of the namespace/],
  ['a bad label', { client: { namespace: 'shop', podLabels: { 'a b': 'c' } } }, /client\.podLabels\["a b"\]/],
  ['a Service port in place of pods', { server: { namespace: 'ledger', pods: 80 as never } }, /server\.pods 80: .*with the port of the pods/],
  ['a port that is none', { morePorts: [0] }, /morePorts\[0\] 0: /],
  ['what nothing reads', { server: { ...PROPS.server, port: 80 } as never }, /server\.port is no option here/],
])('refused: %s', (_, props, message) => {
  expect(() => emitted(props)).toThrow(message);
});

test('refused in a team\'s scope', () => {
  const chart = new TeamChart(new App(), 'shop', { grants: [testGrant()] });
  expect(() => Neighbour.allow(chart, 'n', PROPS)).toThrow(/only the cluster operator can make it/);
});
