import type { Json } from './json-text';

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
  policy({ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.3.0/24'] } }], ports: [{ port: 53,
    protocol: 'UDP' }] }, {}] }),
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

const admission = (kind: string, spec: Json): Json => ({ apiVersion: 'admissionregistration.k8s.io/v1', kind, spec });
const cilium = (spec: Json): Json => ({ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', spec });
const subjects = [
  { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'team' }, { kind: 'ServiceAccount', name: 'deployer', namespace: 'default' },
];
const rules = [{ apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs: ['get', 'list'] }];
const resourceRules = [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['deployments'] }];

/** Objects of kinds whose structure is judged, and their rules as far as the library emits them. */
export const OTHER_OBJECTS: readonly Json[] = [
  { apiVersion: 'v1', kind: 'Service', spec: { selector: { app: 'shop' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'dns', port: 53,
    protocol: 'UDP', targetPort: 'dns' }] } },
  { apiVersion: 'v1', kind: 'Service', spec: { type: 'ExternalName', externalName: 'example.com' } },
  { apiVersion: 'v1', kind: 'Namespace', spec: { finalizers: ['kubernetes'] } },
  { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data: { key: 'c2hvcA==' }, stringData: { other: 'text' } },
  { apiVersion: 'v1', kind: 'ConfigMap', data: { key: 'text' }, binaryData: { bytes: 'c2hvcA==' }, immutable: true },
  { ...rbac('Role'), rules },
  { ...rbac('ClusterRole'), rules: [...rules, { nonResourceURLs: ['/metrics'], verbs: ['get'] }] },
  { ...rbac('ClusterRole'), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { app: 'shop' } }] } },
  { ...rbac('RoleBinding'), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'routes' }, subjects },
  { ...rbac('ClusterRoleBinding'), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'routes' }, subjects },
  admission('ValidatingAdmissionPolicy', {
    matchConstraints: { resourceRules }, failurePolicy: 'Fail', variables: [{ name: 'hosts', expression: '[]' }],
    matchConditions: [{ name: 'some', expression: 'true' }],
    validations: [{ expression: 'true', message: 'a message', reason: 'Invalid' }], auditAnnotations: [{ key: 'a-key', valueExpression: '"text"' }],
  }),
  admission('ValidatingAdmissionPolicyBinding', {
    policyName: 'policy.example.com', validationActions: ['Deny'], matchResources: { namespaceSelector: { matchLabels: { app: 'shop' } } },
    paramRef: { name: 'a', namespace: 'b', parameterNotFoundAction: 'Deny' },
  }),
  {
    apiVersion: 'cert-manager.io/v1', kind: 'Certificate',
    spec: { secretName: 'tls', dnsNames: ['example.com'], issuerRef: { name: 'issuer', kind: 'ClusterIssuer' }, privateKey: { algorithm: 'ECDSA', size: 256,
      rotationPolicy: 'Always' } },
  },
  cilium({
    endpointSelector: { matchLabels: { app: 'shop' } },
    egress: [{ toFQDNs: [{ matchName: 'example.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] }, { toEntities: ['world'] }],
  }),
  cilium({ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: 'web' } }], toPorts: [{ ports: [{ port: '80' }],
    rules: { http: [{ method: 'GET', path: '/' }] } }] }] }),
];
