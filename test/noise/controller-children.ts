import { isRecord, listOf, type Manifest } from '../../src/manifest/manifest';
import { labelledPods } from './labelled-pods';
import { ownerOf } from './owner';

type Data = Record<string, unknown>;

/** What controllers make of an object; their own objects may have some in turn. */
const CHILDREN: ReadonlyMap<string, (owner: Manifest) => Manifest[]> = new Map([
  ['Deployment', ofDeployment], ['ReplicaSet', labelledPods], ['StatefulSet', labelledPods], ['DaemonSet', labelledPods],
  ['Service', ofService], ['Namespace', ofNamespace], ['Gateway', ofGateway],
]);

/** The objects that controllers make of one, of those, and so on. */
export function childrenOf(owner: Manifest): Manifest[] {
  const own = CHILDREN.get(owner.kind)?.(owner) ?? [];
  return own.flatMap((child) => [child, ...childrenOf(child)]);
}

function ofDeployment(owner: Manifest): Manifest[] {
  const { metadata: { name, namespace }, spec } = owner;
  const { template, selector } = isRecord(spec) ? spec : {};
  const hash = { 'pod-template-hash': '7d9c5f6b8' };
  const labels = labelsOf(template);
  return [{
    apiVersion: 'apps/v1', kind: 'ReplicaSet',
    metadata: {
      name: `${name}-7d9c5f6b8`, ...(namespace && { namespace }), labels: { ...labels, ...hash },
      annotations: { 'deployment.kubernetes.io/revision': '1' }, ownerReferences: [ownerOf(owner)],
    },
    spec: {
      replicas: 1, selector: { matchLabels: { ...(isRecord(selector) && isRecord(selector.matchLabels) && selector.matchLabels), ...hash } },
      template: { ...(isRecord(template) && template), metadata: { labels: { ...labels, ...hash } } },
    },
  }];
}

function labelsOf(template: unknown): Data {
  return isRecord(template) && isRecord(template.metadata) && isRecord(template.metadata.labels) ? template.metadata.labels : {};
}

function ofService(owner: Manifest): Manifest[] {
  const { metadata: { name, namespace }, spec } = owner;
  const ports = listOf(isRecord(spec) ? spec.ports : []).filter(isRecord);
  const place = namespace && { namespace };
  const slice: Manifest = {
    apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType: 'IPv4',
    metadata: {
      name: `${name}-x7k2p`, generateName: `${name}-`, ...place, ownerReferences: [ownerOf(owner)],
      labels: { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io', 'kubernetes.io/service-name': `${name}` },
    },
    endpoints: [{ addresses: ['10.244.1.17'], conditions: { ready: true, serving: true, terminating: false }, nodeName: 'worker' }],
    ports: ports.map((port) => ({ name: port.name ?? '', port: port.targetPort ?? port.port, protocol: port.protocol ?? 'TCP' })),
  };
  const endpoints: Manifest = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name, ...place }, subsets: [] };
  return [slice, endpoints];
}

function ofNamespace({ metadata: { name: namespace } }: Manifest): Manifest[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace }, data: { 'ca.crt': '-----BEGIN CERTIFICATE-----\n' } },
    {
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 'sh.helm.release.v1.shop.v1', namespace, labels: { owner: 'helm' } },
      type: 'helm.sh/release.v1', data: { release: 'SDRzSQ==' },
    },
    {
      apiVersion: 'v1', kind: 'Event', metadata: { name: 'shop.17d2', namespace }, reason: 'Scheduled', type: 'Normal',
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'shop', namespace },
    },
  ];
}

/** The proxies that some implementations run beside the Gateway. */
function ofGateway(owner: Manifest): Manifest[] {
  const { metadata: { name, namespace }, spec } = owner;
  const labels = { 'gateway.networking.k8s.io/gateway-name': `${name}` };
  const metadata = { name: `${name}-proxy`, ...(namespace && { namespace }), labels, ownerReferences: [ownerOf(owner)] };
  const numbers = [...new Set(listOf(isRecord(spec) ? spec.listeners : []).filter(isRecord).map(({ port }) => port))];
  const ports = numbers.map((port) => ({ name: `port-${String(port)}`, port, targetPort: port, protocol: 'TCP' }));
  const template = { metadata: { labels }, spec: { containers: [{ name: 'proxy', image: 'proxy:1' }] } };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata }, spec: { type: 'LoadBalancer', selector: labels, ports } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata }, spec: { replicas: 1, selector: { matchLabels: labels }, template } },
  ];
}
