import { TeamGrant } from '../../src';
import type { GrantData } from '../../src/manifest/grant-data';

/** What a grant of team ecommerce says: shop.company.com on company-gateway, from ecommerce-prod. */
export function grantData(overrides: Partial<GrantData> = {}): GrantData {
  return {
    team: { name: 'ecommerce', subjects: [{ kind: 'Group', name: 'team-ecommerce' }] },
    namespaces: ['ecommerce-prod'],
    gateway: { name: 'company-gateway', namespace: 'gateway-system' },
    sections: [{ name: 'https-shop-company-com', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com' }],
    hostnames: [{ hostname: 'shop.company.com', sections: ['https-shop-company-com'], prefixes: ['/'] }],
    routeKinds: ['HTTPRoute'],
    isolation: { ingress: false, egress: false },
    egress: [],
    proxies: {
      form: 'pods',
      namespace: 'envoy-gateway-system',
      podLabels: {
        'gateway.envoyproxy.io/owning-gateway-name': 'company-gateway',
        'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway-system',
      },
    },
    implementation: {
      name: 'envoy-gateway',
      controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
      unsupportedFeatures: [],
      isolatesListeners: true,
      detectsMisdirectedRequests: true,
    },
    cluster: {
      name: 'eks',
      gatewayApi: { version: '1.6', channel: 'standard' },
      kubernetesVersion: '1.34',
      networkPlugin: 'aws-vpc-cni',
      dns: [{ form: 'pods', namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' }, ports: [53] }],
      metadataCidrs: ['169.254.169.254/32', 'fd00:ec2::254/128'],
    },
    ...overrides,
  };
}

/** A grant as admit or a contract would give it. */
export function testGrant(overrides: Partial<GrantData> = {}): TeamGrant {
  return TeamGrant._fromData(grantData(overrides));
}

/** What a grant says that delegates listeners to team ecommerce: for HTTPS, on port 443. */
function delegationData(
  overrides: Partial<GrantData> = {}, names: string[] = ['shop.company.com', '*.dev.company.com'],
): GrantData {
  return grantData({
    sections: [],
    hostnames: names.map((hostname) => ({ hostname, sections: [], prefixes: ['/'] })),
    delegation: { ports: [443], clearTextPorts: [] },
    ...overrides,
  });
}

/** Such a grant as delegate or a contract would give it. */
export function delegatedGrant(overrides: Partial<GrantData> = {}, names?: string[]): TeamGrant {
  return TeamGrant._fromData(delegationData(overrides, names));
}
