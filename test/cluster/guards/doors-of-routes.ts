import type { Manifest } from '../harness/manifests';
import { GATEWAY_API } from '../harness/team-access';
import { objectIn, type Row, writes } from './rows';
import { BANK, NEW, SETS, SHOP, SMALL } from './world';

const gateway = (sectionName?: string, other: object = {}) => ({ name: 'company-gateway', namespace: 'gateway-system', sectionName, ...other });
const service = (namespace?: string) => ({ group: '', kind: 'Service', name: 'cart', namespace });

/** A route by what guards look at. */
export function route(kind: string, hostnames: string[] | undefined, parentRefs: object[], matches?: object[], namespace = SHOP): Manifest {
  const rules = [{ backendRefs: [{ name: 'backend', port: 80 }], ...(matches && { matches }) }];
  return objectIn(namespace, `${GATEWAY_API}/v1`, kind, { spec: { parentRefs, hostnames, rules } });
}

const path = (value: string, type = 'PathPrefix') => [{ path: { type, value } }];
const SHOP_HOST = ['shop.company.com'];
const API = ['api.company.com'];
const policy = (name: string, namespace = SHOP): string => `gateway-access-${namespace}-${name}`;

/** Doors of HTTPRoutes: whose hostname, where, and which part of it. */
function httpRoutes(): Row[] {
  const good = route('HTTPRoute', SHOP_HOST, [gateway('shop')]);
  const limited = route('HTTPRoute', API, [gateway('shared')], [...path('/v1/x', 'Exact'), ...path('/v2')]);
  const bad: [string, Manifest, Manifest][] = [
    ['for a foreign hostname', route('HTTPRoute', ['bank.company.com'], [gateway('shared')]), good],
    ['for a foreign hostname beside its own', route('HTTPRoute', ['a.dev.company.com', 'bank.company.com'], [gateway('shared')]), good],
    ['without hostname', route('HTTPRoute', undefined, [gateway('shop')]), good],
    ['at a gateway of another name', route('HTTPRoute', SHOP_HOST, [gateway('shop', { name: 'other' })]), good],
    ['at a gateway of another namespace', route('HTTPRoute', SHOP_HOST, [gateway('shop', { namespace: BANK })]), good],
    ['at a parent of another group', route('HTTPRoute', SHOP_HOST, [gateway('shop', { group: 'example.com' })]), good],
    ['at a parent of another kind', route('HTTPRoute', SHOP_HOST, [gateway('shop', { kind: 'Pool' })]), good],
    ['at a section that was not granted', route('HTTPRoute', SHOP_HOST, [gateway('admin')]), good],
    ['at no section', route('HTTPRoute', SHOP_HOST, [gateway()]), good],
    ['at a Service of another namespace', route('HTTPRoute', SHOP_HOST, [service(BANK)]), route('HTTPRoute', SHOP_HOST, [service()])],
    ['at a ServiceEntry', route('HTTPRoute', SHOP_HOST, [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: 'bank' }]), good],
    ['beside the granted path', route('HTTPRoute', API, [gateway('shared')], [...path('/v1'), ...path('/v10')]), limited],
    ['by a regular expression under the granted path', route('HTTPRoute', API, [gateway('shared')], path('/v1/.*', 'RegularExpression')), limited],
    ['by headers alone where a path was granted', route('HTTPRoute', API, [gateway('shared')], [{ headers: [{ name: 'x', value: 'y' }] }]), limited],
    ['for all paths where some were granted', route('HTTPRoute', API, [gateway('shared')]), limited],
  ];
  return bad.flatMap(([what, manifest, twin]) => writes(policy('httproutes'), `an HTTPRoute ${what}`, manifest, twin));
}

function otherRoutes(): Row[] {
  const grpc = route('GRPCRoute', SHOP_HOST, [gateway('shop')]);
  const tls = route('TLSRoute', SHOP_HOST, [gateway('tls')]);
  const tcp = route('TCPRoute', undefined, [gateway('tcp')]);
  const udp = route('UDPRoute', undefined, [gateway('udp')]);
  const calls = (name: string) => route('GRPCRoute', API, [gateway('shared')], [{ method: { type: 'Exact', service: name } }]);
  return [
    ...writes(policy('grpcroutes'), 'a GRPCRoute for a foreign hostname', route('GRPCRoute', ['bank.company.com'], [gateway('shared')]), grpc),
    ...writes(policy('grpcroutes'), 'a GRPCRoute without hostname', route('GRPCRoute', undefined, [gateway('shop')]), grpc),
    ...writes(policy('grpcroutes'), 'a GRPCRoute for a service that was not granted', calls('v10'), calls('v1')),
    ...writes(policy('grpcroutes'), 'a GRPCRoute at a foreign Service', route('GRPCRoute', undefined, [service(BANK)]), grpc),
    ...writes(policy('tlsroutes'), 'a TLSRoute for a foreign hostname', route('TLSRoute', ['bank.company.com'], [gateway('tls')]), tls),
    ...writes(policy('tlsroutes'), 'a TLSRoute where paths were granted', route('TLSRoute', API, [gateway('tls')]), tls),
    ...writes(policy('tlsroutes'), 'a TLSRoute at a section for HTTPS', route('TLSRoute', SHOP_HOST, [gateway('shop')]), tls),
    ...writes(policy('tcproutes'), 'a TCPRoute at a section for UDP', route('TCPRoute', undefined, [gateway('udp')]), tcp),
    ...writes(policy('tcproutes'), 'a TCPRoute at no section', route('TCPRoute', undefined, [gateway()]), tcp),
    ...writes(policy('tcproutes'), 'a TCPRoute at a foreign Service', route('TCPRoute', undefined, [service(BANK)]), tcp),
    ...writes(policy('udproutes'), 'a UDPRoute at a section for TCP', route('UDPRoute', undefined, [gateway('tcp')]), udp),
    ...writes(policy('udproutes'), 'a UDPRoute at a foreign gateway', route('UDPRoute', undefined, [gateway('udp', { name: 'other' })]), udp),
  ];
}

/** Kinds that one namespace was not granted, while another of the team was. */
function notGranted(): Row[] {
  const kinds: [string, string[] | undefined, string][] = [
    ['GRPCRoute', ['small.company.com'], 'shop'], ['TLSRoute', ['small.company.com'], 'tls'], ['TCPRoute', undefined, 'tcp'], ['UDPRoute', undefined, 'udp'],
  ];
  return kinds.flatMap(([kind, hostnames, at]) => writes(
    policy('other-routes', SMALL), `a ${kind} where HTTPRoutes were granted`, route(kind, hostnames, [gateway('small')], undefined, SMALL),
    route(kind, hostnames && SHOP_HOST, [gateway(at)]), { older: route(kind, hostnames, [gateway('before')], undefined, SMALL) },
  ));
}

function listenerSets(): Row[] {
  const set = (namespace: string, hostname: string, parentRef: object = { name: 'company-gateway', namespace: 'gateway-system' }) =>
    objectIn(namespace, `${GATEWAY_API}/v1`, 'ListenerSet', {
      spec: { parentRef, listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', hostname, tls: { certificateRefs: [{ name: 'tls' }] } }] },
    });
  const good = set(SETS, 'sets.company.com');
  const unnamed = set(SETS, 'sets.company.com');
  const [listener] = (unnamed.object.spec as { listeners: object[] }).listeners;
  const hostless = objectIn(SETS, `${GATEWAY_API}/v1`, 'ListenerSet', {
    spec: { ...unnamed.object.spec as object, listeners: [{ ...listener, hostname: undefined }] },
  });
  return [
    ...writes(policy('listenersets', SETS), 'a ListenerSet for a foreign hostname', set(SETS, 'bank.company.com'), good),
    ...writes(policy('listenersets', SETS), 'a ListenerSet without hostname', hostless, good),
    ...writes(policy('listenersets', SETS), 'a ListenerSet of another gateway',
      set(SETS, 'sets.company.com', { name: 'other', namespace: 'gateway-system' }), good),
    ...writes(policy('listenersets'), 'a ListenerSet where none was delegated', set(SHOP, 'shop.company.com'), good, { tenant: 'rights', only: 'create' }),
  ];
}

function references(): Row[] {
  const grants = (to: object, namespace = SHOP) => objectIn(namespace, `${GATEWAY_API}/v1`, 'ReferenceGrant', {
    spec: { from: [{ group: GATEWAY_API, kind: 'HTTPRoute', namespace: BANK }], to: [to] },
  });
  const good = grants({ group: '', kind: 'Service', name: 'cart' });
  return [
    ...writes(policy('referencegrants'), 'a ReferenceGrant of all Services', grants({ group: '', kind: 'Service' }), good),
    ...writes(policy('referencegrants'), 'a ReferenceGrant of a Secret', grants({ group: '', kind: 'Secret', name: 'tls' }), good),
  ];
}

/** All that Gateway API lets teams write, where nothing was granted. */
function ungranted(): Row[] {
  const grants = objectIn(SHOP, `${GATEWAY_API}/v1`, 'ReferenceGrant', {
    spec: { from: [{ group: GATEWAY_API, kind: 'HTTPRoute', namespace: BANK }], to: [{ group: '', kind: 'Service', name: 'cart' }] },
  });
  const there = (spec: object, kind: string) => objectIn(NEW, `${GATEWAY_API}/v1`, kind, { spec });
  const before = { parentRefs: [gateway('before')] };
  const kinds: [string, Manifest, object][] = [
    ['HTTPRoute', route('HTTPRoute', SHOP_HOST, [gateway('shop')]), before], ['GRPCRoute', route('GRPCRoute', SHOP_HOST, [gateway('shop')]), before],
    ['TLSRoute', route('TLSRoute', SHOP_HOST, [gateway('tls')]), before], ['TCPRoute', route('TCPRoute', undefined, [gateway('tcp')]), before],
    ['UDPRoute', route('UDPRoute', undefined, [gateway('udp')]), before],
    ['ReferenceGrant', grants, { to: [{ group: '', kind: 'Service', name: 'before' }] }],
  ];
  return kinds.flatMap(([kind, twin, change]) => {
    const spec = twin.object.spec as object;
    return writes('cluster-guards-ungranted', `a ${kind} where nothing was granted`, there(spec, kind), twin,
      { tenant: 'rights', older: there({ ...spec, ...change }, kind) });
  });
}

/** Backends, of every kind of route, and beside them. */
function backends(): Row[] {
  const spec = { group: 'networking.istio.io', kind: 'Hostname', name: 'x.pay.svc.cluster.local', port: 80 };
  const withRule = (kind: string, hostnames: string[] | undefined, at: string, rule: object) => objectIn(SHOP, `${GATEWAY_API}/v1`, kind, {
    spec: { parentRefs: [gateway(at)], hostnames, rules: [rule] },
  });
  const service80 = { name: 'backend', port: 80 };
  const kinds: [string, string[] | undefined, string][] = [
    ['HTTPRoute', SHOP_HOST, 'shop'], ['GRPCRoute', SHOP_HOST, 'shop'], ['TLSRoute', SHOP_HOST, 'tls'], ['TCPRoute', undefined, 'tcp'],
    ['UDPRoute', undefined, 'udp'],
  ];
  const mirror = (backendRef: object) => [{ type: 'RequestMirror', requestMirror: { backendRef } }];
  const to = (rule: object) => withRule('HTTPRoute', SHOP_HOST, 'shop', rule);
  return [
    ...kinds.flatMap(([kind, hostnames, at]) => writes('cluster-guards-backends', `a ${kind} to a hostname of a mesh`,
      withRule(kind, hostnames, at, { backendRefs: [spec] }), withRule(kind, hostnames, at, { backendRefs: [service80] }))),
    ...writes('cluster-guards-backends', 'an HTTPRoute that mirrors to a hostname of a mesh',
      to({ backendRefs: [service80], filters: mirror(spec) }), to({ backendRefs: [service80], filters: mirror(service80) })),
    ...writes('cluster-guards-backends', 'an HTTPRoute with a backend that mirrors to a hostname of a mesh',
      to({ backendRefs: [{ ...service80, filters: mirror(spec) }] }), to({ backendRefs: [{ ...service80, filters: mirror(service80) }] })),
  ];
}

/** The doors of Gateway API. */
export const DOORS_OF_ROUTES: readonly Row[] = [
  ...httpRoutes(), ...otherRoutes(), ...notGranted(), ...backends(), ...listenerSets(), ...references(), ...ungranted(),
];
