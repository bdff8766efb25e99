import { App, Chart } from 'cdk8s';
import {
  FrontendValidationMode, Gateway, GatewayAddressType, GatewayDefaultScope, LabelSelectorOperator, ListenerNamespacesFrom, ListenerProtocol,
  RouteNamespacesFrom, TlsMode,
} from '../../../src';

const chart = (): Chart => new Chart(new App(), 'edge');
const selector = {
  matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
  matchExpressions: [{ key: 'tier', operator: LabelSelectorOperator.IN, values: ['front'] }],
};
const certificate = { group: '', kind: 'Secret', name: 'company-tls', namespace: 'pki' };
const authority = { group: '', kind: 'ConfigMap', name: 'clients-ca', namespace: 'pki' };

test('a Gateway with every field of both channels', () => {
  // WHEN
  const gateway = new Gateway(chart(), 'company-gateway', {
    spec: {
      gatewayClassName: 'company',
      addresses: [{ type: GatewayAddressType.IP_ADDRESS, value: '203.0.113.7' }],
      infrastructure: {
        labels: { team: 'edge' },
        annotations: { 'company.com/contact': 'edge@company.com' },
        parametersRef: { group: 'gateway.company.com', kind: 'ProxyConfig', name: 'large' },
      },
      listeners: [
        {
          name: 'https', port: 443, protocol: ListenerProtocol.HTTPS, hostname: '*.company.com',
          tls: { mode: TlsMode.TERMINATE, certificateRefs: [certificate], options: { 'company.com/minimum-version': '1.3' } },
          allowedRoutes: {
            kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
            namespaces: { fromNamespaces: RouteNamespacesFrom.SELECTOR, selector },
          },
        },
        {
          name: 'partners', port: 8443, protocol: ListenerProtocol.HTTPS, tls: { certificateRefs: [certificate] },
          allowedRoutes: { namespaces: { fromNamespaces: RouteNamespacesFrom.ALL } },
        },
        {
          name: 'passed-on', port: 9443, protocol: ListenerProtocol.TLS, tls: { mode: TlsMode.PASSTHROUGH },
          allowedRoutes: { namespaces: { fromNamespaces: RouteNamespacesFrom.SAME } },
        },
      ],
      allowedListeners: { namespaces: { fromNamespaces: ListenerNamespacesFrom.SELECTOR, selector } },
      tls: {
        backend: { clientCertificateRef: certificate },
        frontend: {
          defaults: { validation: { caCertificateRefs: [authority], mode: FrontendValidationMode.ALLOW_VALID_ONLY } },
          perPort: [
            { port: 443, tls: { validation: { caCertificateRefs: [authority], mode: FrontendValidationMode.ALLOW_INSECURE_FALLBACK } } },
            { port: 8443, tls: { validation: { caCertificateRefs: [authority], mode: FrontendValidationMode.ALLOW_VALID_ONLY } } },
          ],
        },
      },
      defaultScope: GatewayDefaultScope.ALL,
    },
  });
  // THEN
  const written = {
    matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
  };
  expect(gateway.toJson().spec).toStrictEqual({
    gatewayClassName: 'company',
    addresses: [{ type: 'IPAddress', value: '203.0.113.7' }],
    infrastructure: {
      labels: { team: 'edge' },
      annotations: { 'company.com/contact': 'edge@company.com' },
      parametersRef: { group: 'gateway.company.com', kind: 'ProxyConfig', name: 'large' },
    },
    listeners: [
      {
        name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.company.com',
        tls: { mode: 'Terminate', certificateRefs: [certificate], options: { 'company.com/minimum-version': '1.3' } },
        allowedRoutes: {
          kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
          namespaces: { from: 'Selector', selector: written },
        },
      },
      {
        name: 'partners', port: 8443, protocol: 'HTTPS', tls: { certificateRefs: [certificate] },
        allowedRoutes: { namespaces: { from: 'All' } },
      },
      {
        name: 'passed-on', port: 9443, protocol: 'TLS', tls: { mode: 'Passthrough' },
        allowedRoutes: { namespaces: { from: 'Same' } },
      },
    ],
    allowedListeners: { namespaces: { from: 'Selector', selector: written } },
    tls: {
      backend: { clientCertificateRef: certificate },
      frontend: {
        default: { validation: { caCertificateRefs: [authority], mode: 'AllowValidOnly' } },
        perPort: [
          { port: 443, tls: { validation: { caCertificateRefs: [authority], mode: 'AllowInsecureFallback' } } },
          { port: 8443, tls: { validation: { caCertificateRefs: [authority], mode: 'AllowValidOnly' } } },
        ],
      },
    },
    defaultScope: 'All',
  });
});

test('client certificates asked for by default, and not held against', () => {
  // WHEN
  const gateway = new Gateway(chart(), 'company-gateway', {
    spec: {
      gatewayClassName: 'company',
      listeners: [{ name: 'https', port: 443, protocol: ListenerProtocol.HTTPS, tls: { certificateRefs: [certificate] } }],
      tls: {
        frontend: { defaults: { validation: { caCertificateRefs: [authority], mode: FrontendValidationMode.ALLOW_INSECURE_FALLBACK } } },
      },
    },
  });
  // THEN
  expect(gateway.toJson().spec.tls).toStrictEqual({
    frontend: { default: { validation: { caCertificateRefs: [authority], mode: 'AllowInsecureFallback' } } },
  });
});

test.each(Object.values(ListenerNamespacesFrom).filter((value) => value !== ListenerNamespacesFrom.SELECTOR))('listeners of others from %s', (value) => {
  // WHEN
  const gateway = new Gateway(chart(), 'company-gateway', {
    spec: {
      gatewayClassName: 'company',
      listeners: [{ name: 'http', port: 80, protocol: ListenerProtocol.HTTP }],
      allowedListeners: { namespaces: { fromNamespaces: value } },
    },
  });
  // THEN
  expect(gateway.toJson().spec.allowedListeners).toStrictEqual({ namespaces: { from: value } });
});

test('a Gateway that is no default', () => {
  // WHEN
  const gateway = new Gateway(chart(), 'company-gateway', {
    spec: {
      gatewayClassName: 'company',
      listeners: [{ name: 'http', port: 80, protocol: ListenerProtocol.HTTP }],
      defaultScope: GatewayDefaultScope.NONE,
    },
  });
  // THEN
  expect(gateway.toJson().spec.defaultScope).toBe('None');
});
