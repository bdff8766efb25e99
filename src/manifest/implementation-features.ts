import { CORRECTIONS } from './feature-corrections';
import { featuresListed, newestReport, type ReportData } from './feature-reports';

/** Names of the reports that the table of implementations uses. */
export type FeatureReportName =
  | 'envoyGateway' | 'envoyGatewayInNamespace' | 'istio' | 'traefik' | 'nginxGatewayFabric' | 'cilium' | 'kongOperator'
  | 'kongIngressController' | 'kgateway' | 'contour' | 'awsLoadBalancerController' | 'gke' | 'haproxyIngress';

/** Each by its name among the conformance reports, and the mode where it is not that of the newest report. */
const NAMES: Record<FeatureReportName, readonly [name: string, mode?: string]> = {
  envoyGateway: ['envoy-gateway'],
  envoyGatewayInNamespace: ['envoy-gateway', 'gateway-namespace-mode'],
  istio: ['istio'],
  traefik: ['traefik'],
  nginxGatewayFabric: ['nginx-gateway-fabric'],
  cilium: ['cilium'],
  kongOperator: ['kong-operator', 'expressions'],
  kongIngressController: ['kong-ingress-controller', 'traditional_compatible'],
  kgateway: ['kgateway'],
  contour: ['contour'],
  awsLoadBalancerController: ['aws-load-balancer-controller'],
  gke: ['gke-gateway'],
  haproxyIngress: ['haproxy-ingress'],
};

/** The conformance report of an implementation of the table. */
export function featureReport(name: FeatureReportName): ReportData {
  return newestReport(...NAMES[name])!;
}

/** Whether a report lists a feature as supported. */
export function reportsSupport(report: ReportData, feature: string): boolean {
  return featuresListed(report, 'y').includes(feature);
}

/** The features that an implementation lacks: what its report lists, less what works all the same, and what it does not name. */
export function unsupportedOf(report: ReportData): string[] {
  const corrections = CORRECTIONS.filter(({ name, mode }) => name === report.name && mode === report.mode);
  const works = corrections.filter((one) => one.works).map(({ feature }) => feature);
  const lacks = corrections.filter((one) => !one.works).map(({ feature }) => feature);
  return [...featuresListed(report, 'n').filter((feature) => !works.includes(feature)), ...lacks];
}
