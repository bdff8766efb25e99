import { ListenerNamespacesFrom, ListenerProtocol, RouteNamespacesFrom, TlsMode } from '../../src';
import { type Builder, gateway, GATEWAY_API, grant, http, https, route } from './parts';

export const tcpGateway: Builder = (chart) => gateway(chart, 'my-tcp-gateway', {
  gatewayClassName: 'my-tcp-gateway-class',
  listeners: [
    { name: 'foo', protocol: ListenerProtocol.TCP, port: 8080, allowedRoutes: { kinds: [{ kind: 'TCPRoute' }] } },
    { name: 'bar', protocol: ListenerProtocol.TCP, port: 8090, allowedRoutes: { kinds: [{ kind: 'TCPRoute' }] } },
  ],
});

export const backendTlsGateway: Builder = (chart) => gateway(chart, 'backend-tls', {
  gatewayClassName: 'acme-lb',
  tls: { backend: { clientCertificateRef: { kind: 'Secret', group: '', name: 'foo-example-cert' } } },
  listeners: [http('foo-http', { hostname: 'foo.example.com' })],
});

export const sharedGateway: Builder = (chart) => gateway(chart, 'shared-gateway', {
  gatewayClassName: 'shared-gateway-class',
  listeners: [{
    name: 'https', hostname: 'foo.example.com', protocol: ListenerProtocol.HTTPS, port: 443,
    allowedRoutes: {
      namespaces: { fromNamespaces: RouteNamespacesFrom.SELECTOR, selector: { matchLabels: { 'shared-gateway-access': 'true' } } },
    },
    tls: { certificateRefs: [{ name: 'foo-example-com' }] },
  }],
}, 'infra-ns');

const authority = (name: string) => ({ validation: { caCertificateRefs: [{ kind: 'ConfigMap', group: '', name }] } });

export const clientCertificates: Builder = (chart) => gateway(chart, 'client-validation-basic', {
  gatewayClassName: 'acme-lb',
  tls: { frontend: { defaults: authority('foo-example-com-ca-cert'), perPort: [{ port: 8443, tls: authority('bar-example-com-ca-cert') }] } },
  listeners: [
    https('foo-https', 'foo-example-com-cert', { hostname: 'foo.example.com' }),
    https('bar-https', 'bar-example-com-cert', { hostname: 'bar.example.com', port: 8443 }),
  ],
});

export const redirectGateway: Builder = (chart) => gateway(chart, 'redirect-gateway', {
  gatewayClassName: 'foo-lb',
  listeners: [
    http('http'),
    {
      name: 'https', protocol: ListenerProtocol.HTTPS, port: 443,
      tls: { mode: TlsMode.TERMINATE, certificateRefs: [{ name: 'redirect-example' }] },
    },
  ],
});

export const strictGateway: Builder = (chart) => gateway(chart, 'foo-gateway', {
  gatewayClassName: 'foo-lb',
  listeners: [http('prod-web', {
    allowedRoutes: {
      kinds: [{ kind: 'HTTPRoute' }],
      namespaces: {
        fromNamespaces: RouteNamespacesFrom.SELECTOR,
        selector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway-api-example-ns2' } },
      },
    },
  })],
}, 'gateway-api-example-ns1');

export const gatewayAndRoute: Builder = (chart) => {
  gateway(chart, 'example-gateway', { gatewayClassName: 'example-gateway-class', listeners: [http('http')] });
  route(chart, 'example-route', {
    parentRefs: [{ name: 'example-gateway' }], hostnames: ['example.com'], rules: [{ backendRefs: [{ name: 'example-svc', port: 80 }] }],
  });
};

export const parentOfSets: Builder = (chart) => gateway(chart, 'parent-gateway', {
  gatewayClassName: 'example',
  allowedListeners: {
    namespaces: { fromNamespaces: ListenerNamespacesFrom.SELECTOR, selector: { matchLabels: { 'belongs-to': 'shared-gateway' } } },
  },
  listeners: [http('foo', { hostname: 'foo.com' })],
});

export const allowProd: Builder = (chart) => grant(chart, 'allow-prod-traffic',
  { group: GATEWAY_API, kind: 'HTTPRoute', namespace: 'prod' }, { group: '', kind: 'Service' });

export const certificateElsewhere: Builder = (chart) => {
  const [home, secrets] = ['gateway-api-example-ns1', 'gateway-api-example-ns2'];
  gateway(chart, 'cross-namespace-tls-gateway', {
    gatewayClassName: 'example', listeners: [https('https', 'wildcard-example-com-cert', { hostname: '*.example.com' }, secrets)],
  }, home);
  grant(chart, 'allow-ns1-gateways-to-ref-secrets', { group: GATEWAY_API, kind: 'Gateway', namespace: home },
    { group: '', kind: 'Secret' }, secrets);
};
