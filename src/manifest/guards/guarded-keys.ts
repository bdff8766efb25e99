/** A key of labels and annotations of pods that mesh, network plugin or policies read, with the values that open nothing. */
interface PodKey {
  readonly key: string;
  readonly harmless: readonly string[];
}

/** Ports of Istio's own proxy, which its injector takes out by itself. */
const PROXY_PORTS = ['', '15020', '15021', '15090', '15020,15021,15090'];

/**
 * What people write as the configuration of a pod's proxy most of all. Any other could take the pod out of the mesh by
 * `interceptionMode`, a bootstrap or a control plane of its own, and YAML has many spellings of a key.
 */
const HARMLESS_CONFIG = [
  'holdApplicationUntilProxyStarts: true', '{ holdApplicationUntilProxyStarts: true }',
  '{"holdApplicationUntilProxyStarts":true}', '{"holdApplicationUntilProxyStarts": true}',
  '{ "holdApplicationUntilProxyStarts": true }',
].flatMap((text) => [text, `${text}\n`]);

/**
 * Keys by which a pod leaves its mesh, gets a second network, chooses its address, or looks like a gateway's proxy. The values
 * that injectors write themselves are harmless. Sources: Istio, resource annotations and labels; Linkerd, proxy configuration;
 * Kuma and Consul, annotations and labels; Cilium, keys of pods and multi-pool IPAM; Calico, configuration of its CNI plugin;
 * Multus; GKE, multi-network for Pods; the labels of proxies in the implementations' documentation.
 */
export const POD_KEYS: readonly PodKey[] = [
  { key: 'sidecar.istio.io/inject', harmless: ['true'] },
  { key: 'traffic.sidecar.istio.io/excludeOutboundPorts', harmless: [''] },
  { key: 'traffic.sidecar.istio.io/excludeOutboundIPRanges', harmless: [''] },
  { key: 'traffic.sidecar.istio.io/excludeInterfaces', harmless: [''] },
  { key: 'traffic.sidecar.istio.io/excludeInboundPorts', harmless: PROXY_PORTS },
  { key: 'traffic.sidecar.istio.io/includeOutboundIPRanges', harmless: ['*'] },
  { key: 'traffic.sidecar.istio.io/includeInboundPorts', harmless: ['*'] },
  { key: 'sidecar.istio.io/interceptionMode', harmless: ['REDIRECT', 'TPROXY'] },
  { key: 'sidecar.istio.io/bootstrapOverride', harmless: [] },
  { key: 'sidecar.istio.io/proxyImage', harmless: [] },
  { key: 'proxy.istio.io/config', harmless: HARMLESS_CONFIG },
  { key: 'inject.istio.io/templates', harmless: ['sidecar'] },
  { key: 'istio.io/dataplane-mode', harmless: ['ambient'] },
  { key: 'ambient.istio.io/redirection', harmless: ['enabled', 'pending'] },
  { key: 'ambient.istio.io/bypass-inbound-capture', harmless: ['false'] },
  { key: 'ambient.istio.io/bypass-dns-capture', harmless: ['false'] },
  { key: 'linkerd.io/inject', harmless: ['enabled', 'ingress'] },
  { key: 'config.linkerd.io/skip-outbound-ports', harmless: [''] },
  { key: 'config.linkerd.io/skip-inbound-ports', harmless: [''] },
  { key: 'config.linkerd.io/skip-subnets', harmless: [''] },
  { key: 'kuma.io/sidecar-injection', harmless: ['enabled', 'true'] },
  { key: 'kuma.io/gateway', harmless: ['disabled', 'false'] },
  { key: 'kuma.io/transparent-proxying', harmless: ['enabled', 'true'] },
  { key: 'traffic.kuma.io/exclude-outbound-ports', harmless: [''] },
  { key: 'traffic.kuma.io/exclude-outbound-ips', harmless: [''] },
  { key: 'traffic.kuma.io/exclude-outbound-ports-for-uids', harmless: [''] },
  { key: 'traffic.kuma.io/exclude-outbound-tcp-ports-for-uids', harmless: [''] },
  { key: 'traffic.kuma.io/exclude-outbound-udp-ports-for-uids', harmless: [''] },
  { key: 'traffic.kuma.io/exclude-inbound-ports', harmless: [''] },
  { key: 'traffic.kuma.io/exclude-inbound-ips', harmless: [''] },
  { key: 'consul.hashicorp.com/connect-inject', harmless: ['true'] },
  { key: 'consul.hashicorp.com/transparent-proxy', harmless: ['true'] },
  { key: 'consul.hashicorp.com/transparent-proxy-exclude-outbound-ports', harmless: [''] },
  { key: 'consul.hashicorp.com/transparent-proxy-exclude-outbound-cidrs', harmless: [''] },
  { key: 'consul.hashicorp.com/transparent-proxy-exclude-inbound-ports', harmless: [''] },
  { key: 'consul.hashicorp.com/transparent-proxy-exclude-uids', harmless: [''] },
  { key: 'k8s.v1.cni.cncf.io/networks', harmless: [''] },
  { key: 'v1.multus-cni.io/default-network', harmless: [''] },
  { key: 'networking.gke.io/interfaces', harmless: [''] },
  { key: 'cni.projectcalico.org/ipAddrs', harmless: [] },
  { key: 'cni.projectcalico.org/ipAddrsNoIpam', harmless: [] },
  { key: 'cni.projectcalico.org/floatingIPs', harmless: [] },
  { key: 'cni.projectcalico.org/allowedSourcePrefixes', harmless: [] },
  { key: 'cni.projectcalico.org/ipv4pools', harmless: [] },
  { key: 'cni.projectcalico.org/ipv6pools', harmless: [] },
  { key: 'ipam.cilium.io/ip-pool', harmless: [] },
  { key: 'policy.cilium.io/no-track-port', harmless: [''] },
  { key: 'io.cilium.no-track-port', harmless: [''] },
  { key: 'gateway.networking.k8s.io/gateway-name', harmless: [] },
  { key: 'gateway.networking.k8s.io/gateway-class-name', harmless: [] },
  { key: 'gateway.envoyproxy.io/owning-gateway-name', harmless: [] },
  { key: 'gateway.envoyproxy.io/owning-gateway-namespace', harmless: [] },
  { key: 'istio.io/gateway-name', harmless: [] },
];

/**
 * Label by which a pod or Service chooses the waypoint of an ambient mesh; `none` passes by that of its namespace.
 * Source: Istio, resource labels.
 */
export const WAYPOINT_KEY = 'istio.io/use-waypoint';

/** Capabilities by which a container changes or reads what the node's network does; without the prefix `CAP_`. */
export const NETWORK_CAPABILITIES: readonly string[] = [
  'ALL', 'NET_ADMIN', 'NET_RAW', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'BPF',
];

/** Labels and annotations of namespaces that guards, pod security, meshes and network plugins read; a last `/` is a prefix. */
export const NAMESPACE_KEYS: readonly string[] = [
  'pod-security.kubernetes.io/', 'security.openshift.io/', 'istio-injection', 'istio.io/', 'topology.istio.io/',
  'sidecar.istio.io/', 'networking.istio.io/', 'linkerd.io/', 'config.linkerd.io/', 'kuma.io/', 'consul.hashicorp.com/',
  'cni.projectcalico.org/', 'projectcalico.org/', 'k8s.ovn.org/', 'policy.cilium.io/', 'ipam.cilium.io/',
  'gateway.networking.k8s.io/',
];

/** Of those the ones that hold pods to more: a namespace that has them is as the platform wants it. */
const NAMESPACE_HOLDS: readonly PodKey[] = [
  { key: 'pod-security.kubernetes.io/enforce', harmless: ['baseline', 'restricted'] },
  ...['audit', 'warn'].map((mode) => (
    { key: `pod-security.kubernetes.io/${mode}`, harmless: ['privileged', 'baseline', 'restricted'] })),
  { key: 'istio-injection', harmless: ['enabled'] },
  { key: 'istio.io/dataplane-mode', harmless: ['ambient'] },
  { key: 'linkerd.io/inject', harmless: ['enabled', 'ingress'] },
  { key: 'kuma.io/sidecar-injection', harmless: ['enabled', 'true'] },
  { key: 'security.openshift.io/scc.podSecurityLabelSync', harmless: ['true'] },
];

/** Those that choose a mesh's control plane or waypoint lead into it, but for these values. Source: Istio, resource labels. */
const NAMESPACE_CHOICES: readonly { readonly key: string; readonly opens: readonly string[] }[] = [
  { key: 'istio.io/rev', opens: [''] },
  { key: 'istio.io/use-waypoint', opens: ['', 'none'] },
  { key: 'istio.io/use-waypoint-namespace', opens: [] },
  { key: 'istio.io/ingress-use-waypoint', opens: [] },
];

const POD_SECURITY_VERSION = /^pod-security\.kubernetes\.io\/(?:enforce|audit|warn)-version$/;

/** Whether a label or annotation of a namespace opens nothing, whoever wrote it. */
export function holdsNamespace(key: string, value: unknown): boolean {
  return POD_SECURITY_VERSION.test(key) || NAMESPACE_HOLDS.some((one) => one.key === key && one.harmless.includes(String(value)))
    || NAMESPACE_CHOICES.some((one) => one.key === key && !one.opens.includes(String(value)));
}

/** Annotations by which external-dns makes records. Source: external-dns, annotations. */
export const DNS_ANNOTATIONS: readonly string[] = [
  'external-dns.alpha.kubernetes.io/hostname', 'external-dns.alpha.kubernetes.io/internal-hostname',
];

/**
 * Annotations of Services by which a router's configuration is written, or which lead to other clusters. Sources: Emissary,
 * Mapping; HAProxy Ingress Controller, annotations; HAProxy Ingress, keys; Cilium, cluster mesh.
 */
export const SERVICE_ANNOTATIONS: readonly string[] = [
  'getambassador.io/config', 'haproxy.org/backend-config-snippet', 'haproxy-ingress.github.io/config-backend',
  'ingress.kubernetes.io/config-backend', 'service.cilium.io/global', 'service.cilium.io/shared', 'io.cilium/global-service',
  'io.cilium/shared-service',
];

/**
 * Kinds of backends that routes may name, as `group/Kind`: what leads to pods by ways that policies on pods and ReferenceGrants
 * hold. Imports of Services are the platform's, so a team names none that it made itself.
 */
export const BACKEND_KINDS: readonly string[] = ['/Service', 'multicluster.x-k8s.io/ServiceImport'];

/** Label of the pods that answer for cert-manager, which keeps them out of the mesh. Source: cert-manager, HTTP-01 solver. */
export const SOLVER_LABEL = 'acme.cert-manager.io/http01-solver';
export const SOLVER_KEY = 'sidecar.istio.io/inject';

/** The account that makes those pods has this name, in a namespace of the platform. Source: cert-manager, Helm chart. */
export const SOLVER_ACCOUNT = 'cert-manager';
