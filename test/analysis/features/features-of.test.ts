import { featuresOf } from '../../../src/analysis/features/features-of';
import { FEATURE_NAMES } from '../../../src/manifest/feature-names';
import type { Manifest } from '../../../src/manifest/manifest';

type Fields = Record<string, unknown>;

const object = (kind: string, spec: unknown, name = 'x'): Manifest =>
  ({ apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name, namespace: 'shop' }, spec });
const gateway = (spec: Fields): Manifest => object('Gateway', { gatewayClassName: 'c', listeners: [], ...spec });
const listeners = (...list: Fields[]): Manifest => gateway({ listeners: list.map((one, i) => ({ name: `l${i}`, port: 80, protocol: 'HTTP', ...one })) });
const route = (rule: Fields, parentRefs: unknown[] = [{ name: 'g' }]): Manifest => object('HTTPRoute', { parentRefs, rules: [rule] });
const filter = (type: string, settings: Fields = {}): Fields => ({ filters: [{ type, [`${type[0].toLowerCase()}${type.slice(1)}`]: settings }] });
const service = { kind: 'Service', group: '', name: 'cart' };
const ofMesh = (rule: Fields): Manifest => route(rule, [service]);

/** The needs of a feature: path, with marks. */
function pathsOf(feature: string, ...manifests: Manifest[]): string[] {
  return featuresOf(manifests.map((manifest) => ({ manifest }))).filter((need) => need.feature === feature)
    .map(({ path, behavioural, inMesh }) => `${path}${behavioural ? ' (behaviour)' : ''}${inMesh ? ' (mesh)' : ''}`);
}

const tls = (mode?: string): Fields => ({ name: 'tls', port: 443, protocol: 'TLS', tls: mode === undefined ? {} : { mode } });
const tlsRoute = object('TLSRoute', { parentRefs: [{ name: 'x' }], hostnames: ['a.company.com'], rules: [] });
const withPort = (appProtocol: string): Manifest => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' }, spec: { ports: [{ port: 80, appProtocol }] },
});
const toCart: Fields = { backendRefs: [{ name: 'cart', port: 80 }] };
const frontend = (mode?: string): Fields => ({ validation: { caCertificateRefs: [], ...(mode && { mode }) } });

const CASES: [feature: string, paths: string[], ...manifests: Manifest[]][] = [
  ['Gateway', ['kind'], gateway({})],
  ['GatewayPort8080', ['spec.listeners[1].port'], listeners({}, { port: 8080 })],
  ['GatewayStaticAddresses', ['spec.addresses[0]'], gateway({ addresses: [{ value: '10.0.0.1' }, { type: 'IPAddress' }] })],
  ['GatewayAddressEmpty', ['spec.addresses[1]', 'spec.addresses[2]'], gateway({ addresses: [{ value: '10.0.0.1' }, { type: 'IPAddress' }, { value: '' }] })],
  ['GatewayHTTPListenerIsolation', ['spec.listeners[0].hostname (behaviour)', 'spec.listeners[1].hostname (behaviour)'],
    listeners({ hostname: 'a.company.com' }, { hostname: '*.company.com' }, {}, { port: 81, hostname: 'b.company.com' })],
  ['GatewayHTTPSListenerDetectMisdirectedRequests', ['spec.listeners[1] (behaviour)'],
    listeners({ port: 443, protocol: 'HTTPS', hostname: 'a.com' }, { port: 443, protocol: 'HTTPS', hostname: 'b.com' })],
  ['GatewayInfrastructurePropagation', ['spec.infrastructure.labels'], gateway({ infrastructure: { labels: { a: 'b' }, annotations: { c: 'd' } } })],
  ['GatewayBackendClientCertificate', ['spec.tls.backend.clientCertificateRef'], gateway({ tls: { backend: { clientCertificateRef: { name: 's' } } } })],
  ['GatewayFrontendClientCertificateValidation', ['spec.tls.frontend.default.validation', 'spec.tls.frontend.perPort[0].tls.validation'],
    gateway({ tls: { frontend: { default: frontend(), perPort: [{ port: 443, tls: frontend() }] } } })],
  ['GatewayFrontendClientCertificateValidationInsecureFallback', ['spec.tls.frontend.default.validation.mode'],
    gateway({ tls: { frontend: { default: frontend('AllowInsecureFallback'), perPort: [{ port: 443, tls: frontend('AllowValidOnly') }] } } })],
  ['ListenerSet', ['kind'], object('ListenerSet', {})],
  ['ReferenceGrant', ['kind'], object('ReferenceGrant', {})],
  ['ReferenceGrant', ['spec.rules[0].backendRefs[1]'],
    route({ backendRefs: [{ name: 'a', port: 80 }, { name: 'a', namespace: 'other', port: 80 }] })],
  ['ReferenceGrant', ['spec.listeners[0].tls.certificateRefs[0]'],
    listeners({ port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'c', namespace: 'certs' }] } })],
  ['BackendTLSPolicy', ['kind'], object('BackendTLSPolicy', {})],
  ['BackendTLSPolicySANValidation', ['spec.validation.subjectAltNames'], object('BackendTLSPolicy', { validation: { subjectAltNames: [{}] } })],
  ['GRPCRoute', ['kind'], object('GRPCRoute', {})],
  ['GRPCRouteNamedRouteRule', ['spec.rules[0].name'], object('GRPCRoute', { rules: [{ name: 'a' }] })],
  ['TLSRoute', ['kind'], tlsRoute],
  ['TLSRouteModeTerminate', ['spec.listeners[0].tls'], listeners(tls()), tlsRoute],
  ['TLSRouteModeMixed', ['spec.listeners[1].tls.mode'], listeners(tls('Passthrough'), { ...tls('Terminate'), name: 'other' })],
  ['TCPRoute', ['kind'], object('TCPRoute', {})],
  ['UDPRoute', ['kind'], object('UDPRoute', {})],
  ['HTTPRoute', ['kind'], route({})],
  ['HTTPRouteParentRefPort', ['spec.parentRefs[0].port'], route({}, [{ name: 'g', port: 80 }, { ...service, port: 80 }])],
  ['HTTPRouteDestinationPortMatching', ['spec.parentRefs[0].port'], route({}, [{ name: 'g', port: 80 }])],
  ['HTTPRouteQueryParamMatching', ['spec.rules[0].matches[1].queryParams'], route({ matches: [{}, { queryParams: [{ name: 'a', value: 'b' }] }] })],
  ['HTTPRouteMethodMatching', ['spec.rules[0].matches[0].method'], route({ matches: [{ method: 'GET' }] })],
  ['HTTPRouteNamedRouteRule', ['spec.rules[0].name'], route({ name: 'a' })],
  ['HTTPRouteResponseHeaderModification', ['spec.rules[0].filters[0].type'], route(filter('ResponseHeaderModifier'))],
  ['HTTPRouteBackendRequestHeaderModification', ['spec.rules[0].backendRefs[0].filters[0].type'],
    route({ backendRefs: [{ name: 'a', filters: [{ type: 'RequestHeaderModifier' }] }] })],
  ['HTTPRouteBackendURLRewrite', ['spec.rules[0].backendRefs[0].filters[0].type'], route({ backendRefs: [{ name: 'a', filters: [{ type: 'URLRewrite' }] }] })],
  ['HTTPRouteBackendRequestRedirect', ['spec.rules[0].backendRefs[0].filters[0].type'],
    route({ backendRefs: [{ name: 'a', filters: [{ type: 'RequestRedirect' }] }] })],
  ['HTTPRouteSchemeRedirect', ['spec.rules[0].filters[0].requestRedirect.scheme'], route(filter('RequestRedirect', { scheme: 'https' }))],
  ['HTTPRoutePortRedirect', ['spec.rules[0].filters[0].requestRedirect.port'], route(filter('RequestRedirect', { port: 8443 }))],
  ['HTTPRoutePathRedirect', ['spec.rules[0].filters[0].requestRedirect.path'], route(filter('RequestRedirect', { path: { type: 'ReplaceFullPath' } }))],
  ['HTTPRoute303RedirectStatusCode', ['spec.rules[0].filters[0].requestRedirect.statusCode'], route(filter('RequestRedirect', { statusCode: 303 }))],
  ['HTTPRoute307RedirectStatusCode', ['spec.rules[0].filters[0].requestRedirect.statusCode'], route(filter('RequestRedirect', { statusCode: 307 }))],
  ['HTTPRoute308RedirectStatusCode', ['spec.rules[0].filters[0].requestRedirect.statusCode'], route(filter('RequestRedirect', { statusCode: 308 }))],
  ['HTTPRouteHostRewrite', ['spec.rules[0].filters[0].urlRewrite.hostname'], route({ filters: [{ type: 'URLRewrite', urlRewrite: { hostname: 'a.b' } }] })],
  ['HTTPRoutePathRewrite', ['spec.rules[0].filters[0].urlRewrite.path'], route({ filters: [{ type: 'URLRewrite', urlRewrite: { path: {} } }] })],
  ['HTTPRouteRequestMirror', ['spec.rules[0].filters[0].type'], route(filter('RequestMirror', { backendRef: { name: 'm' } }))],
  ['HTTPRouteRequestMultipleMirrors', ['spec.rules[0].filters[1].type'], route({ filters: [{ type: 'RequestMirror' }, { type: 'RequestMirror' }] })],
  ['HTTPRouteRequestPercentageMirror', ['spec.rules[0].filters[0].requestMirror.percent'], route(filter('RequestMirror', { percent: 0 }))],
  ['HTTPRouteRequestTimeout', ['spec.rules[0].timeouts.request'], route({ timeouts: { request: '1s' } })],
  ['HTTPRouteBackendTimeout', ['spec.rules[0].timeouts.backendRequest'], route({ timeouts: { backendRequest: '1s' } })],
  ['HTTPRouteCORS', ['spec.rules[0].filters[0].type'], route({ filters: [{ type: 'CORS', cors: {} }] })],
  ['HTTPRouteBackendProtocolH2C', ['spec.rules[0].backendRefs[0]'], withPort('kubernetes.io/h2c'), route(toCart)],
  ['HTTPRouteBackendProtocolWebSocket', ['spec.rules[0].backendRefs[0]'], withPort('kubernetes.io/ws'), route(toCart)],
  ['HTTPRouteRetry', ['spec.rules[0].retry'], route({ retry: {} })],
  ['HTTPRouteRetryBackendTimeout', ['spec.rules[0].retry'], route({ retry: {}, timeouts: { backendRequest: '1s' } })],
  ['HTTPRouteRetryConnectionError', ['spec.rules[0].retry (behaviour)'], route({ retry: { attempts: 2 } })],
  ['Mesh', ['spec.parentRefs[0] (mesh)'], ofMesh({})],
  ['HTTPRoute', ['kind (mesh)'], ofMesh({})],
  ['HTTPRoute', ['kind', 'kind (mesh)'], route({}, [service, { name: 'g' }])],
  ['MeshClusterIPMatching', ['spec.parentRefs[0] (behaviour) (mesh)'], ofMesh({})],
  ['MeshConsumerRoute', ['spec.parentRefs[1] (mesh)'], route({}, [service, { ...service, namespace: 'other' }])],
  ['MeshHTTPRouteRewritePath', ['spec.rules[0].filters[0].urlRewrite.path (mesh)'], ofMesh({ filters: [{ type: 'URLRewrite', urlRewrite: { path: {} } }] })],
  ['MeshHTTPRouteSchemeRedirect', ['spec.rules[0].filters[0].requestRedirect.scheme (mesh)'], ofMesh(filter('RequestRedirect', { scheme: 'https' }))],
  ['MeshHTTPRouteRedirectPort', ['spec.rules[0].filters[0].requestRedirect.port (mesh)'], ofMesh(filter('RequestRedirect', { port: 80 }))],
  ['MeshHTTPRouteRedirectPath', ['spec.rules[0].filters[0].requestRedirect.path (mesh)'], ofMesh(filter('RequestRedirect', { path: {} }))],
  ['MeshHTTPRouteBackendRequestHeaderModification', ['spec.rules[0].backendRefs[0].filters[0].type (mesh)'],
    ofMesh({ backendRefs: [{ name: 'a', filters: [{ type: 'RequestHeaderModifier' }] }] })],
  ['MeshHTTPRouteQueryParamMatching', ['spec.rules[0].matches[0].queryParams (mesh)'], ofMesh({ matches: [{ queryParams: [] }] })],
  ['HTTPRoute303RedirectStatusCode', ['spec.rules[0].filters[0].requestRedirect.statusCode (mesh)'], ofMesh(filter('RequestRedirect', { statusCode: 303 }))],
  ['MeshHTTPRouteNamedRouteRule', ['spec.rules[0].name (mesh)'], ofMesh({ name: 'a' })],
];

describe('a feature is needed by its field', () => {
  test.each(CASES.map(([feature, paths, ...manifests]) => [feature, paths, manifests] as const))('%s: %j', (feature, paths, manifests) => {
    expect(pathsOf(feature, ...manifests)).toEqual(paths);
  });

  test('all names are derived', () => {
    expect([...new Set(CASES.map(([feature]) => feature))].sort()).toEqual([...FEATURE_NAMES].sort());
  });
});

describe('a feature is not needed', () => {
  test.each<[string, string, ...Manifest[]]>([
    ['isolation by hostnames apart', 'GatewayHTTPListenerIsolation', listeners({ hostname: 'a.company.com' }, { hostname: '*.shop.com' },
      { hostname: 'company.com' })],
    ['isolation between ports', 'GatewayHTTPListenerIsolation', listeners({ hostname: 'a.company.com' }, { port: 81 })],
    ['infrastructure with parameters alone', 'GatewayInfrastructurePropagation', gateway({ infrastructure: { labels: {}, parametersRef: {} } })],
    ['TLS ended by a listener without a TLSRoute', 'TLSRouteModeTerminate', listeners(tls('Terminate'))],
    ['TLS passed through to a TLSRoute', 'TLSRouteModeTerminate', listeners(tls('Passthrough')), tlsRoute],
    ['one mode on each of two ports', 'TLSRouteModeMixed', listeners(tls('Passthrough'), { ...tls('Terminate'), port: 8443 })],
    ['a status code that all have', 'HTTPRoute303RedirectStatusCode', route(filter('RequestRedirect', { statusCode: 302 }))],
    ['a field that is null', 'HTTPRouteRetry', route({ retry: null })],
    ['a grant in one namespace', 'ReferenceGrant', route({ backendRefs: [{ name: 'a', namespace: 'shop', port: 80 }] })],
    ['a grant for a route of a mesh alone', 'ReferenceGrant', ofMesh({ backendRefs: [{ name: 'a', namespace: 'other', port: 80 }] })],
    ['a grant for a certificate that nobody reads', 'ReferenceGrant',
      listeners({ port: 443, ...tls('Passthrough'), tls: { mode: 'Passthrough', certificateRefs: [{ name: 'c', namespace: 'certs' }] } })],
    ['the protocol of a Service that is not here', 'HTTPRouteBackendProtocolH2C', route(toCart)],
    ['a gateway\'s name of a feature in a mesh', 'HTTPRouteQueryParamMatching', ofMesh({ matches: [{ queryParams: [] }] })],
    ['what belongs to other groups', 'HTTPRoute', { ...route({}), apiVersion: 'example.com/v1' }],
  ])('%s', (_, feature, ...manifests) => {
    expect(pathsOf(feature, ...manifests)).toEqual([]);
  });
});

test('whatever stands in a manifest is read without an error', () => {
  const odd: unknown[] = [
    null, 7, 'x', [], [null], { rules: 'x' }, { rules: [null, { filters: [7], matches: {}, timeouts: [] }] }, { listeners: [null, 7, {}] },
  ];
  const kinds = ['Gateway', 'ListenerSet', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'BackendTLSPolicy', 'ReferenceGrant', 'Other'];
  const manifests = kinds.flatMap((kind) => odd.map((spec) => object(kind, spec)));
  expect(() => featuresOf(manifests.map((manifest) => ({ manifest })))).not.toThrow();
});
