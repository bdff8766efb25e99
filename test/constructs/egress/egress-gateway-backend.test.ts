import { App } from 'cdk8s';
import {
  ClusterProfile, Destination, EgressBackend, EgressHost, EgressLockdown, EgressNeeds, Findings, Implementation, OperatorChart, TeamChart,
  type TeamGrant, TeamNamespaces,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { Way } from '../egress-gateway/team';
import { BLOCK, type Emitted, LEDGER, REASON } from './backends/lock';

const STRIPE = Destination.host('api.stripe.com', 443, { reason: REASON });
const BANK = Destination.host('files.bank.example', 8443, { reason: 'settlements' });
const shop = (overrides: Partial<GrantData> = {}): TeamGrant => testGrant({
  team: { name: 'shop', subjects: [] }, namespaces: ['shop-prod'], isolation: { ingress: false, egress: true }, ...overrides,
});

/** An egress gateway of team shop to both hosts, and a lockdown of the team that is held by it. */
function held(allow: Destination[], grant = shop(), implementation = Implementation.envoyGateway()) {
  const way = new Way(implementation);
  const gateway = way.gateway({
    clients: [TeamNamespaces.granted(grant)],
    destinations: [
      EgressHost.https('api.stripe.com', { reason: REASON }), EgressHost.tls('files.bank.example', { reason: 'settlements', port: 8443 }),
    ],
  });
  const lockdown = new EgressLockdown(way.chart, 'lockdown', { grant, backend: EgressBackend.egressGateway(gateway), allow });
  return { way, gateway, lockdown, egress: () => (lockdown.manifests().at(-1)!.toJson() as Emitted).spec.egress };
}

test('hosts open the way to the gateway\'s proxies alone, each by its port, as one rule with their reasons', () => {
  const { lockdown, egress, gateway } = held([STRIPE, BANK]);
  expect(lockdown.manifests().map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'NetworkPolicy', 'NetworkPolicy']);
  expect(egress()).toEqual([{
    to: [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': gateway.proxyNamespace } }, podSelector: { matchLabels: gateway.proxyLabels },
    }],
    ports: [{ protocol: 'TCP', port: 10_080 }, { protocol: 'TCP', port: 10_443 }],
  }]);
  expect(lockdown.manifests().at(-1)!.metadata.toJson()).toEqual(expect.objectContaining({
    annotations: { 'egress.cdk8s-gateway.io/reason-0': `api.stripe.com: ${REASON}; files.bank.example: settlements` },
  }));
});

test('the gateway\'s own destinations are the same ways, with any back end', () => {
  const { gateway, egress, way } = held([STRIPE, BANK]);
  expect(gateway.destinations.map((destination) => destination._data().ports.map(({ port }) => port))).toEqual([[10_080], [10_443]]);
  const plain = new EgressLockdown(new OperatorChart(new App(), 'other', { namespace: 'egress' }), 'plain', { grant: shop(), allow: gateway.destinations });
  expect((plain.manifests().at(-1)!.toJson() as Emitted).spec.egress).toEqual(egress());
  expect(way.findings().map(({ code }) => code)).toEqual(['GW535', 'GW535', 'GW504']);
});

test('what the grant itself lists is led there too, and a need of the team is met by it', () => {
  const grant = shop({ egress: [STRIPE._data()] });
  const { way, egress } = held([], grant);
  expect(egress()).toHaveLength(1);
  new EgressNeeds(new TeamChart(way.app, 'shop', { grants: [grant] }), 'needs', { destinations: [STRIPE] });
  expect(way.findings().filter(({ code }) => code === 'GW043')).toEqual([]);
});

test('what is in the cluster, and what the profile locates, stays direct', () => {
  const cluster = { ...grantData().cluster, apiServer: [{ cidr: '10.0.0.10/32', ports: [6443] }] };
  const { egress } = held([LEDGER, Destination.kubernetesApi({ reason: 'leader election' })], shop({ cluster }));
  expect(JSON.stringify(egress())).toMatch(/ledger.*10\.0\.0\.10\/32/);
});

test('with Istio the pods\' sidecars reach their control plane, which an ambient mesh has none of', () => {
  const istiod = {
    to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } }, podSelector: { matchLabels: { app: 'istiod' } } }],
    ports: [{ protocol: 'TCP', port: 15012 }],
  };
  expect(held([STRIPE], shop(), Implementation.istio()).egress()).toContainEqual(istiod);
  const ambient = shop({ cluster: { ...grantData().cluster, mesh: 'ambient' } });
  expect(JSON.stringify(held([STRIPE], ambient, Implementation.istio()).egress())).not.toContain('istiod');
  expect(JSON.stringify(held([STRIPE]).egress())).not.toContain('istiod');
});

describe('refused', () => {
  test.each<[string, Destination, RegExp]>([
    [
      'a host that the gateway does not lead to', Destination.host('evil.example', 443, { reason: REASON }),
      /evil\.example TCP 443: an egress gateway .* cannot hold it exactly: the gateway in namespace "envoy-gateway-system" leads to api\.stripe\.com TCP 443 and files\.bank\.example TCP 8443 alone; add EgressHost\.https\("evil\.example", \{ port: 443, … \}\)/,
    ],
    ['a host on another port', Destination.host('api.stripe.com', 80, { reason: REASON }), /api\.stripe\.com TCP 80: .*leads to api\.stripe\.com TCP 443/],
    ['hosts of a domain', Destination.oneLabelUnder('stripe.com', 443, { reason: REASON }), /it leads to hosts by their exact names; name each host/],
    ['a block', BLOCK, /it leaves no way out but the gateway's, and a gateway goes by names/],
    ['anywhere', Destination.anywhere(443, { reason: 'web' }), /a gateway goes by names/],
  ])('%s', (_, destination, message) => {
    expect(() => held([destination])).toThrow(message);
  });

  test('as the back end of a whole cluster', () => {
    const { gateway } = held([STRIPE]);
    expect(() => ClusterProfile.eks({ egressBackend: EgressBackend.egressGateway(gateway) }))
      .toThrow(/egressBackend: an egress gateway is one team's; write EgressBackend\.egressGateway\(gateway\) in the team's EgressLockdown/);
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /EgressBackend\.egressGateway: gateway undefined: it is no egress gateway; write an EgressGateway, or \{ proxyNamespace/],
    ['its name', 'out', /gateway "out": it is no egress gateway/],
    ['proxies without labels', { proxyNamespace: 'egress', proxyLabels: {}, proxyPort: 80 }, /proxyLabels is empty, which is every pod/],
    ['a bad label', { proxyNamespace: 'egress', proxyLabels: { app: 'a b' }, proxyPort: 80 }, /proxyLabels\["app"\] "a b"/],
    [
      'a control plane that is none', { proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 80, sidecarControl: ['istiod'] },
      /sidecarControl\[0\] "istiod": it is not a Destination/,
    ],
    ['a port by name', { proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 'https' }, /proxyPort "https": it is not a whole number/],
  ])('%s as a gateway', (_, listener, message) => {
    expect(() => EgressBackend.egressGateway(listener as never)).toThrow(message);
  });

  test('a way through a gateway to a host that it does not lead to', () => {
    const { gateway } = held([STRIPE]);
    expect(() => Destination.through(gateway, Destination.host('evil.example', 443, { reason: REASON })))
      .toThrow(/Destination\.through: the gateway in namespace "envoy-gateway-system" does not lead to evil\.example TCP 443, only to api\.stripe\.com TCP 443 and files/);
  });
});

describe('one listener, port or gateway is one team\'s', () => {
  const listener = { proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 };
  const bank = (overrides: Partial<GrantData> = {}) => shop({ team: { name: 'bank', subjects: [] }, namespaces: ['bank-prod'], ...overrides });
  const chart = () => new OperatorChart(new App(), 'edge', { namespace: 'egress' });
  const lock = (scope: OperatorChart, grant: TeamGrant, from = listener) =>
    new EgressLockdown(scope, grant.team, { grant, allow: [Destination.through(from, STRIPE)] });

  test('two teams at one port are refused', () => {
    const scope = chart();
    lock(scope, shop());
    expect(() => lock(scope, bank())).toThrow(
      /^\[edge\/bank\] EgressLockdown: teams "shop" \(edge\/shop\) and "bank" would share port 8443 of the proxies in namespace "egress", where nothing tells their pods apart, .*EgressGateway of its own/,
    );
    expect(() => lock(scope, bank(), { ...listener, proxyPort: 8444 })).not.toThrow();
  });

  test('nor may another team use an EgressGateway', () => {
    const { way, gateway } = held([STRIPE]);
    expect(() => new EgressLockdown(way.chart, 'bank', { grant: bank(), allow: gateway.destinations }))
      .toThrow(/teams "shop" \(edge\/out\) and "bank" would share port 10080 of the proxies/);
  });

  test('nor a namespace that the gateway does not let in', () => {
    const { way, gateway } = held([STRIPE]);
    expect(() => new EgressLockdown(way.chart, 'dev', { grant: shop({ namespaces: ['shop-dev'] }), allow: gateway.destinations }))
      .toThrow(/edge\/out lets no pods of namespace "shop-dev" in at port 10080 of the proxies in namespace "envoy-gateway-system"; add the namespace to its clients/);
  });

  test('nor may an EgressGateway be made over proxies that another team leaves by', () => {
    const way = new Way(Implementation.istio());
    lock(way.chart, bank(), { proxyNamespace: 'egress', proxyLabels: { 'gateway.networking.k8s.io/gateway-name': 'out' } as never, proxyPort: 80 });
    expect(() => way.gateway()).toThrow(/teams "bank" \(edge\/bank\) and "shop" would share port 80 of the proxies/);
  });
});

test('of a gateway that stands elsewhere, the lockdown says what is held and what is not', () => {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'egress' });
  const backend = EgressBackend.egressGateway({ proxyNamespace: 'egress', proxyLabels: { app: 'gw' }, proxyPort: 8443 });
  const lockdown = new EgressLockdown(chart, 'shop', { grant: shop(), backend, allow: [STRIPE] });
  const [finding] = Findings.of(chart).filter(({ code }) => code === 'GW535');
  expect(finding.message).toMatch(/^api\.stripe\.com TCP 443: network policies hold that pods reach the gateway's proxies alone, on TCP 8443; .*alone holds that it is api\.stripe\.com TCP 443/);
  expect(lockdown.guarantees().map(({ destination }) => destination)).toEqual(['api.stripe.com TCP 443']);
});
