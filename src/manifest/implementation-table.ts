import { newestReport, type ReportData } from './feature-reports';
import type { ProxyPeers } from './grant-data';
import type { ImplementationFacts } from './implementation-facts';
import { featureReport, type FeatureReportName, reportsSupport, unsupportedOf } from './implementation-features';

/** What tells one implementation from the others, beside its conformance report. */
type Row = Pick<ImplementationFacts, 'name' | 'controllerName' | 'proxies'> & Partial<ImplementationFacts>
  & { readonly report?: FeatureReportName };

/** Names of the rows. */
export type ImplementationName =
  | 'envoyGateway' | 'envoyGatewayInNamespace' | 'envoyGatewayMerged' | 'istio' | 'traefik' | 'nginxGatewayFabric' | 'cilium'
  | 'kongOperator' | 'kongIngressController' | 'kgateway' | 'contour' | 'awsLoadBalancerController' | 'gke' | 'haproxyIngress'
  | 'haproxyUnifiedGateway';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

function inNamespace(namespace: string, podLabels: Record<string, string>): ProxyPeers {
  return { form: 'pods', namespace, podLabels };
}

/** Proxies in the Gateway's own namespace. */
function besideGateway(podLabels: Record<string, string>): ProxyPeers {
  return inNamespace('{namespace}', podLabels);
}

const ENVOY_PROXY = { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy' };
const KONG_CONFIGURATION = { group: 'gateway-operator.konghq.com', kind: 'GatewayConfiguration' };
const OWNING_GATEWAY = {
  'gateway.envoyproxy.io/owning-gateway-name': '{gateway}', 'gateway.envoyproxy.io/owning-gateway-namespace': '{namespace}',
};

const ENVOY_GATEWAY = {
  name: 'Envoy Gateway',
  controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
  className: 'eg',
  classParameters: ENVOY_PROXY,
  gatewayParameters: ENVOY_PROXY,
  metrics: { port: 'metrics', number: 19001, path: '/stats/prometheus' },
} as const;

/**
 * The implementations: who they are, what they read, where their proxies run.
 * Sources: each project's documentation, CRDs and code, at the versions of their conformance reports.
 */
const ROWS: Record<ImplementationName, Row> = {
  envoyGateway: { ...ENVOY_GATEWAY, report: 'envoyGateway', proxies: inNamespace('envoy-gateway-system', OWNING_GATEWAY) },
  envoyGatewayInNamespace: { ...ENVOY_GATEWAY, report: 'envoyGatewayInNamespace', proxies: besideGateway(OWNING_GATEWAY) },
  // Merged proxies serve every Gateway of a class, and carry no Gateway's name.
  envoyGatewayMerged: {
    ...ENVOY_GATEWAY, report: 'envoyGateway',
    proxies: inNamespace('envoy-gateway-system', { 'gateway.envoyproxy.io/owning-gatewayclass': '{class}' }),
  },
  istio: {
    name: 'Istio', report: 'istio', controllerName: 'istio.io/gateway-controller', className: 'istio',
    gatewayParameters: { group: '', kind: 'ConfigMap' },
    proxies: besideGateway({ [GATEWAY_NAME]: '{gateway}' }),
    metrics: { port: 'http-envoy-prom', number: 15090, path: '/stats/prometheus' },
  },
  traefik: {
    name: 'Traefik', report: 'traefik', controllerName: 'traefik.io/gateway-controller', className: 'traefik',
    ports: { http: 8000, https: 8443 }, entryPoints: true,
    proxies: inNamespace('traefik', { 'app.kubernetes.io/name': 'traefik', 'app.kubernetes.io/instance': 'traefik-traefik' }),
    metrics: { port: 'metrics', number: 9100, path: '/metrics' },
  },
  nginxGatewayFabric: {
    name: 'NGINX Gateway Fabric', report: 'nginxGatewayFabric',
    controllerName: 'gateway.nginx.org/nginx-gateway-controller', className: 'nginx',
    classParameters: { group: 'gateway.nginx.org', kind: 'NginxProxy' },
    gatewayParameters: { group: 'gateway.nginx.org', kind: 'NginxProxy' },
    proxies: besideGateway({ [GATEWAY_NAME]: '{gateway}' }),
    metrics: { port: 'metrics', number: 9113, path: '/metrics' },
  },
  // Its proxy is a part of each node, in the host's network: only Cilium's own policies can name it.
  cilium: {
    name: 'Cilium', report: 'cilium', controllerName: 'io.cilium/gateway-controller', className: 'cilium',
    classParameters: { group: 'cilium.io', kind: 'CiliumGatewayClassConfig' },
    proxies: { form: 'ciliumEntity', entity: 'ingress' },
    metrics: { port: 'envoy-metrics', number: 9964, path: '/metrics' },
  },
  kongOperator: {
    name: 'Kong', report: 'kongOperator', controllerName: 'konghq.com/gateway-operator', className: 'kong',
    classParameters: KONG_CONFIGURATION, gatewayParameters: KONG_CONFIGURATION,
    proxies: besideGateway({ [GATEWAY_NAME]: '{gateway}' }),
    metrics: { port: 'metrics', number: 8100, path: '/metrics' },
  },
  kongIngressController: {
    name: 'Kong Ingress Controller', report: 'kongIngressController',
    controllerName: 'konghq.com/kic-gateway-controller', className: 'kong',
    classAnnotations: { 'konghq.com/gatewayclass-unmanaged': 'true' },
    proxies: inNamespace('kong', {
      'app.kubernetes.io/name': 'kong', 'app.kubernetes.io/component': 'app', 'app.kubernetes.io/instance': 'kong',
    }),
    metrics: { port: 'metrics', number: 8100, path: '/metrics' },
  },
  kgateway: {
    name: 'kgateway', report: 'kgateway', controllerName: 'kgateway.dev/kgateway', className: 'kgateway',
    classParameters: { group: 'gateway.kgateway.dev', kind: 'GatewayParameters' },
    gatewayParameters: { group: 'gateway.kgateway.dev', kind: 'GatewayParameters' },
    proxies: besideGateway({ [GATEWAY_NAME]: '{gateway}', kgateway: 'kube-gateway' }),
    metrics: { port: 'http-monitoring', number: 9091, path: '/metrics' },
  },
  // Contour's own pods carry the gateway-name label too, so the proxies are told by `app`.
  contour: {
    name: 'Contour', report: 'contour', controllerName: 'projectcontour.io/gateway-controller',
    classParameters: { group: 'projectcontour.io', kind: 'ContourDeployment' },
    proxies: besideGateway({ app: 'envoy-{gateway}' }),
    metrics: { port: 'metrics', number: 8002, path: '/stats/prometheus' },
  },
  awsLoadBalancerController: {
    name: 'AWS Load Balancer Controller', report: 'awsLoadBalancerController', controllerName: 'gateway.k8s.aws/alb',
    className: 'aws-alb-gateway-class',
    classParameters: { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration' },
    gatewayParameters: { group: 'gateway.k8s.aws', kind: 'LoadBalancerConfiguration' },
    proxies: {
      form: 'none',
      reason: 'the load balancer runs outside the cluster, in subnets that only its owner knows; '
        + 'write Implementation.awsLoadBalancerController({ proxies: GatewayProxies.addresses([…]) })',
    },
    readsCertificateRefs: false,
    ownCertificates: 'spec.listenerConfigurations[].defaultCertificate of its LoadBalancerConfiguration',
  },
  gke: {
    name: 'GKE Gateway', report: 'gke', controllerName: 'networking.gke.io/gateway', className: 'gke-l7-global-external-managed',
    proxies: { form: 'addresses', cidrs: ['130.211.0.0/22', '35.191.0.0/16'] },
    ownCertificates: 'the TLS option networking.gke.io/pre-shared-certs, or the Gateway\'s annotation networking.gke.io/certmap',
  },
  haproxyIngress: {
    name: 'HAProxy Ingress', report: 'haproxyIngress',
    controllerName: 'haproxy-ingress.github.io/controller', className: 'haproxy',
    proxies: inNamespace('ingress-controller', { 'app.kubernetes.io/name': 'haproxy-ingress' }),
  },
  haproxyUnifiedGateway: {
    name: 'HAProxy Unified Gateway', controllerName: 'gate.haproxy.org/hug', className: 'haproxy',
    ports: { http: 31080, https: 31443 },
    proxies: inNamespace('haproxy-unified-gateway', { run: 'haproxy-unified-gateway' }),
    metrics: { port: 'metrics', number: 31060, path: '/metrics' },
  },
};

/** Everything that is known of an implementation. */
export function implementationFacts(name: ImplementationName): ImplementationFacts {
  const { report, ...row } = ROWS[name];
  const known = report === undefined ? undefined : featureReport(report);
  return {
    ports: { http: 80, https: 443 },
    entryPoints: false,
    readsCertificateRefs: true,
    unsupportedFeatures: known === undefined ? [] : unsupportedOf(known),
    isolatesListeners: known !== undefined && isolates(known),
    detectsMisdirectedRequests: known !== undefined && detects(known),
    ...row,
  };
}

const BY_CONTROLLER = new Map<string, ImplementationFacts[]>();

/** The implementations that answer to a controllerName: none that is known, one, or the modes of one. */
export function implementationsByController(controllerName: string): readonly ImplementationFacts[] {
  if (BY_CONTROLLER.size === 0) {
    for (const name of Object.keys(ROWS) as ImplementationName[]) {
      const facts = implementationFacts(name);
      BY_CONTROLLER.set(facts.controllerName, [...BY_CONTROLLER.get(facts.controllerName) ?? [], facts]);
    }
  }
  return BY_CONTROLLER.get(controllerName) ?? [];
}

/** Controllers beside those of the table, by their implementations' names among the reports. Source: their documentation. */
const OTHER_CONTROLLERS = new Map([['agentgateway.dev/agentgateway', 'agentgateway']]);

/** The newest report of the implementation that a GatewayClass names as its controller; undefined where it is not known. */
export function reportOfController(controllerName: string): ReportData | undefined {
  const row = Object.values(ROWS).find((one) => one.controllerName === controllerName && one.report !== undefined);
  return row ? featureReport(row.report!) : newestReport(OTHER_CONTROLLERS.get(controllerName) ?? '');
}

/** Names of the implementations whose report does not list a feature as unsupported: who can, for messages. */
export function implementationsThatSupport(feature: string): string[] {
  return namesWhere((report) => !unsupportedOf(report).includes(feature));
}

/** Names of the implementations that answer 421 to requests on another listener's connection. */
export function implementationsThatDetect(): string[] {
  return namesWhere(detects);
}

const isolates = (report: ReportData): boolean => reportsSupport(report, 'GatewayHTTPListenerIsolation');
const detects = (report: ReportData): boolean => reportsSupport(report, 'GatewayHTTPSListenerDetectMisdirectedRequests');

function namesWhere(able: (report: ReportData) => boolean): string[] {
  const rows = Object.values(ROWS).filter(({ report }) => report !== undefined && able(featureReport(report)));
  return [...new Set(rows.map(({ name }) => name))].sort();
}
