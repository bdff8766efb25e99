import type { BackendForm, KeyPair } from './backend-servers';
import type { EchoBackends } from './echo-backends';
import type { BackendTlsPolicyObject, KubeObject, RouteObject, ServiceObject, ServicePortSpec } from './kube-objects';
import { keyOf, ofKind } from './kube-objects';

const SERVICE_LABEL = 'kubernetes.io/service-name';
/** What a backend speaks, by the kind of the routes that lead to it. */
const FORMS: Record<string, BackendForm> = {
  HTTPRoute: 'http', GRPCRoute: 'grpc', TLSRoute: 'stream', TCPRoute: 'stream', UDPRoute: 'datagram',
};

/** What the backends of the manifests speak, by `namespace/service:port`. Filters' backends are of HTTP and gRPC too. */
export function backendForms(objects: KubeObject[]): Map<string, BackendForm> {
  return new Map(Object.entries(FORMS).flatMap(([kind, form]) => ofKind<RouteObject>(objects, kind).flatMap((route) =>
    backendRefsOf(route)
      .filter((ref) => (ref.kind ?? 'Service') === 'Service' && ref.port !== undefined)
      .map((ref) => [`${ref.namespace ?? route.metadata.namespace}/${ref.name}:${ref.port}`, form] as const))));
}

function backendRefsOf(route: RouteObject) {
  return (route.spec.rules ?? []).flatMap(({ backendRefs = [], filters = [] }) => [
    ...backendRefs,
    ...filters.flatMap(({ requestMirror }) => (requestMirror ? [requestMirror.backendRef] : [])),
  ]);
}

/** A Service for every backend whose Service is not among the manifests. A BackendTLSPolicy names the port of its own. */
export function missingServices(objects: KubeObject[], forms: Map<string, BackendForm>): KubeObject[] {
  const given = new Set(ofKind(objects, 'Service').map(keyOf));
  const portNames = new Map<string, string | undefined>(ofKind<BackendTlsPolicyObject>(objects, 'BackendTLSPolicy').flatMap(({ metadata, spec }) =>
    spec.targetRefs.map(({ name, sectionName }) => [`${metadata.namespace}/${name}`, sectionName] as const)));
  const wanted = new Map<string, ServicePortSpec[]>();
  for (const [backend, form] of forms) {
    const [key, port] = backend.split(':');
    if (given.has(key)) continue;
    const protocol = form === 'datagram' ? 'UDP' : 'TCP';
    wanted.set(key, [...wanted.get(key) ?? [], { name: portNames.get(key) ?? `p${port}`, port: Number(port), protocol }]);
  }
  return [...wanted].map(([key, ports]) => {
    const [namespace, name] = key.split('/');
    return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports } };
  });
}

/** Where a backend listens, by what it speaks and the certificate that it ends TLS with. */
export interface BackendSetup {
  readonly forms: Map<string, BackendForm>;
  readonly certificates: Map<string, KeyPair>;
}

/** The EndpointSlice of a Service: one echo server per port, whatever the Service selects. */
export async function endpointsOf(
  service: ServiceObject, echo: EchoBackends, { forms, certificates }: BackendSetup,
): Promise<KubeObject> {
  const ports = [];
  for (const port of service.spec.ports) {
    port.protocol ??= 'TCP'; // as the API server fills them in
    port.targetPort ??= port.port;
    const backend = `${keyOf(service)}:${port.port}`;
    const open = await echo.open(backend, forms.get(backend) ?? 'http', certificates.get(backend));
    ports.push({ name: port.name ?? '', protocol: port.protocol, port: open });
  }
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...service.metadata, labels: { [SERVICE_LABEL]: service.metadata.name } },
    spec: {},
    addressType: 'IPv4',
    endpoints: [{ addresses: ['127.0.0.1'], conditions: { ready: true, serving: true, terminating: false } }],
    ports,
  };
}
