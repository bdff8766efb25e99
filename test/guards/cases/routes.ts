import type { Manifest } from '../../../src/manifest/manifest';
import { NEW, PLATFORM, TEAM } from '../settings';
import { type DoorCase, object } from './door-case';

const V1 = 'gateway.networking.k8s.io/v1';
const backendRefs = [{ name: 'a', port: 80 }];
const parent = (sectionName?: string) => ({ name: 'company-gateway', namespace: 'gateway-system', ...(sectionName && { sectionName }) });
export const httpRoute = (hostname: string, section = 'shop', rule: object = {}, namespace = TEAM): Manifest =>
  object(V1, 'HTTPRoute', { spec: { parentRefs: [parent(section)], hostnames: [hostname], rules: [{ backendRefs, ...rule }] } }, { namespace });
const grants = (to: object[]): Manifest => object(V1, 'ReferenceGrant', {
  spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: NEW }], to },
});
const listenerSet = (namespace: string): Manifest => object(V1, 'ListenerSet', {
  spec: { parentRef: { name: 'company-gateway', namespace: 'gateway-system' }, listeners: [{ name: 'a', port: 443, protocol: 'HTTP' }] },
}, { namespace });
const policy = (name: string): string => `gateway-access-${TEAM}-${name}`;

/** As cert-manager writes it: at the listener that its issuer names. */
const solverRoute = (hostname: string, more: object = {}, section = 'http'): Manifest => httpRoute(hostname, section, {
  matches: [{ path: { type: 'Exact', value: '/.well-known/acme-challenge/token' } }], ...more,
});
const matches = (path: object) => ({ matches: [{ path }] });
const call = (method: object | undefined, more: object[] = []): Manifest => object(V1, 'GRPCRoute', {
  spec: { parentRefs: [parent('shared')], hostnames: ['api.company.com'], rules: [{ backendRefs, matches: [{ ...(method && { method }) }, ...more] }] },
});
const istio = { group: 'networking.istio.io', kind: 'Hostname', name: 'x.pay.svc.cluster.local', port: 80 };
const backend = (ref: object, rule: object = {}): Manifest => httpRoute('shop.company.com', 'shop', { backendRefs: [...backendRefs, ref], ...rule });
const streamTo = (ref: object): Manifest => object('gateway.networking.k8s.io/v1', 'TLSRoute', {
  spec: { parentRefs: [parent('tls')], hostnames: ['shop.company.com'], rules: [{ backendRefs: [ref] }] },
});
const mirror = (backendRef: object) => ({ filters: [{ type: 'RequestMirror', requestMirror: { backendRef } }] });
const callTo = (ref: object): Manifest => object(V1, 'GRPCRoute', {
  spec: {
    parentRefs: [parent('shared')], hostnames: ['api.company.com'],
    rules: [{ backendRefs: [ref], matches: [{ method: exactly('shop.v1.Products') }] }],
  },
});
const kinds = (title: string, manifest: Manifest, refused = true): DoorCase =>
  ({ door: 'backend-kind', title, manifest, ...(refused && { refusedBy: 'cluster-guards-backends' }) });
const exactly = (service: string, method?: string) => ({ type: 'Exact', service, ...(method && { method }) });
const acme = (title: string, manifest: Manifest, refused = true): DoorCase =>
  ({ door: 'acme-route', title, manifest, ...(refused && { refusedBy: policy('httproutes') }) });
const grpc = (title: string, manifest: Manifest, refused = true): DoorCase =>
  ({ door: 'foreign-method', title, manifest, ...(refused && { refusedBy: policy('grpcroutes') }) });

export const ROUTE_CASES: readonly DoorCase[] = [
  { door: 'foreign-route', title: 'its own hostname', manifest: httpRoute('shop.company.com') },
  { door: 'foreign-route', title: 'another\'s', manifest: httpRoute('bank.company.com'), refusedBy: policy('httproutes') },
  { door: 'ungranted-route', title: 'in the granted namespace', manifest: httpRoute('shop.company.com') },
  {
    door: 'ungranted-route', title: 'in a new namespace', manifest: httpRoute('shop.company.com', 'shop', {}, NEW),
    refusedBy: 'cluster-guards-ungranted',
  },
  { door: 'listener-set', title: 'of the platform', manifest: listenerSet(PLATFORM) },
  { door: 'listener-set', title: 'of the team', manifest: listenerSet(TEAM), refusedBy: policy('listenersets') },
  { door: 'reference-grant', title: 'over one Service', manifest: grants([{ group: '', kind: 'Service', name: 'a' }]) },
  { door: 'reference-grant', title: 'over all Services', manifest: grants([{ group: '', kind: 'Service' }]), refusedBy: policy('referencegrants') },
  { door: 'reference-grant', title: 'over a Secret', manifest: grants([{ group: '', kind: 'Secret', name: 'a' }]), refusedBy: policy('referencegrants') },
  acme('an answer to a challenge for its own hostname', solverRoute('shop.company.com'), false),
  acme('an answer at a granted section', solverRoute('shop.company.com', {}, 'shop'), false),
  acme('an answer for another\'s hostname', solverRoute('bank.company.com')),
  acme('an answer for a hostname of which it has a prefix', solverRoute('api.company.com')),
  acme('an answer for a wildcard', solverRoute('*.company.com')),
  acme('a prefix below the path of challenges', solverRoute('shop.company.com', matches({ type: 'PathPrefix', value: '/.well-known/acme-challenge/' }))),
  acme('another path at that listener', solverRoute('shop.company.com', matches({ type: 'Exact', value: '/login' }))),
  acme('every path at that listener', solverRoute('shop.company.com', { matches: undefined })),
  acme('a redirect from the path of challenges', solverRoute('shop.company.com', {
    backendRefs: undefined, filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'bank.company.com' } }],
  })),
  grpc('a granted service', call(exactly('shop.v1.Products')), false),
  grpc('a method of a granted service', call(exactly('shop.v1.Products', 'List')), false),
  grpc('a granted method', call(exactly('shop.v1.Carts', 'Get')), false),
  grpc('another service', call(exactly('bank.v1.Accounts'))),
  grpc('a service whose name starts like a granted one', call(exactly('shop.v1.ProductsAdmin'))),
  grpc('another method', call(exactly('shop.v1.Carts', 'Drop'))),
  grpc('all methods of a service of which it has one', call(exactly('shop.v1.Carts'))),
  grpc('a granted service beside another', call(exactly('shop.v1.Products'), [{ method: exactly('bank.v1.Accounts') }])),
  grpc('an expression', call({ type: 'RegularExpression', service: 'shop.v1.Products' })),
  grpc('a method of every service', call({ type: 'Exact', method: 'List' })),
  grpc('every call', call(undefined)),
  kinds('a Service', backend({ group: '', kind: 'Service', name: 'b', port: 80 }), false),
  kinds('a ServiceImport', backend({ group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'b', port: 80 }), false),
  kinds('a mirror to a Service', backend({ name: 'b', port: 80 }, mirror({ name: 'c', port: 80 })), false),
  kinds('a method\'s calls to a Service', callTo({ name: 'b', port: 80 }), false),
  kinds('a kind that was opened to the namespace', backend({ group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'b', port: 80 }), false),
  kinds('a hostname of Istio', backend(istio)),
  kinds('another kind of an opened group', backend({ group: 'inference.networking.k8s.io', kind: 'InferenceModel', name: 'b', port: 80 })),
  kinds('a Service of another group', backend({ group: 'serving.knative.dev', kind: 'Service', name: 'b', port: 80 })),
  kinds('another kind of the core group', backend({ group: '', kind: 'ConfigMap', name: 'b', port: 80 })),
  kinds('a Backend of Envoy Gateway', backend({ group: 'gateway.envoyproxy.io', kind: 'Backend', name: 'b' })),
  kinds('a mirror to a hostname', backend({ name: 'b', port: 80 }, mirror(istio))),
  kinds('a mirror of one backend to a hostname', backend({ name: 'b', port: 80, ...mirror(istio) })),
  kinds('calls to a hostname', callTo(istio)),
  kinds('connections to a hostname', streamTo(istio)),
];
