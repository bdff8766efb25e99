import { ApiObject, type ApiObjectProps, App, Chart, Testing } from 'cdk8s';
import {
  ClusterProfile, GatewayInfrastructure, Implementation, type NetworkCheck, NetworkPolicy, NetworkPolicyProtocol, PlatformChart, TrafficCheck,
} from '../../src';
import { messageOf } from '../util/message-of';

const pod = (name: string, namespace = 'shop', rest: object = {}): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } }, spec: { containers: [{ name: 'main' }] }, ...rest,
});
const policy = (name: string, app: string | undefined, spec: object): object => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' },
  spec: { podSelector: app === undefined ? {} : { matchLabels: { app } }, ...spec },
});
const DENY = policy('deny', undefined, { policyTypes: ['Ingress', 'Egress'] });
const WEB_TO_DB = [
  policy('web', 'web', { policyTypes: ['Egress'], egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ port: 5432 }] }] }),
  policy('db', 'db', { policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 5432 }] }] }),
];
const network = (objects: object[], networkPlugin?: string): NetworkCheck =>
  TrafficCheck.ofManifests(objects).network({ ...(networkPlugin !== undefined && { networkPlugin }) });

describe('canReach and cannotReach', () => {
  const shop = network([pod('web'), pod('db'), DENY, ...WEB_TO_DB]);

  test('hold by all policies together', () => {
    shop.canReach('shop/web', 'shop/db', 5432);
    shop.cannotReach('shop/web', 'shop/db', 5433);
    shop.cannotReach('shop/db', 'shop/web', 5432);
    shop.cannotReach('shop/web', 'shop/db', 5432, { protocol: NetworkPolicyProtocol.UDP });
    shop.cannotReach('shop/web', 'outside', 443);
  });

  test('name the policies and the rule where they fail', () => {
    expect(messageOf(() => shop.cannotReach('shop/web', 'shop/db', 5432))).toBe([
      'NetworkCheck: shop/web[Pod] can reach shop/db[Pod] on TCP 5432',
      '  egress of shop/web[Pod]: it is free to send it: NetworkPolicy shop/web, spec.egress[0], allows it',
      '  ingress of shop/db[Pod]: it is free to be sent it: NetworkPolicy shop/db, spec.ingress[0], allows it',
    ].join('\n'));
    expect(messageOf(() => shop.canReach('shop/db', 'shop/web', 5432))).toMatch(
      /^NetworkCheck: shop\/db\[Pod\] cannot reach shop\/web\[Pod\] on TCP 5432\n {2}egress of .*NetworkPolicy shop\/deny isolates it, and no rule of it allows this/,
    );
  });

  test('both fail where it is not known', () => {
    const open = network([pod('web'), policy('block', 'web', { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }), pod('db')]);
    expect(messageOf(() => open.canReach('shop/web', 'shop/db', 80))).toMatch(/may reach .*\n[^]*not known: /);
    expect(messageOf(() => open.cannotReach('shop/web', 'shop/db', 80))).toMatch(/may reach /);
  });

  test.each<[string, () => void, RegExp]>([
    ['an end that does not exist', () => shop.canReach('shop/webb', 'shop/db', 80), /NetworkCheck\.canReach.*no workload of the set is called shop\/webb.*did you mean shop\/web/],
    ['no end', () => shop.canReach('', 'shop/db', 80), /NetworkCheck\.canReach: source "": it names nothing/],
    ['no port', () => shop.cannotReach('shop/web', 'shop/db', 0), /NetworkCheck\.cannotReach: port 0: it is outside 1 to 65535/],
    ['no protocol', () => shop.canReach('shop/web', 'shop/db', 80, { protocol: 'ICMP' as never }), /protocol "ICMP": it is no protocol/],
    ['an unknown option', () => shop.canReach('shop/web', 'shop/db', 80, { protokoll: 1 } as never), /protokoll/],
    ['no plugin', () => network([DENY], ''), /NetworkCheck\.network: networkPlugin "": it is no name/],
  ])('%s is refused', (_, run, message) => {
    expect(messageOf(run)).toMatch(message);
  });
});

describe('onlyEgressThrough', () => {
  const toProxy = policy('web', 'web', { policyTypes: ['Egress'], egress: [{ to: [{ podSelector: { matchLabels: { app: 'proxy' } } }] }] });
  const open = policy('open', 'proxy', { policyTypes: ['Egress'], egress: [{}] });

  test('holds where the proxy is the only way', () => {
    network([pod('web'), pod('proxy'), DENY, policy('in', 'proxy', { ingress: [{}] }), toProxy, open]).onlyEgressThrough('shop/web', 'shop/proxy');
  });

  test('fails on a way through another workload, and names it', () => {
    const leaky = network([
      pod('web'), pod('proxy'), pod('job'), policy('in', undefined, { policyTypes: ['Ingress'], ingress: [{}] }),
      policy('all', 'web', { policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }), open,
    ]);
    expect(messageOf(() => leaky.onlyEgressThrough('shop/web', 'shop/proxy')))
      .toMatch(/^NetworkCheck: shop\/web\[Pod\] gets out of the cluster past shop\/proxy\[Pod\]\n {2}through shop\/job\[Pod\]: outside/);
  });

  test('fails on a way without any', () => {
    expect(messageOf(() => network([pod('web'), pod('proxy')]).onlyEgressThrough('shop/web', 'shop/proxy')))
      .toMatch(/\n {2}by itself: outside \(IPv4\)/);
  });

  test('a proxy that is not there is refused', () => {
    expect(messageOf(() => network([pod('web')]).onlyEgressThrough('shop/web', 'shop/proxy'))).toMatch(/no workload of the set is called shop\/proxy/);
  });
});

describe('metadataClosed', () => {
  test('holds where nothing opens it', () => {
    network([pod('web'), DENY]).metadataClosed('shop/web');
  });

  test('names what opens it', () => {
    const open = policy('all', 'web', { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] });
    expect(messageOf(() => network([pod('web'), DENY, open]).metadataClosed('shop/web')))
      .toMatch(/^NetworkCheck: shop\/web\[Pod\] can reach the instance metadata service\n {2}169\.254\.169\.254\/32 on .*NetworkPolicy shop\/all, spec\.egress\[0\]/);
  });

  test('is not assessable without a plugin', () => {
    expect(messageOf(() => network([pod('web'), DENY], 'none').metadataClosed('shop/web'))).toMatch(/may reach .*\n {2}.*plugin/);
  });
});

test('the objects of an app are asked as well', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new NetworkPolicy(chart, 'deny', { spec: { podSelector: {}, policyTypes: ['Egress'] as never } });
  expect(messageOf(() => TrafficCheck.of(chart).network().canReach('shop/web', 'outside', 80))).toMatch(/no workload of the set is called shop\/web/);
});

describe('policies of plugins', () => {
  const cilium = (spec: object, namespace = 'shop'): object =>
    ({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c', namespace }, spec });
  const ofRequests = (namespace?: string): object =>
    cilium({ endpointSelector: {}, egress: [{ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }] }] }, namespace);

  test('leave expectations of other namespaces alone', () => {
    const shop = network([pod('web'), pod('db'), pod('post', 'blog'), DENY, ...WEB_TO_DB, ofRequests('blog')], 'cilium');
    shop.canReach('shop/web', 'shop/db', 5432);
    shop.cannotReach('shop/web', 'outside', 443);
    shop.metadataClosed('shop/web');
    expect(messageOf(() => shop.cannotReach('blog/post', 'outside', 443))).toMatch(/CiliumNetworkPolicy blog\/c is not evaluated, and may decide it/);
  });

  test('are named where they may decide', () => {
    const shop = network([pod('web'), pod('db'), DENY, ofRequests()], 'cilium');
    expect(messageOf(() => shop.onlyEgressThrough('shop/web', 'shop/db')))
      .toMatch(/may get out of the cluster[^]*not known: CiliumNetworkPolicy shop\/c is not evaluated, and may decide it/);
    expect(messageOf(() => shop.metadataClosed('shop/web'))).toMatch(/may reach .*\n {2}169.*: CiliumNetworkPolicy shop\/c is not evaluated/);
  });

  test('of plain forms count', () => {
    const open = cilium({ endpointSelector: {}, egress: [{ toCIDR: ['203.0.113.0/24'], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }] });
    const shop = network([pod('web'), DENY, open], 'cilium');
    shop.canReach('shop/web', '203.0.113.9', 443);
    shop.cannotReach('shop/web', '203.0.113.9', 80);
    shop.metadataClosed('shop/web');
  });
});

test.each<[string, object, RegExp]>([
  ['a policy of a version that is not evaluated', { ...policy('old', undefined, {}), apiVersion: 'networking.k8s.io/v1beta1' }, /is not known\n {2}NetworkPolicy shop\/old apiVersion: .*not evaluated/],
  ['a policy of a plugin', { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c', namespace: 'shop' } }, /CiliumNetworkPolicy shop\/c is not evaluated, and may decide it/],
  ['a policy that is refused', policy('bad', undefined, { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } }] }] }), /the API server refuses the policy/],
])('no expectation holds beside %s', (_, object, text) => {
  const shop = network([pod('web'), pod('db'), DENY, object]);
  expect(messageOf(() => shop.cannotReach('shop/db', 'shop/web', 80))).toMatch(text);
  expect(messageOf(() => shop.metadataClosed('shop/web'))).toMatch(text);
});

test('an app says in which mode its implementation runs the proxies of Gateways, and plain manifests do not', () => {
  const app = new App();
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks({ networkPlugin: 'cilium' }) });
  new GatewayInfrastructure(platform, 'edge-class', { implementation: Implementation.envoyGateway() });
  const chart = new Chart(app, 'shop');
  const owning = { 'gateway.envoyproxy.io/owning-gateway-name': 'edge', 'gateway.envoyproxy.io/owning-gateway-namespace': 'infra' };
  const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } }, podSelector: { matchLabels: owning } }];
  const gateway = { gatewayClassName: 'edge-class', listeners: [{ name: 'web', port: 80, protocol: 'HTTP' }] };
  const objects = [
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge', namespace: 'infra' }, spec: gateway },
    pod('web'), policy('in', undefined, { policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port: 80 }] }] }),
  ];
  objects.forEach((object, i) => new ApiObject(chart, `object-${i}`, object as ApiObjectProps));
  const known = TrafficCheck.of(app).network();
  known.canReach('gateway/infra/edge', 'shop/web', 80);
  known.cannotReach('gateway/infra/edge', 'shop/web', 81);
  const plain = TrafficCheck.ofManifests([...Testing.synth(platform) as object[], ...objects]).network();
  expect(messageOf(() => plain.canReach('gateway/infra/edge', 'shop/web', 80))).toMatch(/may reach.*\n.*one of 3 modes/);
});
