import { Testing } from 'cdk8s';
import {
  Backend, BackendTls, ClientCertificates, ClusterProfile, Destination, EgressLockdown, EgressNeeds, GatewayInfrastructure,
  GatewayProxies, GrpcMatch, Implementation, Listener, OperatorChart, RouteFilter, RouteMatch, SharedGateway, SharedSecret, Team,
  TeamAccess, TeamChart, TeamGrpcRoute, TeamListenerSet, TeamRoute, TeamTcpRoute, TlsAuthority, TlsCertificate,
} from '../../src';
import { delegatedGrant, testGrant } from '../util/grants';

const HOLES = new Array<never>(2);
const NULL = null as never;
const app = (): ReturnType<typeof Testing.app> => Testing.app();
const edge = (): OperatorChart => new OperatorChart(app(), 'edge', { namespace: 'gateway-system' });
const shop = (grant = testGrant()): TeamChart => new TeamChart(app(), 'shop', { grants: [grant] });
const web = Backend.service('web', 80);
const certificate = TlsCertificate.fromSecret('tls');
const infrastructure = GatewayInfrastructure.existing({ implementation: Implementation.envoyGateway(), className: 'company' });
const listeners = [Listener.https('*.company.com', { certificate }), Listener.tcp(5432)];
const gateway = (more: object = {}): SharedGateway => new SharedGateway(edge(), 'gw', { infrastructure, listeners, ...more });
const admit = (more: object): unknown =>
  gateway().admit(new Team('shop'), { namespaces: ['shop'], hostnames: ['a.company.com'], ...more });
const delegate = (ports: number[]): unknown =>
  gateway().delegate(new Team('shop'), { namespaces: ['shop'], hostnames: ['a.other.com'], ports });
const route = (more: object): TeamRoute => new TeamRoute(shop(), 'r', { rules: [{ backends: [web] }], ...more });
const rule = (more: object): TeamRoute => route({ rules: [{ backends: [web], ...more }] });
const grpc = (grant = testGrant({ routeKinds: ['GRPCRoute'] })): TeamChart => shop(grant);
const tcp = (listenerNames: string[]): TeamTcpRoute => new TeamTcpRoute(shop(testGrant({
  routeKinds: ['TCPRoute'], hostnames: [], sections: [{ name: 'tcp', port: 5432, protocol: 'TCP' }],
})), 'r', { backends: [web], listenerNames });
const tls = (subjectAltNames: never[]): BackendTls =>
  new BackendTls(shop(), 'tls', { backend: web, hostname: 'a.b', authority: TlsAuthority.system(), subjectAltNames });
const egress = testGrant({ isolation: { ingress: false, egress: true } });
const custom = (more: object): ClusterProfile => ClusterProfile.custom({ name: 'a', dns: [], ...more });

const LISTS: Record<string, (list: never[]) => unknown> = {
  'namespaces': (namespaces) => admit({ namespaces }),
  'hostnames': (hostnames) => admit({ hostnames }),
  'prefixes': (prefixes) => admit({ prefixes }),
  'routeKinds': (routeKinds) => admit({ routeKinds }),
  'meshServices': (meshServices) => admit({ meshServices }),
  'listenerNames': (listenerNames) => admit({ listenerNames }),
  'egress': (list) => admit({ egress: list, isolation: 'egress' }),
  'ports': (ports) => delegate(ports),
  'listeners': (list) => gateway({ listeners: list }),
  'addresses': (addresses) => gateway({ addresses }),
  'typedAddresses': (typedAddresses) => gateway({ typedAddresses }),
  'authorities': (authorities) => ClientCertificates.required(authorities),
  'names': (names) => TlsAuthority.configMaps(names),
  'dnsNames': (dnsNames) => TlsCertificate.fromSecret('a', { dnsNames }),
  'kinds': (kinds) => new SharedSecret(edge(), 's', { name: 'a', namespace: 'b' }).grantToNamespace('c', kinds),
  'listeners of a set': (list) => new TeamListenerSet(shop(delegatedGrant()), 's', { listeners: list }),
  'hostnames of a route': (hostnames) => route({ hostnames }),
  'listenerNames of a route': tcp,
  'rules': (rules) => route({ rules }),
  'rules of gRPC': (rules) => new TeamGrpcRoute(grpc(), 'r', { rules }),
  'matches': (matches) => rule({ matches }),
  'filters': (filters) => rule({ filters }),
  'backends': (backends) => rule({ backends }),
  'headers of a match': (headers) => RouteMatch.anyPath({ headers }),
  'queries of a match': (queries) => RouteMatch.anyPath({ queries }),
  'headers of a gRPC match': (headers) => GrpcMatch.any({ headers }),
  'names of headers': (names) => RouteFilter.removeRequestHeaders(names),
  'allowOrigins': (allowOrigins) => RouteFilter.cors({ allowOrigins }),
  'subjectAltNames': tls,
  'grants': (grants) => new TeamChart(app(), 'a', { grants }),
  'grants of an access': (grants) => new TeamAccess(edge(), 'a', { grants }),
  'allow': (allow) => new EgressLockdown(edge(), 'a', { grant: egress, allow }),
  'destinations': (destinations) => new EgressNeeds(shop(egress), 'a', { destinations }),
  'exceptions': (exceptions) => Destination.cidr('203.0.113.0/24', 443, { reason: 'a', exceptions }),
  'morePorts': (morePorts) => Destination.namespace('a', 443, { morePorts }),
  'subjects': (subjects) => new Team('shop', { subjects }),
  'dns': (dns) => custom({ dns }),
  'ports of a resolver': (ports) => custom({ dns: [{ cidr: '10.0.0.10/32', ports }] }),
  'metadataCidrs': (metadataCidrs) => custom({ metadataCidrs }),
  'nodeLocalDns': (nodeLocalDns) => ClusterProfile.eks({ nodeLocalDns }),
  'cidrs': (cidrs) => GatewayProxies.addresses(cidrs),
  'proxyOnlySubnets': (proxyOnlySubnets) => Implementation.gke({ proxyOnlySubnets }),
  'unsupportedFeatures': (unsupportedFeatures) =>
    Implementation.custom({ name: 'a', controllerName: 'a.com/b', unsupportedFeatures }),
};

/** An error of ours names where it was written. */
const OURS = /^(?:\[[^\]]+\] )?[A-Za-z.]+: .*;/;

test.each(Object.entries(LISTS))('holes in %s are no values', (_, make) => {
  expect(() => make(HOLES)).toThrow(OURS);
});

test.each(Object.entries(LISTS))('null for %s is no list, and does not mean the default', (_, make) => {
  expect(() => make(NULL)).toThrow(OURS);
});

test.each<[string, () => unknown, RegExp]>([
  ['hostnames', () => route({ hostnames: NULL }), /hostnames null: a route claims at least one hostname/],
  ['listenerNames', () => tcp(NULL), /listenerNames null: a TCPRoute takes what arrives at one listener/],
  ['ports', () => delegate(NULL), /ports null: a listener stands on a port/],
  ['prefixes', () => admit({ prefixes: NULL }), /prefixes null: it is not a list/],
  ['metadataCidrs', () => custom({ metadataCidrs: NULL }), /metadataCidrs null: it is not a list/],
])('null for %s is told as what it is', (_, make, message) => {
  expect(make).toThrow(message);
});

test.each<[string, () => unknown, RegExp]>([
  ['rules', () => new TeamGrpcRoute(grpc(), 'r', { rules: HOLES }), /rules\[0\] undefined: it is not an object/],
  ['matches', () => rule({ matches: HOLES }), /rules\[0\]\.matches\[0\] undefined: it is not a RouteMatch/],
  ['hostnames', () => admit({ hostnames: HOLES }), /hostnames\[0\] undefined: /],
])('a hole in %s is told by its place', (_, make, message) => {
  expect(make).toThrow(message);
});

test.each<[string, () => unknown, RegExp]>([
  ['subjectAltNames', () => tls([]), /subjectAltNames \[\]: it names none; leave it out/],
  ['dnsNames', () => TlsCertificate.ofImplementation({ dnsNames: [] }), /dnsNames \[\]: .*leave it out/],
])('an empty list of %s is left out', (_, make, message) => {
  expect(make).toThrow(message);
});
