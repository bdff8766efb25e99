import { ApiObject, type App, type Chart, Testing } from 'cdk8s';
import {
  Acknowledge, ClusterProfile, Findings, GatewayInfrastructure, Implementation, Isolation, Listener, OperatorChart, PlatformChart,
  SharedGateway, Team, TeamChart, TlsCertificate,
} from '../../src';
import type { GrantData, SectionData } from '../../src/manifest/grant-data';
import { grantData, testGrant } from '../util/grants';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const codes = (app: App): string[] => Findings.of(app).map(({ code }) => code);

/** A team's chart under grants that differ from the usual one. */
function team(...grants: Partial<GrantData>[]): { app: App; shop: TeamChart } {
  const app = Testing.app();
  return { app, shop: new TeamChart(app, 'shop', { grants: grants.map((grant) => testGrant(grant)) }) };
}

const section = (name: string, hostname?: string, port = 443): SectionData =>
  ({ name, port, protocol: port === 443 ? 'HTTPS' : 'HTTP', ...(hostname !== undefined && { hostname }) });
const hostname = (name: string, at: string, prefixes = ['/']): GrantData['hostnames'][number] =>
  ({ hostname: name, sections: [at], prefixes });
const parent = (sectionName: string, name = 'company-gateway'): object => ({ namespace: 'gateway-system', name, sectionName });

function route(chart: Chart, parentRefs: object[], hostnames: string[], path = '/', kind = 'HTTPRoute', extra: object = {}): ApiObject {
  return new ApiObject(chart, 'r', {
    apiVersion: GATEWAY_API, kind, metadata: { name: 'r' },
    spec: {
      parentRefs, hostnames, ...extra,
      rules: [{ ...(kind === 'HTTPRoute' && { matches: [{ path: { type: 'PathPrefix', value: path } }] }), backendRefs: [{ name: 'x', port: 80 }] }],
    },
  });
}

describe('items, which kubectl applies instead of the object that holds them', () => {
  const gateway = { apiVersion: GATEWAY_API, kind: 'Gateway', metadata: { name: 'own', namespace: 'ecommerce-prod' }, spec: {} };

  test('are judged whatever the kind of the object is', () => {
    const { app, shop } = team({});
    new ApiObject(shop, 'cm', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cm' }, items: [gateway] });
    expect(Findings.of(app)).toContainEqual(expect.objectContaining({
      code: 'GW010', construct: 'shop/cm', resource: expect.objectContaining({ kind: 'Gateway', name: 'own' }),
    }));
  });

  test('are no part of a team\'s object that is no list, whatever they hold', () => {
    const { app, shop } = team({});
    new ApiObject(shop, 'cm', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cm' }, items: [] });
    expect(Findings.of(app)).toContainEqual(expect.objectContaining({
      code: 'GW010', path: 'items', message: expect.stringMatching(/ConfigMap holds items, which kubectl applies instead of it/),
    }));
  });
});

describe('several grants of one team are judged each at its own gateway and section', () => {
  const internal = { name: 'internal', namespace: 'gateway-system' };

  test('a hostname that was granted on another gateway is refused', () => {
    const { app, shop } = team({}, {
      gateway: internal, sections: [section('wild', '*.company.com')], hostnames: [hostname('cart.company.com', 'wild')],
    });
    route(shop, [parent('https-shop-company-com'), parent('wild', 'internal')], ['shop.company.com', 'cart.company.com']);
    expect(Findings.of(app)).toEqual([expect.objectContaining({
      code: 'GW013', path: 'spec.hostnames[0]',
      message: 'hostname "shop.company.com" would be served at section "wild" of gateway gateway-system/internal too, where it is not granted',
    })]);
  });

  test('a hostname that the other parent\'s listener does not serve is left alone', () => {
    const { app, shop } = team({}, {
      gateway: internal, sections: [section('cart', 'cart.company.com')], hostnames: [hostname('cart.company.com', 'cart')],
    });
    route(shop, [parent('https-shop-company-com'), parent('cart', 'internal')], ['shop.company.com', 'cart.company.com']);
    expect(codes(app)).toEqual([]);
  });

  test('a hostname is not served in clear text by a second grant', () => {
    const { app, shop } = team({}, { sections: [section('http', undefined, 80)], hostnames: [hostname('legacy.company.com', 'http')] });
    route(shop, [parent('https-shop-company-com'), parent('http')], ['shop.company.com', 'legacy.company.com']);
    expect(Findings.of(app)).toEqual([expect.objectContaining({ code: 'GW013', path: 'spec.hostnames[0]' })]);
  });

  test('a prefix limit is not lifted by a grant on another gateway', () => {
    const { app, shop } = team({}, {
      gateway: internal, sections: [section('wild', '*.company.com')], hostnames: [hostname('shop.company.com', 'wild', ['/shop'])],
    });
    route(shop, [parent('https-shop-company-com'), parent('wild', 'internal')], ['shop.company.com'], '/analytics');
    expect(codes(app)).toEqual(['GW014']);
  });

  test('prefixes of two grants at one section add up', () => {
    const at = (prefix: string): Partial<GrantData> => ({ hostnames: [hostname('shop.company.com', 'https-shop-company-com', [prefix])] });
    const { app, shop } = team(at('/a'), at('/b'));
    route(shop, [parent('https-shop-company-com')], ['shop.company.com'], '/b/c');
    expect(codes(app)).toEqual([]);
  });

  test('a kind that was granted on another gateway is refused', () => {
    const { app, shop } = team({}, {
      gateway: internal, sections: [section('wild', '*.company.com')], hostnames: [hostname('cart.company.com', 'wild')], routeKinds: ['GRPCRoute'],
    });
    route(shop, [parent('wild', 'internal')], ['cart.company.com']);
    expect(Findings.of(app)).toEqual([expect.objectContaining({
      code: 'GW015', path: 'spec.parentRefs[0]',
      message: 'HTTPRoute is not granted at section "wild" of gateway gateway-system/internal',
    })]);
  });
});

test('default gateways are granted to nobody', () => {
  const { app, shop } = team({});
  route(shop, [parent('https-shop-company-com')], ['shop.company.com'], '/', 'HTTPRoute', { useDefaultGateways: 'All' });
  expect(Findings.of(app)).toContainEqual(expect.objectContaining({ code: 'GW012', path: 'spec.useDefaultGateways' }));
});

describe('a network policy of the one shape that a team may write', () => {
  const ingress = { ingress: true, egress: false };
  const from = [{
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
    podSelector: { matchLabels: grantData().proxies.podLabels },
  }];
  const policy = (chart: Chart, ports: object[], id = 'p'): ApiObject => new ApiObject(chart, id, {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'isolation', namespace: 'ecommerce-prod' },
    spec: { podSelector: { matchLabels: { app: 'shop' } }, policyTypes: ['Ingress'], ingress: [{ from, ports }] },
  });

  test.each([
    ['no port', [{ protocol: 'TCP' }]], ['a range', [{ port: 1, endPort: 65_535 }]], ['one of several', [{ port: 80 }, {}]],
  ])('names its ports: not %s', (_, ports) => {
    const { app, shop } = team({ isolation: ingress });
    policy(shop, ports);
    expect(codes(app)).toEqual(['GW017']);
  });

  test.each([8080, 'http'])('may name port %s', (port) => {
    const { app, shop } = team({ isolation: ingress });
    policy(shop, [{ protocol: 'TCP', port }]);
    expect(codes(app)).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['one port', { ports: [{ port: '8080', protocol: 'TCP' }] }, []],
    ['port 0, which is every port', { ports: [{ port: '0', protocol: 'TCP' }] }, ['GW017']],
    ['a range', { ports: [{ port: '1', endPort: 65_535 }] }, ['GW017']],
    ['rules of another layer', { ports: [{ port: '8080', protocol: 'TCP' }], rules: { http: [{}] } }, ['GW017']],
  ])('of Cilium, with %s', (_, toPorts, expected) => {
    const { app, shop } = team({ isolation: ingress, proxies: { form: 'ciliumEntity', entity: 'ingress' } });
    new ApiObject(shop, 'p', {
      apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'p' },
      spec: { endpointSelector: { matchLabels: { app: 'shop' } }, ingress: [{ fromEntities: ['ingress'], toPorts: [toPorts] }] },
    });
    expect(codes(app)).toEqual(expected);
  });

  test('does not replace one of the operator\'s, acknowledged or not', () => {
    const app = Testing.app();
    policy(new OperatorChart(app, 'edge', { namespace: 'gateway-system' }), [{ port: 8080 }]);
    const shop = new TeamChart(app, 'shop', { grants: [testGrant({ isolation: ingress })] });
    Acknowledge.finding(policy(shop, [{ port: 8080 }]), 'GW003', 'we want it');
    const [finding, ...others] = Findings.of(app);
    expect(finding).toEqual(expect.objectContaining({ code: 'GW003', construct: 'shop/p', category: 'security' }));
    expect([finding.acknowledged, others]).toEqual([undefined, []]);
  });

  test('that stands twice in one team\'s scopes is the team\'s to acknowledge', () => {
    const { app, shop } = team({ isolation: ingress });
    policy(shop, [{ port: 8080 }]);
    Acknowledge.finding(policy(new TeamChart(app, 'more', { grants: [testGrant({ isolation: ingress })] }), [{ port: 8080 }]), 'GW003', 'the same one');
    expect(Findings.of(app)).toEqual([expect.objectContaining({ code: 'GW003', category: 'semantic', acknowledged: 'the same one' })]);
  });
});

test.each([
  ['kyverno.io/v1', 'ClusterPolicy'], ['external-secrets.io/v1', 'ClusterExternalSecret'], ['storage.k8s.io/v1', 'CSINode'],
  ['resource.k8s.io/v1', 'DeviceClass'], ['certificates.k8s.io/v1beta1', 'ClusterTrustBundle'], ['gateway.solo.io/v1', 'VirtualService'],
  ['getambassador.io/v3alpha1', 'Mapping'], ['ingress.v3.haproxy.org/v3', 'TCP'], ['discovery.k8s.io/v1', 'EndpointSlice'], ['v1', 'Endpoints'],
])('%s %s is no team\'s to write', (apiVersion, kind) => {
  const { app, shop } = team({});
  new ApiObject(shop, 'o', { apiVersion, kind, metadata: { name: 'o' } });
  expect(codes(app)).toContain('GW010');
});

describe('acknowledging', () => {
  test('knows the codes of the catalogue only', () => {
    const { shop } = team({});
    const object = route(shop, [parent('https-shop-company-com')], ['shop.company.com']);
    expect(() => Acknowledge.finding(object, 'GW999', 'r')).toThrow(/code "GW999" is none; write a code such as "GW050"/);
  });

  test('reaches findings of a construct without a manifest', () => {
    const app = Testing.app();
    const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kind() });
    const infrastructure = new GatewayInfrastructure(platform, 'class', { implementation: Implementation.envoyGateway() });
    const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
    const gateway = SharedGateway.existing(edge, 'old', {
      name: 'old', infrastructure,
      listeners: [Listener.https('shop.company.com', { name: 'shop', certificate: TlsCertificate.fromSecret('shop-tls') })],
    });
    gateway.admit(new Team('ecommerce'), { namespaces: ['ecommerce-prod'], hostnames: ['shop.company.com'], isolation: Isolation.EGRESS });
    Acknowledge.finding(gateway, 'GW041', 'the mesh closes it');
    expect(Findings.of(app)).toContainEqual(expect.objectContaining({ code: 'GW041', acknowledged: 'the mesh closes it' }));
  });

  const claim = (name: string, annotations?: object): object => ({
    apiVersion: GATEWAY_API, kind: 'HTTPRoute', metadata: { name, namespace: 'x', annotations },
    spec: { parentRefs: [{ name: 'gw', sectionName: 'nope' }] },
  });
  const listOf = (items: object[]): { app: App; list: ApiObject } => {
    const app = Testing.app();
    const edge = new OperatorChart(app, 'edge', { namespace: 'x' });
    new ApiObject(edge, 'gw', {
      apiVersion: GATEWAY_API, kind: 'Gateway', metadata: { name: 'gw' },
      spec: { gatewayClassName: 'c', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    });
    return { app, list: new ApiObject(edge, 'list', { apiVersion: 'v1', kind: 'List', items }) };
  };
  const acknowledged = (app: App): (string | undefined)[] =>
    Findings.of(app).filter(({ code }) => code === 'GW020').map((finding) => finding.acknowledged);

  test('an item of a list by its annotation leaves the other items alone', () => {
    const { app } = listOf([claim('a'), claim('b', { 'acknowledge.cdk8s-gateway.io/GW020': 'soon' })]);
    expect(acknowledged(app)).toEqual([undefined, 'soon']);
  });

  test('a list stands for all its items', () => {
    const { app, list } = listOf([claim('a'), claim('b')]);
    Acknowledge.finding(list, 'GW020', 'soon');
    expect(acknowledged(app)).toEqual(['soon', 'soon']);
  });
});
