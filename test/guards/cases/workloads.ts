import type { Manifest } from '../../../src/manifest/manifest';
import { PLATFORM, TEAM } from '../settings';
import { type DoorCase, object } from './door-case';

const container = (more: object = {}) => ({ name: 'a', image: 'a', ...more });
const pod = (spec: object, metadata?: object): Manifest => object('v1', 'Pod', { spec: { containers: [container()], ...spec } }, metadata);
const service = (spec: object, metadata?: object): Manifest =>
  object('v1', 'Service', { spec: { selector: { app: 'a' }, ports: [{ port: 80 }], ...spec } }, metadata);
const secured = (securityContext: object) => pod({ containers: [container({ securityContext })] });
const annotated = (key: string, value: string) => pod({}, { annotations: { [key]: value } });
const solver = { labels: { 'acme.cert-manager.io/http01-solver': 'true' }, annotations: { 'sidecar.istio.io/inject': 'false' } };

/** Annotations of meshes and network plugins, one by one. */
const MESH_EXITS: readonly (readonly [string, string])[] = [
  ['proxy.istio.io/config', '{"interceptionMode":"NONE"}'], ['proxy.istio.io/config', 'holdApplicationUntilProxyStarts: true\ninterceptionMode: NONE'],
  ['ambient.istio.io/redirection', 'disabled'], ['ambient.istio.io/bypass-inbound-capture', 'true'], ['ambient.istio.io/bypass-dns-capture', 'true'],
  ['kuma.io/sidecar-injection', 'disabled'], ['kuma.io/transparent-proxying', 'disabled'], ['kuma.io/gateway', 'enabled'],
  ['traffic.kuma.io/exclude-outbound-ports', '443'], ['traffic.kuma.io/exclude-outbound-ips', '203.0.113.0/24'],
  ['traffic.kuma.io/exclude-outbound-ports-for-uids', 'tcp:443:1000'], ['traffic.kuma.io/exclude-outbound-tcp-ports-for-uids', '443:1000'],
  ['traffic.kuma.io/exclude-outbound-udp-ports-for-uids', '443:1000'], ['traffic.kuma.io/exclude-inbound-ports', '80'],
  ['traffic.kuma.io/exclude-inbound-ips', '203.0.113.0/24'],
  ['consul.hashicorp.com/connect-inject', 'false'], ['consul.hashicorp.com/transparent-proxy', 'false'],
  ['consul.hashicorp.com/transparent-proxy-exclude-outbound-ports', '443'],
  ['consul.hashicorp.com/transparent-proxy-exclude-outbound-cidrs', '203.0.113.0/24'],
  ['consul.hashicorp.com/transparent-proxy-exclude-inbound-ports', '80'], ['consul.hashicorp.com/transparent-proxy-exclude-uids', '1000'],
  ['linkerd.io/inject', 'disabled'], ['config.linkerd.io/skip-inbound-ports', '80'], ['config.linkerd.io/skip-subnets', '203.0.113.0/24'],
  ['io.cilium.no-track-port', '53'], ['policy.cilium.io/no-track-port', '53'],
];

/** Annotations by which a pod chooses its address, one by one. */
const ADDRESSES: readonly (readonly [string, string])[] = [
  ['cni.projectcalico.org/ipAddrs', '["10.0.0.7"]'], ['cni.projectcalico.org/ipAddrsNoIpam', '["203.0.113.7"]'],
  ['cni.projectcalico.org/floatingIPs', '["203.0.113.7"]'], ['cni.projectcalico.org/allowedSourcePrefixes', '["203.0.113.0/24"]'],
  ['cni.projectcalico.org/ipv4pools', '["partners"]'], ['cni.projectcalico.org/ipv6pools', '["partners"]'],
  ['ipam.cilium.io/ip-pool', 'partners'],
];

const [allowed, denied] = [undefined, 'cluster-guards-pods'].map((refusedBy) =>
  (door: string, title: string, manifest: Manifest): DoorCase => ({ door, title, manifest, ...(refusedBy && { refusedBy }) }));

export const POD_CASES: readonly DoorCase[] = [
  allowed('host-network', 'a plain pod', pod({})),
  allowed('host-network', 'of the platform', pod({ hostNetwork: true }, { namespace: PLATFORM })),
  ...['hostNetwork', 'hostPID', 'hostIPC'].map((field) => denied('host-network', field, pod({ [field]: true }))),
  allowed('host-port', 'a port of the container', pod({ containers: [container({ ports: [{ containerPort: 80 }] })] })),
  denied('host-port', 'a port of the node', pod({ containers: [container({ ports: [{ containerPort: 80, hostPort: 80 }] })] })),
  denied('host-port', 'of an init container', pod({ initContainers: [container({ name: 'b', ports: [{ containerPort: 80, hostPort: 80 }] })] })),
  allowed('capabilities', 'another capability', secured({ capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] } })),
  { ...denied('capabilities', 'privileged', secured({ privileged: true })), refusedBefore: true },
  ...['NET_ADMIN', 'NET_RAW', 'CAP_NET_ADMIN', 'ALL', 'net_admin'].map((name) => denied('capabilities', name, secured({ capabilities: { add: [name] } }))),
  allowed('mesh-exit', 'into the mesh', annotated('sidecar.istio.io/inject', 'true')),
  denied('mesh-exit', 'out of Istio', annotated('sidecar.istio.io/inject', 'false')),
  denied('mesh-exit', 'out of Istio by a label', pod({}, { labels: { 'sidecar.istio.io/inject': 'false' } })),
  denied('mesh-exit', 'a port past Istio', annotated('traffic.sidecar.istio.io/excludeOutboundPorts', '443')),
  denied('mesh-exit', 'a port past Linkerd', annotated('config.linkerd.io/skip-outbound-ports', '443')),
  allowed('mesh-exit', 'a start after the proxy\'s', annotated('proxy.istio.io/config', 'holdApplicationUntilProxyStarts: true\n')),
  allowed('mesh-exit', 'enrolled in ambient mode', annotated('ambient.istio.io/redirection', 'enabled')),
  allowed('mesh-exit', 'into Kuma by a label', pod({}, { labels: { 'kuma.io/sidecar-injection': 'enabled' } })),
  denied('mesh-exit', 'out of Kuma by a label', pod({}, { labels: { 'kuma.io/sidecar-injection': 'disabled' } })),
  allowed('mesh-exit', 'a waypoint of its choice', pod({}, { labels: { 'istio.io/use-waypoint': 'waypoint' } })),
  denied('mesh-exit', 'past the waypoint', pod({}, { labels: { 'istio.io/use-waypoint': 'none' } })),
  ...MESH_EXITS.map(([key, value]) => denied('mesh-exit', `${key}: ${value}`, annotated(key, value))),
  { ...allowed('mesh-exit', 'a solver of cert-manager', pod({}, solver)), username: `system:serviceaccount:${PLATFORM}:cert-manager` },
  denied('mesh-exit', 'a solver of somebody', pod({}, solver)),
  { ...denied('mesh-exit', 'a solver of the team', pod({}, solver)), username: `system:serviceaccount:${TEAM}:cert-manager` },
  allowed('networks', 'no second network', annotated('k8s.v1.cni.cncf.io/networks', '')),
  denied('networks', 'a second network', annotated('k8s.v1.cni.cncf.io/networks', 'other')),
  denied('networks', 'a second network of GKE', annotated('networking.gke.io/interfaces', '[{"interfaceName":"eth1","network":"blue"}]')),
  allowed('addresses', 'an address of the plugin\'s choice', annotated('cni.projectcalico.org/podIP', '10.0.0.7/32')),
  denied('addresses', 'an address of its own choice', annotated('cni.projectcalico.org/ipAddrs', '["10.0.0.8"]')),
  ...ADDRESSES.map(([key, value]) => denied('addresses', `${key}: ${value}`, annotated(key, value))),
  allowed('proxy-labels', 'labels of its own', pod({}, { labels: { app: 'gateway' } })),
  denied('proxy-labels', 'labels of proxies', pod({}, { labels: { 'gateway.networking.k8s.io/gateway-name': 'company-gateway' } })),
];

const refused = 'cluster-guards-services';

export const SERVICE_CASES: readonly DoorCase[] = [
  { door: 'selector-less', title: 'with a selector', manifest: service({}) },
  { door: 'selector-less', title: 'headless', manifest: service({ clusterIP: 'None' }) },
  { door: 'selector-less', title: 'without', manifest: service({ selector: undefined }), refusedBy: refused },
  { door: 'external-name', title: 'of the platform', manifest: service({ type: 'ExternalName', externalName: 'a.b' }, { namespace: PLATFORM }) },
  { door: 'external-name', title: 'of the team', manifest: service({ type: 'ExternalName', externalName: 'a.b' }), refusedBy: refused },
  { door: 'external-ips', title: 'without', manifest: service({}) },
  { door: 'external-ips', title: 'with one', manifest: service({ externalIPs: ['203.0.113.1'] }), refusedBy: refused },
  { door: 'load-balancer', title: 'type ClusterIP', manifest: service({ type: 'ClusterIP' }) },
  { door: 'load-balancer', title: 'type LoadBalancer', manifest: service({ type: 'LoadBalancer' }), refusedBy: refused },
  { door: 'load-balancer', title: 'with an address', manifest: service({ loadBalancerIP: '203.0.113.1' }), refusedBy: refused },
  { door: 'node-port', title: 'type ClusterIP', manifest: service({ type: 'ClusterIP' }) },
  { door: 'node-port', title: 'type NodePort', manifest: service({ type: 'NodePort' }), refusedBy: refused },
  { door: 'waypoint', title: 'a waypoint of its choice', manifest: service({}, { labels: { 'istio.io/use-waypoint': 'waypoint' } }) },
  { door: 'waypoint', title: 'past the waypoint', manifest: service({}, { labels: { 'istio.io/use-waypoint': 'none' } }), refusedBy: refused },
  { door: 'waypoint', title: 'past it in other letters', manifest: service({}, { labels: { 'istio.io/use-waypoint': 'None' } }), refusedBy: refused },
  { door: 'snippets', title: 'an annotation for people', manifest: service({}, { annotations: { 'company.com/owner': 'shop' } }) },
  ...['getambassador.io/config', 'haproxy.org/backend-config-snippet', 'service.cilium.io/global'].map((key) => (
    { door: 'snippets', title: key, manifest: service({}, { annotations: { [key]: 'true' } }), refusedBy: refused })),
];
