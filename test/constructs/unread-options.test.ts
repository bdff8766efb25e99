import { Testing } from 'cdk8s';
import {
  Backend, CanaryRelease, ClientCertificates, ClusterProfile, Destination, EgressLockdown, EgressNeeds, GatewayInfrastructure,
  GatewayProxies, GrpcMatch, HeaderMatch, HttpRedirect, HttpScheme, Implementation, Listener, OperatorChart, PlatformChart, Pods,
  RouteFilter, SecretReferrer, SharedConfigMap, SharedGateway, SharedSecret, SharedService, Team, TeamAccess, TeamChart,
  TeamGrpcRoute, TeamListenerSet, TeamRoute, TeamTcpRoute, TeamTlsRoute, TeamUdpRoute, TlsCertificate,
} from '../../src';
import { delegatedGrant, testGrant } from '../util/grants';

/** One option that no construct has. */
const WRONG = { strnger: 1 } as never as object;
const app = (): ReturnType<typeof Testing.app> => Testing.app();
const platform = (): PlatformChart => new PlatformChart(app(), 'platform');
const edge = (): OperatorChart => new OperatorChart(app(), 'edge', { namespace: 'gateway-system' });
const shop = (grant = testGrant()): TeamChart => new TeamChart(app(), 'shop', { grants: [grant] });
const web = Backend.service('web', 80);
const certificate = TlsCertificate.fromSecret('tls');
const infrastructure = GatewayInfrastructure.existing({ implementation: Implementation.envoyGateway(), className: 'company' });
const listeners = [Listener.https('*.company.com', { certificate })];
const pods = Pods.labelled({ app: 'a' }, 80);
const egress = testGrant({ isolation: { ingress: false, egress: true } });
const rule = (more: object): TeamRoute => new TeamRoute(shop(), 'r', { rules: [{ backends: [web], ...more }] });
const gateway = (more: object): SharedGateway => new SharedGateway(edge(), 'gw', { infrastructure, listeners, ...more });
const secrets = { name: 'tls', namespace: 'certificates' };

const CALLS: Record<string, () => unknown> = {
  'PlatformChart': () => new PlatformChart(app(), 'a', { ...WRONG }),
  'OperatorChart': () => new OperatorChart(app(), 'a', { ...WRONG }),
  'TeamChart': () => new TeamChart(app(), 'a', { grants: [testGrant()], ...WRONG }),
  'Team': () => new Team('shop', { ...WRONG }),
  'GatewayInfrastructure': () => new GatewayInfrastructure(platform(), 'a', { implementation: Implementation.istio(), ...WRONG }),
  'GatewayInfrastructure.existing': () =>
    GatewayInfrastructure.existing({ implementation: Implementation.istio(), className: 'a', ...WRONG }),
  'parametersRef of a class': () => new GatewayInfrastructure(platform(), 'a', {
    implementation: Implementation.envoyGateway(), parametersRef: { name: 'a', namespace: 'b', ...WRONG },
  }),
  'ClusterProfile.custom': () => ClusterProfile.custom({ name: 'a', dns: [], ...WRONG }),
  'resolver of ClusterProfile.custom': () => ClusterProfile.custom({ name: 'a', dns: [{ cidr: '10.0.0.10/32', ...WRONG }] }),
  'ClusterProfile.eksAuto': () => ClusterProfile.eksAuto({ serviceCidr: '172.20.0.0/16', ...WRONG }),
  'Implementation.custom': () => Implementation.custom({ name: 'a', controllerName: 'a.com/b', ...WRONG }),
  'classParameters of Implementation.custom': () =>
    Implementation.custom({ name: 'a', controllerName: 'a.com/b', classParameters: { group: 'a.com', kind: 'A', ...WRONG } }),
  'GatewayProxies.pods': () => GatewayProxies.pods({ app: 'a' }, { ...WRONG }),
  'SharedGateway': () => gateway(WRONG),
  'SharedGateway.existing': () => SharedGateway.existing(edge(), 'gw', { name: 'gw', infrastructure, listeners, ...WRONG }),
  'SharedGateway.admit': () => gateway({}).admit(new Team('shop'), { namespaces: ['a'], hostnames: ['a.company.com'], ...WRONG }),
  'SharedGateway.delegate': () => gateway({}).delegate(new Team('shop'), { namespaces: ['a'], hostnames: ['a.a.com'], ...WRONG }),
  'parametersRef of a gateway': () => gateway({ parametersRef: { name: 'a', ...WRONG } }),
  'backendCertificate': () => gateway({ backendCertificate: { name: 'a', ...WRONG } }),
  'typedAddresses': () => gateway({ typedAddresses: [{ type: 'a.com/b', ...WRONG }] }),
  'ClientCertificates.required': () => ClientCertificates.required([{ name: 'a', ...WRONG }]),
  'HttpRedirect.toHttps': () => HttpRedirect.toHttps({ ...WRONG }),
  'TlsCertificate.fromSecret': () => TlsCertificate.fromSecret('a', { ...WRONG }),
  'TlsCertificate.ofImplementation': () => TlsCertificate.ofImplementation({ ...WRONG }),
  'Listener.http': () => Listener.http({ ...WRONG }),
  'Listener.https': () => Listener.https('a.b', { certificate, ...WRONG }),
  'Listener.httpsPerHostname': () => Listener.httpsPerHostname('*.a.b', { certificate, ...WRONG }),
  'Listener.tls': () => Listener.tls('a.b', { certificate, ...WRONG }),
  'Listener.tlsPassthrough': () => Listener.tlsPassthrough('a.b', { ...WRONG }),
  'Listener.tcp': () => Listener.tcp(5432, { ...WRONG }),
  'Listener.udp': () => Listener.udp(53, { ...WRONG }),
  'SharedSecret': () => new SharedSecret(edge(), 'a', { ...secrets, ...WRONG }),
  'SharedSecret.grantToNamespace': () =>
    new SharedSecret(edge(), 'a', secrets).grantToNamespace('b', [SecretReferrer.GATEWAY], { ...WRONG }),
  'SharedConfigMap': () => new SharedConfigMap(edge(), 'a', { ...secrets, ...WRONG }),
  'SharedConfigMap.grantToNamespace': () => new SharedConfigMap(edge(), 'a', secrets).grantToNamespace('b', { ...WRONG }),
  'TeamListenerSet': () => new TeamListenerSet(shop(delegatedGrant()), 'a', {
    listeners: [Listener.https('shop.company.com', { certificate })], ...WRONG,
  }),
  'TeamAccess': () => new TeamAccess(edge(), 'a', { grants: [testGrant()], ...WRONG }),
  'EgressLockdown': () => new EgressLockdown(edge(), 'a', { grant: egress, ...WRONG }),
  'EgressNeeds': () => new EgressNeeds(shop(egress), 'a', { destinations: [Destination.namespace('a', 80)], ...WRONG }),
  'Destination.cidr': () => Destination.cidr('203.0.113.0/24', 443, { reason: 'a', ...WRONG }),
  'Destination.namespace': () => Destination.namespace('a', 80, { ...WRONG }),
  'Destination.workload': () => Destination.workload(pods, { namespace: 'a', ...WRONG }),
  'Destination.service': () => Destination.service('a', { namespace: 'a', pods, ...WRONG }),
  'Backend.service': () => Backend.service('a', 80, { ...WRONG }),
  'SharedService': () => new SharedService(shop(), 'a', { service: web, ...WRONG }),
  'SharedService.grantTo': () => new SharedService(shop(), 'a', { service: web }).grantTo(testGrant(), { ...WRONG }),
  'RouteFilter.redirect': () => RouteFilter.redirect({ scheme: HttpScheme.HTTPS, ...WRONG }),
  'RouteFilter.rewrite': () => RouteFilter.rewrite({ prefix: '/', ...WRONG }),
  'RouteFilter.mirror': () => RouteFilter.mirror(web, { ...WRONG }),
  'fraction of RouteFilter.mirror': () => RouteFilter.mirror(web, { fraction: { numerator: 1, ...WRONG } }),
  'RouteFilter.cors': () => RouteFilter.cors({ allowOrigins: ['https://a.b'], ...WRONG }),
  'RouteFilter.externalAuthHttp': () => RouteFilter.externalAuthHttp(web, { ...WRONG }),
  'RouteFilter.externalAuthGrpc': () => RouteFilter.externalAuthGrpc(web, { ...WRONG }),
  'GrpcMatch.any': () => GrpcMatch.any({ ...WRONG }),
  'TeamRoute': () => new TeamRoute(shop(), 'r', { rules: [{ backends: [web] }], ...WRONG }),
  'rule': () => rule(WRONG),
  'timeouts': () => rule({ timeouts: { ...WRONG } }),
  'retry': () => rule({ retry: { ...WRONG } }),
  'sessionPersistence': () => rule({ sessionPersistence: { ...WRONG } }),
  'canary': () => rule({ backends: undefined, canary: { stable: web, canary: Backend.service('next', 80), weight: 1, ...WRONG } }),
  'CanaryRelease': () => new CanaryRelease(shop(), 'c', { stable: web, canary: web, preview: HeaderMatch.exact('X', '1'), ...WRONG }),
  'TeamGrpcRoute': () => new TeamGrpcRoute(shop(testGrant({ routeKinds: ['GRPCRoute'] })), 'r', { rules: [], ...WRONG }),
  'TeamTlsRoute': () => new TeamTlsRoute(shop(testGrant({ routeKinds: ['TLSRoute'],
    sections: [{ name: 'tls', port: 443, protocol: 'TLS', hostname: 'shop.company.com' }],
    hostnames: [{ hostname: 'shop.company.com', sections: ['tls'], prefixes: ['/'] }] })), 'r', { backends: [web], ...WRONG }),
  'TeamTcpRoute': () => new TeamTcpRoute(shop(testGrant({ routeKinds: ['TCPRoute'], hostnames: [],
    sections: [{ name: 'tcp', port: 5432, protocol: 'TCP' }] })), 'r', { backends: [web], ...WRONG }),
  'TeamUdpRoute': () => new TeamUdpRoute(shop(testGrant({ routeKinds: ['UDPRoute'], hostnames: [],
    sections: [{ name: 'udp', port: 53, protocol: 'UDP' }] })), 'r', { backends: [web], ...WRONG }),
};

test.each(Object.entries(CALLS))('%s refuses an option that it does not read', (_, call) => {
  expect(call).toThrow(/strnger is no option here, and would have no effect; write one of /);
});

test.each(['kubeadm', 'eks', 'gke', 'aks', 'openShift', 'kind', 'minikube'] as const)('ClusterProfile.%s refuses it too', (factory) => {
  expect(() => ClusterProfile[factory]({ ...WRONG })).toThrow(new RegExp(`^ClusterProfile\\.${factory}: strnger is no option here`));
});

test.each([
  'envoyGateway', 'istio', 'traefik', 'nginxGatewayFabric', 'cilium', 'kong', 'kgateway', 'contour', 'awsLoadBalancerController', 'gke',
  'haproxy',
] as const)('Implementation.%s refuses it too', (factory) => {
  expect(() => Implementation[factory]({ ...WRONG })).toThrow(new RegExp(`^Implementation\\.${factory}: strnger is no option here`));
});

test('options of a Chart stay options of a role\'s chart', () => {
  expect(() => new PlatformChart(app(), 'a', { namespace: 'a', labels: { a: 'b' }, disableResourceNameHashes: true })).not.toThrow();
});
