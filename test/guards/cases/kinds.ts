import { kindFacts } from '../../../src/manifest/kinds';

const POINTS = { backend: { service: { name: 'a', port: { number: 80 } } } };

/** Content of kinds whose schema the server knows; of the others any will do. */
const CONTENT = new Map<string, object>([
  ['networking.k8s.io/Ingress', { spec: { defaultBackend: POINTS.backend } }],
  ['cilium.io/CiliumNetworkPolicy', { spec: { endpointSelector: { matchLabels: { app: 'a' } }, egress: [{ toEntities: ['world'] }] } }],
  ['gateway.networking.k8s.io/Gateway', { spec: { gatewayClassName: 'c', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } }],
  ['gateway.envoyproxy.io/EnvoyProxy', { spec: {} }],
  ['/Endpoints', { subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ port: 80 }] }] }],
  ['discovery.k8s.io/EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: ['203.0.113.9'] }], ports: [{ port: 80 }] }],
]);

const VERSIONS = new Map([['gateway.envoyproxy.io/EnvoyProxy', 'v1alpha1']]);

/** An object of a closed kind, `group/Kind`. */
export function closedObject(key: string, namespace: string): { apiVersion: string; kind: string; metadata: { name: string; namespace: string } } {
  const [group, kind] = key.split('/');
  const version = VERSIONS.get(key) ?? kindFacts(group, kind)?.version ?? 'v1';
  return {
    apiVersion: group === '' ? version : `${group}/${version}`, kind, metadata: { name: 'tried', namespace },
    ...(CONTENT.get(key) ?? { spec: { tried: true } }),
  };
}
