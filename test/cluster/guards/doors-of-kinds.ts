import { closedGroups } from '../../../src/manifest/guards/closed-kinds';
import { movedTo, objectIn, type Row, writes } from './rows';
import type { StubKind } from './stub-crds';
import { MESH, PLATFORM, SHOP } from './world';

/** Kinds by which traffic passes a grant, as vendors name them. */
const NAMED: readonly [group: string, version: string, ...kinds: string[]][] = [
  ['traefik.io', 'v1alpha1', 'IngressRoute', 'Middleware'],
  ['projectcontour.io', 'v1', 'HTTPProxy'],
  ['configuration.konghq.com', 'v1beta1', 'TCPIngress', 'KongPlugin'],
  ['route.openshift.io', 'v1', 'Route'],
  ['gateway.envoyproxy.io', 'v1alpha1', 'EnvoyPatchPolicy', 'EnvoyExtensionPolicy', 'SecurityPolicy'],
  ['gateway.nginx.org', 'v1alpha1', 'SnippetsFilter'],
  ['gateway.networking.x-k8s.io', 'v1alpha1', 'XBackend', 'XListenerSet'],
  ['projectcalico.org', 'v3', 'NetworkPolicy'],
  ['crd.projectcalico.org', 'v1', 'NetworkPolicy'],
  ['crd.antrea.io', 'v1beta1', 'NetworkPolicy'],
  ['k8s.ovn.org', 'v1', 'EgressFirewall'],
  ['networking.k8s.aws', 'v1alpha1', 'ApplicationNetworkPolicy', 'PolicyEndpoint'],
  ['vpcresources.k8s.aws', 'v1beta1', 'SecurityGroupPolicy'],
  ['networking.gke.io', 'v1', 'FrontendConfig'],
  ['cilium.io', 'v2', 'CiliumEnvoyConfig', 'CiliumEndpoint'],
];

/** Kinds whose definitions the server has, with content that tells two objects apart. */
const SERVED: readonly [apiVersion: string, kind: string, specOf: (name: string) => object][] = [
  ['networking.istio.io/v1alpha3', 'EnvoyFilter', (app) => ({ workloadSelector: { labels: { app } } })],
  ['networking.istio.io/v1', 'VirtualService', (host) => ({ hosts: [host] })],
  ['networking.istio.io/v1', 'Gateway', (app) => ({ selector: { app } })],
  ['networking.istio.io/v1', 'Sidecar', (app) => ({ workloadSelector: { labels: { app } } })],
  ['networking.istio.io/v1', 'DestinationRule', (host) => ({ host })],
  ['networking.istio.io/v1', 'ServiceEntry', (host) => ({ hosts: [`${host}.example.com`] })],
  ['networking.istio.io/v1', 'WorkloadEntry', (host) => ({ address: `${host}.example.com` })],
  ['security.istio.io/v1', 'AuthorizationPolicy', (app) => ({ selector: { matchLabels: { app } } })],
  ['security.istio.io/v1', 'PeerAuthentication', (app) => ({ selector: { matchLabels: { app } } })],
  ['gateway.envoyproxy.io/v1alpha1', 'Backend', (host) => ({ endpoints: [{ fqdn: { hostname: `${host}.example.com`, port: 443 } }] })],
  ['gateway.kgateway.dev/v1alpha1', 'Backend', (host) => ({ type: 'Static', static: { hosts: [{ host: `${host}.example.com`, port: 443 }] } })],
  ['gateway.kgateway.dev/v1alpha1', 'GatewayParameters', (name) => ({ kube: { deployment: { replicas: name === 'bank' ? 2 : 1 } } })],
];

const INSTALLED = ['gateway.networking.k8s.io', 'networking.k8s.io', 'discovery.k8s.io', ''];

const pluralOf = (kind: string): string => kind.toLowerCase().replace(/([^aeiou])y$/, '$1ie').replace(/ss$/, 'sse').concat('s');

/** The named kinds, and one that nobody knows yet of every group that is closed as a whole. */
export const STUBS: readonly StubKind[] = [
  ...NAMED.flatMap(([group, version, ...kinds]) => kinds.map((kind) => ({ group, kind, plural: pluralOf(kind), version }))),
  ...closedGroups().filter((one) => one.closed === undefined && !INSTALLED.includes(one.group))
    .map(({ group }) => ({ group, kind: 'UnknownDoor', plural: 'unknowndoors', version: 'v1' })),
];

const POLICY = 'cluster-guards-closed-kinds';

/** A kind of the platform's: refused with whatever content, also as a change of what is older than the guard. */
function closed(apiVersion: string, kind: string, fields: object, before: object, tenant: Row['tenant'], parts?: object): Row[] {
  const bad = objectIn(SHOP, apiVersion, kind, fields, parts);
  return writes(POLICY, `${kind} of ${apiVersion}`, bad, movedTo(PLATFORM, bad), {
    older: objectIn(SHOP, apiVersion, kind, before, parts), tenant,
  });
}

const ingress = (name: string) => ({ spec: { defaultBackend: { service: { name, port: { number: 80 } } } } });
const addresses = (ip: string) => ({ subsets: [{ addresses: [{ ip }], ports: [{ port: 80 }] }] });
const slice = (ip: string) => ({ addressType: 'IPv4', endpoints: [{ addresses: [ip] }], ports: [{ port: 80 }] });
const gateway = (port: number) => ({ spec: { gatewayClassName: 'c', listeners: [{ name: 'http', port, protocol: 'HTTP' }] } });
const cilium = (entity: string) => ({ spec: { endpointSelector: {}, egress: [{ toEntities: [entity] }] } });

function builtIn(): Row[] {
  return [
    ...closed('networking.k8s.io/v1', 'Ingress', ingress('a'), ingress('b'), undefined),
    ...closed('v1', 'Endpoints', addresses('203.0.113.1'), addresses('203.0.113.2'), 'rights'),
    ...closed('discovery.k8s.io/v1', 'EndpointSlice', slice('203.0.113.1'), slice('203.0.113.2'), 'rights'),
    ...closed('gateway.networking.k8s.io/v1', 'Gateway', gateway(80), gateway(81), 'rights'),
    ...closed('cilium.io/v2', 'CiliumNetworkPolicy', cilium('world'), cilium('host'), 'rights'),
  ];
}

/** Where a gateway's proxies are let in by policies of Cilium, those are open, and no others. */
function ciliumPolicies(): Row[] {
  const policy = (entity: string) => objectIn(MESH, 'cilium.io/v2', 'CiliumNetworkPolicy', {
    spec: {
      endpointSelector: { matchLabels: { app: 'a' } },
      ingress: [{ fromEntities: [entity], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
    },
  });
  return writes('cluster-guards-cilium-policies', 'CiliumNetworkPolicy for another entity', policy('world'), policy('ingress'),
    { tenant: `gateway-access-${MESH}-ciliumnetworkpolicies` });
}

/** What configures proxies and controllers without being content. */
function metadata(): Row[] {
  const bad = (kind: string, apiVersion: string, content: object, parts: object) => objectIn(SHOP, apiVersion, kind, content, parts);
  const change = (what: string, kind: string, apiVersion: string, content: object, parts: object, tenant: Row['tenant']): Row[] => writes(
    POLICY, what, bad(kind, apiVersion, content, parts), movedTo(PLATFORM, bad(kind, apiVersion, content, parts)),
    { older: bad(kind, apiVersion, content, {}), tenant, only: 'update' },
  );
  return [
    ...change('a snippet of an Ingress', 'Ingress', 'networking.k8s.io/v1', ingress('a'), {
      annotations: { 'nginx.ingress.kubernetes.io/configuration-snippet': 'proxy_pass http://bank;' },
    }, undefined),
    ...change('the Service of an EndpointSlice', 'EndpointSlice', 'discovery.k8s.io/v1', slice('203.0.113.1'), {
      labels: { 'kubernetes.io/service-name': 'cart' },
    }, 'rights'),
  ];
}

/** The status of an Ingress takes its annotations with it. */
function ingressStatus(): Row {
  const manifest = objectIn(SHOP, 'networking.k8s.io/v1', 'Ingress', ingress('a'), { name: 'with-status' });
  return {
    what: 'patch a snippet through the status of an Ingress', policy: POLICY, tenant: 'rights', stored: [manifest],
    deny: { verb: 'patch', manifest, subresource: 'status', patch: { metadata: { annotations: { 'nginx.ingress.kubernetes.io/server-snippet': 'x' } } } },
    allow: { verb: 'patch', manifest, subresource: 'status', patch: { status: { loadBalancer: { ingress: [{ ip: '203.0.113.1' }] } } } },
  };
}

/** The doors that whole kinds are. */
export const DOORS_OF_KINDS: readonly Row[] = [
  ...builtIn(), ...ciliumPolicies(), ...metadata(), ingressStatus(),
  ...SERVED.flatMap(([apiVersion, kind, specOf]) => closed(apiVersion, kind, { spec: specOf('bank') }, { spec: specOf('shop') }, 'rights')),
  ...STUBS.flatMap(({ group, kind, version }) => closed(`${group}/${version}`, kind, { spec: { to: 'bank' } }, { spec: { to: 'shop' } }, 'rights')),
];
