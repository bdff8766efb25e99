import { kindFacts } from '../../../src/manifest/kinds';

const POINTS = { backend: { service: { name: 'a', port: { number: 80 } } } };

/** Kinds whose schema the server knows, and takes without content. */
const EMPTY = [
  'networking.istio.io/EnvoyFilter', 'networking.istio.io/VirtualService', 'networking.istio.io/Gateway', 'networking.istio.io/Sidecar',
  'networking.istio.io/ProxyConfig', 'security.istio.io/AuthorizationPolicy', 'security.istio.io/PeerAuthentication',
  'security.istio.io/RequestAuthentication', 'telemetry.istio.io/Telemetry', 'gateway.kgateway.dev/TrafficPolicy',
  'gateway.envoyproxy.io/EnvoyProxy',
];

/** Content of kinds whose schema the server knows; of the others any will do. */
const CONTENT = new Map<string, object>([
  ...EMPTY.map((key) => [key, { spec: {} }] as const),
  ['networking.istio.io/DestinationRule', { spec: { host: 'a' } }],
  ['networking.istio.io/ServiceEntry', { spec: { hosts: ['a.example.com'] } }],
  ['networking.istio.io/WorkloadEntry', { spec: { address: '203.0.113.9' } }],
  ['extensions.istio.io/WasmPlugin', { spec: { url: 'oci://a.example.com/a' } }],
  ['gateway.envoyproxy.io/Backend', { spec: { endpoints: [{ fqdn: { hostname: 'a.example.com', port: 443 } }] } }],
  ['gateway.kgateway.dev/Backend', { spec: { type: 'Static', static: { hosts: [{ host: 'a.example.com', port: 443 }] } } }],
  ['gateway.kgateway.dev/GatewayParameters', { spec: { kube: {} } }],
  ['networking.k8s.io/Ingress', { spec: { defaultBackend: POINTS.backend } }],
  ['cilium.io/CiliumNetworkPolicy', { spec: { endpointSelector: { matchLabels: { app: 'a' } }, egress: [{ toEntities: ['world'] }] } }],
  ['gateway.networking.k8s.io/Gateway', { spec: { gatewayClassName: 'c', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } }],
  ['/Endpoints', { subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ port: 80 }] }] }],
  ['discovery.k8s.io/EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: ['203.0.113.9'] }], ports: [{ port: 80 }] }],
]);

const VERSIONS = new Map([
  ['gateway.envoyproxy.io/EnvoyProxy', 'v1alpha1'], ['gateway.envoyproxy.io/Backend', 'v1alpha1'], ['gateway.kgateway.dev/Backend', 'v1alpha1'],
  ['networking.istio.io/EnvoyFilter', 'v1alpha3'], ['networking.istio.io/ProxyConfig', 'v1beta1'], ['extensions.istio.io/WasmPlugin', 'v1alpha1'],
]);

/** An object of a closed kind, `group/Kind`. */
export function closedObject(key: string, namespace: string): { apiVersion: string; kind: string; metadata: { name: string; namespace: string } } {
  const [group, kind] = key.split('/');
  const version = VERSIONS.get(key) ?? kindFacts(group, kind)?.version ?? 'v1';
  return {
    apiVersion: group === '' ? version : `${group}/${version}`, kind, metadata: { name: 'tried', namespace },
    ...(CONTENT.get(key) ?? { spec: { tried: true } }),
  };
}
