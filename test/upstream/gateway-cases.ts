import type { Chart } from 'cdk8s';
import {
  type AllowedRoutes, Gateway, GatewayAddressType, GatewayClass, type GatewayTls, ListenerProtocol, RouteNamespacesFrom, TlsMode,
} from '../../src';
import {
  ALL, backend, type Builder, CLASS_NAME, CONTROLLER_NAME, exact, GATEWAY_API, grant, http, https, INFRA, infraGateway, infraRoute,
  prefix, route, SAME, WEB,
} from './parts';

const CERTIFICATE = 'tls-validity-checks-certificate';
const SKIP_READINESS = { 'gateway-api/skip-this-for-readiness': 'true' };

/** Namespaces by a label, as a listener admits them. */
const labelled = (matchLabels: Record<string, string>): AllowedRoutes =>
  ({ namespaces: { fromNamespaces: RouteNamespacesFrom.SELECTOR, selector: { matchLabels } } });

const INFRA_HTTP_ROUTES: AllowedRoutes = { ...labelled({ 'kubernetes.io/metadata.name': INFRA }), kinds: [{ kind: 'HTTPRoute' }] };

export const gatewayClass: Builder = (chart) => {
  new GatewayClass(chart, 'gatewayclass-observed-generation-bump', { spec: { controllerName: CONTROLLER_NAME, description: 'old' } });
};

export const base: Builder = (chart) => {
  infraGateway(chart, 'same-namespace', [http('http', { allowedRoutes: SAME })]);
  infraGateway(chart, 'same-namespace-with-https-listener', [
    https('https', CERTIFICATE, { allowedRoutes: SAME }, INFRA),
    https('https-with-hostname', CERTIFICATE, { hostname: 'second-example.org', allowedRoutes: SAME }, INFRA),
    https('https-with-wildcard-hostname', CERTIFICATE, { hostname: '*.wildcard.org', allowedRoutes: SAME }, INFRA),
    https('https-with-hostname-matching-wildcard', CERTIFICATE, { hostname: 'fourth-example.wildcard.org', allowedRoutes: SAME }, INFRA),
  ]);
  infraGateway(chart, 'all-namespaces', [http('http', { allowedRoutes: ALL })]);
  infraGateway(chart, 'backend-namespaces', [http('http', { allowedRoutes: labelled({ 'gateway-conformance': 'backend' }) })]);
};

export const listenerIsolation: Builder = (chart) => {
  const name = 'http-listener-isolation';
  const listeners: [string, string?][] = [
    ['empty-hostname'], ['wildcard-example-com', '*.example.com'], ['wildcard-foo-example-com', '*.foo.example.com'],
    ['abc-foo-example-com', 'abc.foo.example.com'],
  ];
  infraGateway(chart, name, listeners.map(([section, hostname]) => http(section, { allowedRoutes: ALL, ...(hostname && { hostname }) })));
  for (const [sectionName] of listeners) {
    route(chart, `attaches-to-${sectionName}`, {
      parentRefs: [{ name, namespace: INFRA, sectionName }],
      rules: [{ matches: [prefix(`/${sectionName}`)], backendRefs: [backend('infra-backend-v1')] }],
    }, INFRA);
  }
};

/** Certificates of clients: authorities for every port, and others for one. */
const clientCertificates = (authority: string, port: number): GatewayTls => {
  const validation = (name: string) => ({ validation: { caCertificateRefs: [{ kind: 'ConfigMap', group: '', name }] } });
  return {
    frontend: { defaults: validation(authority), perPort: [{ port, tls: validation('tls-validity-checks-per-port-ca-certificate') }] },
  };
};

export const invalidClientValidation: Builder = (chart) => {
  const name = 'invalid-default-client-validation-config';
  infraGateway(chart, name, [https('https', CERTIFICATE, { allowedRoutes: SAME }, INFRA), http('http', { allowedRoutes: SAME })], {
    tls: clientCertificates('does-not-exist', 80),
  });
  route(chart, name, {
    parentRefs: [{ name }], hostnames: ['example.org'], rules: [{ backendRefs: [backend('infra-backend-v1')] }],
  }, INFRA);
};

export const clientValidation: Builder = (chart) => {
  const name = 'client-validation-default';
  infraGateway(chart, name, [
    https('https', CERTIFICATE, { allowedRoutes: SAME }, INFRA),
    https('https-with-hostname', CERTIFICATE, { port: 8443, hostname: 'second-example.org', allowedRoutes: SAME }, INFRA),
  ], { tls: clientCertificates('tls-validity-checks-ca-certificate', 8443) });
  const test = 'client-certificate-validation-https-test';
  route(chart, test, {
    parentRefs: [{ name }], hostnames: ['example.org'], rules: [{ backendRefs: [backend('infra-backend-v1')] }],
  }, INFRA);
  route(chart, `${test}-no-hostname`, {
    parentRefs: [{ name, sectionName: 'https-with-hostname' }], rules: [{ backendRefs: [backend('infra-backend-v2')] }],
  }, INFRA);
};

export const parametersRef: Builder = (chart) => {
  new Gateway(chart, 'gateway-invalid-parameters-ref', {
    metadata: { namespace: INFRA, annotations: SKIP_READINESS },
    spec: {
      gatewayClassName: CLASS_NAME, listeners: [http('http')],
      infrastructure: { parametersRef: { group: 'invalid.io', kind: 'InvalidParameters', name: 'invalid' } },
    },
  });
};

/** A Gateway with a certificate towards backends. */
function showsCertificate(chart: Chart, name: string, group: string, kind: string, secret: string, namespace?: string): void {
  infraGateway(chart, name, [http('http', { allowedRoutes: SAME })], {
    tls: { backend: { clientCertificateRef: { group, kind, name: secret, ...(namespace && { namespace }) } } },
  });
}

export const invalidBackendTls: Builder = (chart) => {
  const name = 'gateway-client-certificate';
  showsCertificate(chart, `${name}-nonexistent-secret`, '', 'Secret', 'nonexistent-certificate');
  showsCertificate(chart, `${name}-unsupported-group`, 'wrong.group.company.io', 'Secret', CERTIFICATE);
  showsCertificate(chart, `${name}-unsupported-kind`, '', 'WrongKind', CERTIFICATE);
  showsCertificate(chart, `${name}-malformed-secret`, '', 'Secret', 'malformed-client-certificate');
  showsCertificate(chart, `${name}-missing-reference-grant`, '', 'Secret', 'certificate', WEB);
};

export const backendTls: Builder = (chart) => {
  const name = 'gateway-tls-backend-client-certificate';
  showsCertificate(chart, name, '', 'Secret', 'tls-checks-client-certificate');
  const service = { group: '', kind: 'Service', name: 'tls-backend-with-client-cert-validation', port: 443 };
  route(chart, name, {
    parentRefs: [{ name, namespace: INFRA }], hostnames: ['abc.example.com'], rules: [{ matches: [exact('/')], backendRefs: [service] }],
  }, INFRA);
};

export const modifyListeners: Builder = (chart) => {
  const secure = https('https', CERTIFICATE, { hostname: 'secure.test.com', allowedRoutes: ALL }, INFRA);
  infraGateway(chart, 'gateway-add-listener', [secure]);
  infraGateway(chart, 'gateway-remove-listener', [secure, http('http', { allowedRoutes: ALL })]);
  attached(chart, 'http-route-1', 'gateway-add-listener');
  attached(chart, 'http-route-2', 'gateway-remove-listener');
};

function attached(chart: Chart, name: string, parent: string, hostnames?: string[]): void {
  route(chart, name, {
    ...(hostnames && { hostnames }),
    parentRefs: [{ kind: 'Gateway', name: parent, namespace: INFRA }], rules: [{ backendRefs: [backend('infra-backend-v1')] }],
  }, INFRA);
}

export const addressWithoutValue: Builder = (chart) =>
  infraGateway(chart, 'gateway-without-address-value', [http('http', { port: 8080 })], { addresses: [{ type: GatewayAddressType.IP_ADDRESS }] });

export const missingSecretGrant: Builder = (chart) =>
  infraGateway(chart, 'gateway-secret-missing-reference-grant', [https('https', 'certificate', { allowedRoutes: ALL }, WEB)]);

export const specificSecretGrant: Builder = (chart) => {
  infraGateway(chart, 'gateway-secret-reference-grant-specific', [https('https', 'certificate', { allowedRoutes: ALL }, WEB)]);
  grant(chart, 'reference-grant-specific', { group: GATEWAY_API, kind: 'Gateway', namespace: INFRA },
    { group: '', kind: 'Secret', name: 'certificate' }, WEB);
};

export const attachedRoutes: Builder = (chart) => {
  const [one, two] = ['gateway-with-one-attached-route', 'gateway-with-two-attached-routes'];
  const unresolved = 'unresolved-gateway-with-one-attached-unresolved-route';
  infraGateway(chart, one, [http('http', { allowedRoutes: INFRA_HTTP_ROUTES })]);
  infraGateway(chart, two, [http('http', { hostname: 'foo.example.com', allowedRoutes: INFRA_HTTP_ROUTES })]);
  new Gateway(chart, unresolved, {
    metadata: { namespace: INFRA, annotations: SKIP_READINESS },
    spec: {
      gatewayClassName: CLASS_NAME,
      listeners: [{
        name: 'tls', port: 443, protocol: ListenerProtocol.HTTPS, allowedRoutes: INFRA_HTTP_ROUTES,
        tls: { mode: TlsMode.TERMINATE, certificateRefs: [{ group: '', kind: 'Secret', name: 'does-not-exist' }] },
      }],
    },
  });
  attached(chart, 'http-route-1', one);
  attached(chart, 'http-route-2', two);
  attached(chart, 'http-route-3', two);
  attached(chart, 'http-route-not-accepted', two, ['not-accepted.test.com']);
  route(chart, 'http-route-4', {
    parentRefs: [{ kind: 'Gateway', name: unresolved, namespace: INFRA, sectionName: 'tls' }],
    rules: [{ backendRefs: [backend('does-not-exist')] }],
  }, INFRA);
};

export const backendTlsPolicy: Builder = (chart) => {
  const to = (stem: string) => ({
    matches: [exact(`/${stem}`)],
    backendRefs: [{ group: '', kind: 'Service', name: stem.endsWith('-test') ? stem : `${stem}-test`, port: 443 }],
  });
  route(chart, 'backendtlspolicy', {
    parentRefs: [{ name: 'same-namespace', namespace: INFRA }], hostnames: ['abc.example.com'],
    rules: ['', '-host-mismatch', '-cert-mismatch', '-reconcile-test'].map((suffix) => to(`backendtlspolicy${suffix}`)),
  }, INFRA);
  route(chart, 'backendtlspolicy-reencrypt', {
    parentRefs: [{ name: 'same-namespace-with-https-listener', namespace: INFRA }], hostnames: ['https-listener.org'],
    rules: [to('backendtlspolicy')],
  }, INFRA);
};

export const backendTlsAuthority: Builder = (chart) => route(chart, 'backendtlspolicy-invalid-ca-certificate-ref', {
  parentRefs: [{ name: 'same-namespace', namespace: INFRA }], hostnames: ['abc.example.com'],
  rules: ['nonexistent', 'malformed'].map((fault) => ({
    matches: [exact(`/backendtlspolicy-${fault}-ca-certificate-ref`)],
    backendRefs: [{ name: `backendtlspolicy-${fault}-ca-certificate-ref-test`, port: 443 }],
  })),
}, INFRA);

export const backendTlsGeneration: Builder = (chart) => infraRoute(chart, 'backendtlspolicy-observed-generation-bump', 'same-namespace', [
  { backendRefs: [{ name: 'observed-generation-bump-test', port: 443 }] },
]);
