import type { ImplementationFacts } from './implementation-facts';
import { type ControlPlane, ISTIOD } from './mesh-ports';

/** What network policies over an implementation's proxy pods have to know. */
export interface ProxyFacts {
  /** Port of the pod for a listener's port; undefined where the implementation picks one itself. */
  podPort(listenerPort: number): number | undefined;
  /** Ports that kubelets and load balancers ask for health. */
  readonly readiness: readonly number[];
  /** Further ports with metrics, beside the one that a PodMonitor is told. */
  readonly metrics: readonly number[];
  /** Who configures the proxies; undefined where that is the Kubernetes API itself, empty where the controller comes to them. */
  readonly control?: readonly ControlPlane[];
  /** Why a policy over what comes in is not made; the ways out can be closed all the same. */
  readonly ownIngress?: string;
}

const same = (port: number): number => port;
const chosen = (ports: Record<number, number>) => (port: number): number | undefined => ports[port];

/** Envoy Gateway and Contour move ports, since their proxies run without the right to low ones. */
const HIGH = 65_535;
const movedBelow1024 = (port: number): number => (port < 1024 ? port + 10_000 : port);
const movedBy8000 = (port: number): number => (port + 8000 > HIGH ? port + 8000 - HIGH : port + 8000);

/**
 * By name of the implementation. Sources: each project's charts and code: Envoy Gateway 1.9, Istio 1.30, NGINX Gateway
 * Fabric 2.6, kgateway 2.4, Contour 1.33, Traefik 3.7, Kong Operator 2.2, HAProxy Ingress 0.16.
 */
const ROWS: ReadonlyMap<string, ProxyFacts> = new Map<string, ProxyFacts>([
  ['Envoy Gateway', {
    podPort: movedBelow1024, readiness: [19003, 19002], metrics: [],
    control: [{ namespace: 'envoy-gateway-system', podLabels: { 'control-plane': 'envoy-gateway' }, ports: [18000, 18002] }],
  }],
  ['Istio', {
    podPort: same, readiness: [15021], metrics: [15020],
    control: [ISTIOD],
  }],
  ['NGINX Gateway Fabric', {
    podPort: same, readiness: [8081], metrics: [],
    control: [{ namespace: 'nginx-gateway', podLabels: { 'app.kubernetes.io/name': 'nginx-gateway-fabric' }, ports: [8443] }],
  }],
  ['kgateway', {
    podPort: same, readiness: [8082], metrics: [],
    control: [{ namespace: 'kgateway-system', podLabels: { kgateway: 'kgateway' }, ports: [9977] }],
  }],
  ['Contour', {
    podPort: movedBy8000, readiness: [8002], metrics: [],
    control: [{ namespace: '{namespace}', podLabels: { app: 'contour-{gateway}' }, ports: [8001] }],
  }],
  ['Traefik', { podPort: same, readiness: [8080], metrics: [] }],
  ['Kong', {
    podPort: chosen({ 80: 8000, 443: 8443 }), readiness: [8100], metrics: [], control: [],
    ownIngress: 'Kong Operator writes a NetworkPolicy of its own for what comes in to them',
  }],
  ['Kong Ingress Controller', { podPort: chosen({ 80: 8000, 443: 8443 }), readiness: [8100], metrics: [] }],
  ['HAProxy Ingress', { podPort: same, readiness: [], metrics: [10254] }],
  ['HAProxy Unified Gateway', { podPort: same, readiness: [], metrics: [31024] }],
]);

/** What is known of an implementation's proxy pods. */
export function proxyFactsOf({ name }: Pick<ImplementationFacts, 'name'>): ProxyFacts | undefined {
  return ROWS.get(name);
}
