import { ApiObject } from 'cdk8s';
import { ClusterProfile, GatewayInfrastructure, Implementation, PlatformChart } from 'cdk8s-gateway';
import type { Construct } from 'constructs';

/** The platform team: which implementation serves the company's gateways, and how it runs. */
export function platform(app: Construct): GatewayInfrastructure {
  const chart = new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks({ networkPlugin: 'aws-vpc-cni' }) });

  const proxies = new ApiObject(chart, 'proxies', {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyProxy',
    metadata: { name: 'company-proxies', namespace: 'envoy-gateway-system' },
    spec: { logging: { level: { default: 'warn' } } },
  });

  return new GatewayInfrastructure(chart, 'company-gateway-class', {
    implementation: Implementation.envoyGateway(),
    parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: proxies.name, namespace: 'envoy-gateway-system' },
  });
}
