import { ApiObject, App, Testing } from 'cdk8s';
import {
  Backend, Findings, OperatorChart, PlatformChart, Pods, RouteFilter, RouteMatch, SharedService, type SharedServiceProps, TeamChart, type TeamGrant, TeamRoute,
} from '../../../src';
import type { GrantData } from '../../../src/manifest/grant-data';
import { grantData, testGrant } from '../../util/grants';
import { type Json, routeWith, rulesOf } from './shop';

const owner = (overrides: Partial<GrantData> = {}): TeamGrant =>
  testGrant({ team: { name: 'identity', subjects: [] }, namespaces: ['identity-prod'], hostnames: [], ...overrides });
const accounts = (): Backend => Backend.service('accounts', 8080, { pods: Pods.labelled({ app: 'accounts' }, 9000) });
const INGRESS = { ingress: true, egress: false };

function shared(grant = owner(), props: Partial<SharedServiceProps> = {}): SharedService {
  const chart = new TeamChart(new App(), 'identity', { grants: [grant] });
  return new SharedService(chart, 'accounts', { service: accounts(), ...props });
}

const objectsOf = (service: SharedService): Json[] => service.manifests().map((object) => object.toJson() as Json);
const grantsOf = (service: SharedService): Json[] => objectsOf(service).filter(({ kind }) => kind === 'ReferenceGrant');
const policiesOf = (service: SharedService): Json[] => objectsOf(service).filter(({ kind }) => kind === 'NetworkPolicy');

describe('SharedService', () => {
  test('opens one Service by name to the routes of the consumer, and gives the backend for them', () => {
    // GIVEN
    const app = new App();
    const consumer = testGrant({ routeKinds: ['HTTPRoute', 'GRPCRoute'] });
    const identity = new TeamChart(app, 'identity', { grants: [owner()] });
    const service = new SharedService(identity, 'accounts', { service: accounts(), metadata: { labels: { part: 'identity' } } });

    // WHEN
    const backend = service.grantTo(consumer, { weight: 5 });
    const shop = new TeamChart(app, 'shop', { grants: [consumer] });
    const route = new TeamRoute(shop, 'login', { rules: [{ matches: [RouteMatch.pathPrefix('/login')], backends: [backend] }] });

    // THEN
    expect(Testing.synth(identity)).toStrictEqual([{
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: {
        name: expect.stringMatching(/^identity-accounts-from-ecommerce-prod-/), namespace: 'identity-prod', labels: { part: 'identity' },
      },
      spec: {
        from: [
          { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'ecommerce-prod' },
          { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', namespace: 'ecommerce-prod' },
        ],
        to: [{ group: '', kind: 'Service', name: 'accounts' }],
      },
    }]);
    expect(rulesOf(route)[0].backendRefs).toEqual([
      { group: '', kind: 'Service', name: 'accounts', namespace: 'identity-prod', port: 8080, weight: 5 },
    ]);
    expect(Findings.of(app)).toEqual([]);
  });

  test('each namespace of a consumer gets a grant of its own; what is granted twice stands once', () => {
    const service = shared();
    service.grantTo(testGrant({ namespaces: ['a', 'b'] }));
    service.grantTo(testGrant({ namespaces: ['b', 'c'], routeKinds: ['HTTPRoute', 'GRPCRoute'] }));
    expect(grantsOf(service).map(({ spec }) => (spec as { from: Json[] }).from.map(({ namespace, kind }) => `${namespace as string}/${kind as string}`)))
      .toEqual([['a/HTTPRoute'], ['b/HTTPRoute', 'b/GRPCRoute'], ['c/HTTPRoute', 'c/GRPCRoute']]);
  });

  test('the own namespace needs no grant', () => {
    const service = shared();
    service.grantTo(testGrant({ namespaces: ['identity-prod'] }));
    expect(service.manifests()).toEqual([]);
  });

  test.each([['1.4', 'v1beta1'], ['v1.4.1', 'v1beta1'], ['0.8', 'v1beta1'], ['1.5', 'v1'], ['1.10', 'v1']])(
    'a cluster with Gateway API %s gets ReferenceGrant %s', (version, expected) => {
      const service = shared();
      service.grantTo(testGrant({ cluster: { ...grantData().cluster, gatewayApi: { version, channel: 'standard' } } }));
      expect(grantsOf(service)).toMatchObject([{ apiVersion: `gateway.networking.k8s.io/${expected}` }]);
    });

  test('a Service of the app, in the operator\'s scope', () => {
    const edge = new OperatorChart(new App(), 'edge', { namespace: 'shared' });
    const object = new ApiObject(edge, 'web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } });
    const service = new SharedService(edge, 'share', { service: Backend.of(object) });
    service.grantTo(testGrant());
    expect(grantsOf(service)).toMatchObject([{ metadata: { namespace: 'shared' }, spec: { to: [{ name: 'web' }] } }]);
  });

  test.each([
    ['a namespace of others', { service: Backend.service('a', 80, { namespace: 'payments' }) }, /\[identity\/accounts\] SharedService: the Service's namespace "payments": it was not granted to the team/],
    ['a weight', { service: Backend.service('a', 80, { weight: 3 }) }, /service\.weight 3: each consumer weighs the Service in its own rules/],
    ['no Backend', { service: {} as never }, /service \{\}: it is not a Backend/],
    ['a name for all manifests', { metadata: { name: 'x' } }, /metadata\.name "x": it would be that of several manifests/],
  ])('%s is refused', (_, props, message) => {
    expect(() => shared(owner(), props)).toThrow(message);
  });

  test('options that are none are refused', () => {
    expect(() => shared().grantTo(testGrant(), 5 as never)).toThrow(/options 5: it is not an object; write \{ weight \}/);
    expect(() => shared(owner(), { isolated: 'no' as never })).toThrow(/isolated "no": it is neither true nor false/);
  });

  test('a consumer may filter what it sends there; the owner may not', () => {
    const filters = [RouteFilter.addRequestHeaders({ 'X-Team': 'shop' })];
    const chart = new OperatorChart(new App(), 'edge', { namespace: 'shared' });
    const service = new SharedService(chart, 'accounts', { service: Backend.service('accounts', 80) });
    expect(rulesOf(routeWith({ backends: [service.grantTo(testGrant(), { filters })] }))[0].backendRefs).toStrictEqual([{
      group: '', kind: 'Service', name: 'accounts', namespace: 'shared', port: 80, weight: 1,
      filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { add: [{ name: 'X-Team', value: 'shop' }] } }],
    }]);
    expect(() => new SharedService(chart, 'other', { service: Backend.service('other', 80, { filters }) }))
      .toThrow(/\[edge\/other\] SharedService: service\.filters: each consumer filters in its own rules, so they would have no effect/);
  });

  test('what is no grant, or a weight that is none, is refused', () => {
    expect(() => shared().grantTo({} as never)).toThrow(/\[identity\/accounts\] SharedService: grant \{\}: it is not a TeamGrant/);
    expect(() => shared().grantTo(testGrant(), { weight: -1 })).toThrow(/weight -1/);
  });

  test('another scope is refused, and so is a namespace that nobody names', () => {
    expect(() => new SharedService(new PlatformChart(new App(), 'p'), 's', { service: accounts() })).toThrow(/scope of the infrastructure provider/);
    expect(() => new SharedService(new OperatorChart(new App(), 'e'), 's', { service: accounts() })).toThrow(/the namespace of Service "accounts" is not known/);
    expect(() => new SharedService(new OperatorChart(new App(), 'e'), 's', undefined as never)).toThrow(/props undefined/);
  });
});

describe('SharedService under ingress isolation', () => {
  const spec = {
    podSelector: { matchLabels: { app: 'accounts' } },
    policyTypes: ['Ingress'],
    ingress: [{
      from: [{
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'envoy-gateway-system' } },
        podSelector: { matchLabels: grantData().proxies.podLabels },
      }],
      ports: [{ protocol: 'TCP', port: 9000 }],
    }],
  };

  test('lets the consumers\' gateway in, once', () => {
    const service = shared(owner({ isolation: INGRESS }));
    service.grantTo(testGrant());
    service.grantTo(testGrant({ namespaces: ['other'] }));
    expect(policiesOf(service)).toMatchObject([{ metadata: { namespace: 'identity-prod' }, spec }]);
    expect(policiesOf(service)[0].spec).toStrictEqual(spec);
    expect(Findings.of(service)).toEqual([]);
  });

  const elsewhere = testGrant({
    gateway: { name: 'partners', namespace: 'gateway-system' },
    proxies: { form: 'pods', namespace: 'gateway-system', podLabels: { 'gateway.networking.k8s.io/gateway-name': 'partners' } },
  });

  test('lets each of two gateways in, however alike their names are', () => {
    const grants = [['edge-a', 'b'], ['edge', 'a-b']].map(([namespace, name]) =>
      testGrant({ gateway: { namespace, name }, proxies: { form: 'pods', namespace: 'proxies', podLabels: { gateway: `${namespace}/${name}` } } }));
    const service = new SharedService(new OperatorChart(new App(), 'edge'), 'accounts', {
      service: Backend.service('accounts', 8080, { namespace: 'identity-prod', pods: Pods.labelled({ app: 'accounts' }, 9000) }), isolated: true,
    });
    for (const grant of grants) service.grantTo(grant);
    const opened = policiesOf(service) as unknown as { spec: { ingress: { from: { podSelector: unknown }[] }[] } }[];
    expect(opened.map((policy) => policy.spec.ingress[0].from[0].podSelector))
      .toEqual([{ matchLabels: { gateway: 'edge-a/b' } }, { matchLabels: { gateway: 'edge/a-b' } }]);
  });

  test('a team cannot let in a gateway that it has no grant for', () => {
    const service = shared(owner({ isolation: INGRESS }));
    expect(() => service.grantTo(elsewhere)).toThrow(
      /namespace "identity-prod" is isolated, and a team lets in the gateways of its own grants only, not gateway-system\/partners; have the operator/);
    expect(service.manifests()).toEqual([]);
  });

  test('the operator can, where it says that the namespace is isolated', () => {
    const edge = new OperatorChart(new App(), 'edge');
    const props = { service: Backend.service('accounts', 8080, { namespace: 'identity-prod', pods: Pods.labelled({ app: 'accounts' }, 9000) }) };
    const open = new SharedService(edge, 'open', props);
    const isolated = new SharedService(edge, 'isolated', { ...props, isolated: true });
    for (const service of [open, isolated]) service.grantTo(elsewhere);
    expect(policiesOf(open)).toEqual([]);
    const matchLabels = { 'gateway.networking.k8s.io/gateway-name': 'partners' };
    expect(policiesOf(isolated)).toMatchObject([{ spec: { ingress: [{ from: [{ podSelector: { matchLabels } }] }] } }]);
  });

  test('unknown pods are an error at synth', () => {
    const service = shared(owner({ isolation: INGRESS }), { service: Backend.service('accounts', 8080) });
    service.grantTo(testGrant());
    expect(Findings.of(service)).toMatchObject([{ code: 'GW040', resource: { kind: 'ReferenceGrant' }, construct: 'identity/accounts/from-ecommerce-prod' }]);
  });
});

describe('a SharedService for other kinds of routes', () => {
  const consumer = (...routeKinds: string[]): TeamGrant => testGrant({ routeKinds });
  const ofPorts = (...ports: object[]): SharedService => {
    const chart = new TeamChart(new App(), 'identity', { grants: [owner({ isolation: INGRESS })] });
    const service = new ApiObject(chart, 'object', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'dns', namespace: 'identity-prod' }, spec: { selector: { app: 'dns' }, ports },
    });
    return new SharedService(chart, 'dns', { service: Backend.of(service) });
  };
  const opened = (service: SharedService): unknown[] => policiesOf(service).map(({ spec }) =>
    (spec as { ingress: { ports: object[] }[] }).ingress[0].ports[0]);

  test('admits the kinds of the grant', () => {
    const service = shared();
    service.grantTo(consumer('TLSRoute', 'TCPRoute', 'UDPRoute'));
    expect((grantsOf(service)[0].spec as { from: { kind: string }[] }).from.map(({ kind }) => kind)).toEqual(['TLSRoute', 'TCPRoute', 'UDPRoute']);
  });

  test('opens the pods for what carries the kinds of the grant', () => {
    const named = shared(owner({ isolation: INGRESS }));
    named.grantTo(consumer('UDPRoute'));
    expect(opened(named)).toEqual([{ protocol: 'UDP', port: 9000 }]);
    named.grantTo(consumer('HTTPRoute', 'UDPRoute'));
    expect(opened(named)).toEqual([{ protocol: 'UDP', port: 9000 }, { protocol: 'TCP', port: 9000 }]);
  });

  test('reads from the Service which ports are for which', () => {
    const dns = [{ port: 53, targetPort: 5353 }, { port: 53, targetPort: 5354, protocol: 'UDP', name: 'udp' }];
    const both = ofPorts(...dns);
    both.grantTo(consumer('TCPRoute', 'UDPRoute'));
    expect(opened(both)).toEqual([{ protocol: 'TCP', port: 5353 }, { protocol: 'UDP', port: 5354 }]);
    const one = ofPorts(...dns);
    one.grantTo(consumer('UDPRoute'));
    expect(opened(one)).toEqual([{ protocol: 'UDP', port: 5354 }]);
  });

  test('gives the port for the kinds of the grant', () => {
    const apart = ofPorts({ port: 80 }, { port: 53, protocol: 'UDP', name: 'udp' });
    expect(apart.grantTo(consumer('UDPRoute'))._source()).toMatchObject({ port: 53 });
    expect(apart.grantTo(consumer('HTTPRoute'))._source()).toMatchObject({ port: 80 });
    expect(() => apart.grantTo(consumer('HTTPRoute', 'UDPRoute')))
      .toThrow(/SharedService: Service "dns" has several ports \(80, 53\) for the grant's kinds of routes; share each by itself/);
  });

  test('is refused where the Service has no port for them', () => {
    expect(() => ofPorts({ port: 53, protocol: 'UDP' }).grantTo(consumer('HTTPRoute', 'TCPRoute')))
      .toThrow(/Service "dns" has a port for UDP alone, and the grant is for HTTPRoute and TCPRoute/);
    expect(() => ofPorts()).toThrow(/Service dns has no TCP port/);
  });
});
