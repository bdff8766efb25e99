import type { Json } from './generator';

const policy = (spec: Json): Json => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'fuzz' }, spec });
const selector = {
  matchLabels: { app: 'shop' },
  matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db', 'cache'] }, { key: 'example.com/team', operator: 'Exists' }],
};
const ports = [{ protocol: 'TCP', port: 8080, endPort: 8090 }, { protocol: 'UDP', port: 'dns' }, { port: 443 }];

/** Objects of built-in kinds to start from. */
export const NATIVE_OBJECTS: readonly Json[] = [
  policy({ podSelector: {} }),
  policy({ podSelector: selector, policyTypes: ['Ingress', 'Egress'] }),
  policy({ podSelector: {}, ingress: [{ from: [{ podSelector: selector, namespaceSelector: {} }], ports }], policyTypes: ['Ingress'] }),
  policy({ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.3.0/24'] } }], ports: [{ port: 53, protocol: 'UDP' }] }, {}] }),
  policy({ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } }, { namespaceSelector: selector }] }] }),
  policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 1, endPort: 65_535 }] }] }),
];

const rbac = (kind: string): Json => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind });
const gatewayApi = (kind: string, spec: Json): Json => ({ apiVersion: 'gateway.networking.k8s.io/v1', kind, spec });

/** The least objects of kinds that are named in different ways. */
export const LEAST_OBJECTS: readonly Json[] = [
  policy({ podSelector: {} }),
  rbac('Role'),
  rbac('ClusterRole'),
  gatewayApi('HTTPRoute', {}),
  gatewayApi('GatewayClass', { controllerName: 'example.com/fuzz' }),
  { apiVersion: 'v1', kind: 'Service', spec: { type: 'ExternalName', externalName: 'example.com' } },
  { apiVersion: 'v1', kind: 'Namespace' },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
];
