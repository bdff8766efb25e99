import type { App } from 'cdk8s';
import { ApiObject, Chart, Testing } from 'cdk8s';
import {
  Backend, ClusterProfile, Findings, GatewayApiChannel, GatewayInfrastructure, Implementation, Listener, OperatorChart, PlatformChart,
  ReferenceGrant, RoleScope, SharedGateway, SharedService, Team, TeamChart, type TeamGrant, TlsCertificate,
} from '../../src';
import { PlainObject } from '../../src/constructs/base/plain-object';
import { GATEWAY_API, knownKind } from '../../src/manifest/kinds';
import { grantData, testGrant } from '../util/grants';

const experimental = { gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL };

const grantOn = (version: string, channel: 'standard' | 'experimental' = 'standard', namespaces = ['ecommerce-prod']): TeamGrant =>
  testGrant({ namespaces, cluster: { ...grantData().cluster, gatewayApi: { version, channel } } });

/** A route with a field of the experimental channel, whatever else is said of it. */
function retrying(scope: Chart, namespace?: string): ApiObject {
  return new ApiObject(scope, `retrying-${namespace ?? 'own'}`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `retrying-${namespace ?? 'own'}`, ...(namespace !== undefined && { namespace }) },
    spec: { rules: [{ retry: { attempts: 2 } }] },
  });
}

/** Construct and cluster of each GW005. */
function refused(app: App): (string | undefined)[][] {
  return Findings.of(app).filter(({ code }) => code === 'GW005')
    .map(({ construct, message }) => [construct, /Gateway API (\S+),/.exec(message)?.[1]]);
}

const tlsRoute = (scope: Chart, namespace?: string): ApiObject =>
  new PlainObject(scope, `tls-${namespace ?? 'own'}`, knownKind(GATEWAY_API, 'TLSRoute'), { namespace }, { spec: {} });

const GRANT_SPEC = {
  referrers: [{ group: GATEWAY_API, kind: 'HTTPRoute', namespace: 'a' }], to: [{ group: '', kind: 'Service', name: 'b' }],
};

function operatorOf(app: App, cluster: ClusterProfile, id = 'edge'): OperatorChart {
  const infrastructure = GatewayInfrastructure.existing({ implementation: Implementation.envoyGateway(), cluster });
  const edge = new OperatorChart(app, id, { namespace: `${id}-system` });
  new SharedGateway(edge, `${id}-gateway`, {
    infrastructure,
    listeners: [Listener.https('*.company.com', { certificate: TlsCertificate.fromSecret('cert') })],
  });
  return edge;
}

describe('the version of a kind', () => {
  test('is what the cluster of the team\'s grants serves', () => {
    const at = (version: string): string => tlsRoute(new TeamChart(Testing.app(), 'shop', { grants: [grantOn(version, 'experimental')] })).apiVersion;
    expect([at('1.3'), at('1.4'), at('1.5')]).toStrictEqual([
      'gateway.networking.k8s.io/v1alpha2', 'gateway.networking.k8s.io/v1alpha3', 'gateway.networking.k8s.io/v1',
    ]);
  });

  test('is what the clusters of the grants for its namespace serve, all of them', () => {
    const grants = [grantOn('1.4', 'experimental', ['staging']), grantOn('1.6', 'experimental', ['prod'])];
    const shop = new TeamChart(Testing.app(), 'shop', { grants });
    expect([tlsRoute(shop, 'staging').apiVersion, tlsRoute(shop, 'prod').apiVersion, tlsRoute(shop).apiVersion]).toStrictEqual([
      'gateway.networking.k8s.io/v1alpha3', 'gateway.networking.k8s.io/v1', 'gateway.networking.k8s.io/v1alpha3',
    ]);
  });

  test('of a construct of the kinds layer, in any scope that knows its cluster', () => {
    const app = Testing.app();
    const cluster = ClusterProfile.eks({ gatewayApiVersion: '1.4' });
    const platform = new PlatformChart(app, 'platform', { cluster });
    const own = new Chart(app, 'own');
    RoleScope.platform(own, cluster);
    const versions = [platform, operatorOf(app, cluster), own, new Chart(app, 'plain')]
      .map((chart) => new ReferenceGrant(chart, 'grant', { metadata: { name: 'x', namespace: 'b' }, spec: GRANT_SPEC }).apiVersion);
    expect(versions).toStrictEqual([
      'gateway.networking.k8s.io/v1beta1', 'gateway.networking.k8s.io/v1beta1', 'gateway.networking.k8s.io/v1beta1',
      'gateway.networking.k8s.io/v1',
    ]);
  });

  test('of a ReferenceGrant for a consumer is what the consumer\'s cluster serves', () => {
    const edge = new OperatorChart(Testing.app(), 'edge', { namespace: 'services' });
    const shared = new SharedService(edge, 'accounts', { service: Backend.service('accounts', 8080) });
    shared.grantTo(grantOn('1.4'));
    expect(shared.manifests()[0].apiVersion).toBe('gateway.networking.k8s.io/v1beta1');
  });
});

describe('the cluster that an object is judged by', () => {
  test('of a platform is its profile', () => {
    const app = Testing.app();
    retrying(new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks({ gatewayApiVersion: '1.5' }) }));
    expect(refused(app)).toStrictEqual([['platform/retrying-own', '1.5']]);
  });

  test('of an operator is that of its gateways', () => {
    const app = Testing.app();
    retrying(operatorOf(app, ClusterProfile.eks({ gatewayApiVersion: '1.5' }), 'old'));
    retrying(operatorOf(app, ClusterProfile.gke({ ...experimental }), 'new'));
    expect(refused(app)).toStrictEqual([['old/retrying-own', '1.5']]);
  });

  test('of a gateway that stands already counts too', () => {
    const app = Testing.app();
    const infrastructure = GatewayInfrastructure.existing({
      implementation: Implementation.envoyGateway(), cluster: ClusterProfile.eks({ gatewayApiVersion: '1.3' }),
    });
    const edge = new OperatorChart(app, 'edge', { namespace: 'edge-system' });
    SharedGateway.existing(edge, 'gateway', { name: 'gateway', infrastructure, listeners: [Listener.http()] });
    retrying(edge);
    expect(refused(app)).toStrictEqual([['edge/retrying-own', '1.3']]);
  });

  test('of a team is that of its contract, by the grant of the namespace', () => {
    const app = Testing.app();
    const grants = [grantOn('1.4', 'standard', ['staging']), grantOn('1.6', 'experimental', ['prod'])];
    const shop = new TeamChart(app, 'shop', { grants });
    retrying(shop, 'staging');
    retrying(shop, 'prod');
    expect(refused(app)).toStrictEqual([['shop/retrying-staging', '1.4']]);
  });

  test('is the only one that the app knows, where the scope knows none', () => {
    const app = Testing.app();
    new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks() });
    retrying(new Chart(app, 'plain'));
    expect(refused(app)).toStrictEqual([['plain/retrying-own', '1.6']]);
  });

  test('is none where the app knows several', () => {
    const app = Testing.app();
    new PlatformChart(app, 'old', { cluster: ClusterProfile.eks({ gatewayApiVersion: '1.4' }) });
    new PlatformChart(app, 'new', { cluster: ClusterProfile.eks({ gatewayApiVersion: '1.6' }) });
    retrying(new Chart(app, 'plain'));
    expect(refused(app)).toStrictEqual([]);
  });

  test('is none without a profile: the field is a warning', () => {
    const app = Testing.app();
    const infrastructure = GatewayInfrastructure.existing({ implementation: Implementation.envoyGateway() });
    const edge = new OperatorChart(app, 'edge', { namespace: 'edge-system' });
    const gateway = new SharedGateway(edge, 'gateway', {
      infrastructure, listeners: [Listener.https('*.company.com', { certificate: TlsCertificate.fromSecret('cert') })],
    });
    const grant = gateway.admit(new Team('shop'), { namespaces: ['shop'], hostnames: ['a.company.com'] });
    retrying(new TeamChart(app, 'shop', { grants: [grant] }));
    expect(refused(app)).toStrictEqual([]);
    expect(Findings.of(app).filter(({ code }) => code === 'GW002')).toMatchObject([{ path: 'spec.rules[0].retry' }]);
  });

  test('is seen anew at each synth', () => {
    const app = Testing.app();
    retrying(new Chart(app, 'plain'));
    expect(refused(app)).toStrictEqual([]);
    new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks() });
    expect(refused(app)).toStrictEqual([['plain/retrying-own', '1.6']]);
  });
});

test('the experimental channel is judged by its own schema in each scope', () => {
  const app = Testing.app();
  retrying(operatorOf(app, ClusterProfile.eks({ ...experimental })));
  expect(Findings.of(app).filter(({ code }) => ['GW001', 'GW002', 'GW005'].includes(code))).toStrictEqual([]);
});
