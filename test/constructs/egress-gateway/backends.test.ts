import { Duration } from 'cdk8s';
import { EgressHost, EnvoyGatewayDeployment, Implementation } from '../../../src';
import { reason, Way } from './team';

const BREAKER = { maxConnections: 10, maxPendingRequests: 5, maxRequests: 20, consecutiveErrors: 4, ejectionTime: Duration.seconds(10) };
const FULL = EgressHost.https('a.com', {
  reason, requestTimeout: Duration.seconds(5), retry: { attempts: 3, statusCodes: [503], backoff: Duration.millis(250) }, circuitBreaker: BREAKER,
});
const SPLIT = EgressHost.https('a.com', { reason, versions: [{ hostname: 'v1.a.com', weight: 9 }, { hostname: 'v2.a.com', weight: 1 }] });

function made(implementation: Implementation, host = EgressHost.https('a.com', { reason })): Way {
  const way = new Way(implementation);
  way.gateway({ destinations: [host] });
  return way;
}

const backendRefs = (way: Way, kind = 'HTTPRoute'): { name: string; weight?: number }[] =>
  (way.specs(kind)[0].rules as { backendRefs: { name: string; weight?: number }[] }[])[0].backendRefs;

describe('Envoy Gateway', () => {
  const envoy = Implementation.envoyGateway();

  test('its Service has no address outside of the cluster', () => {
    const way = made(envoy);
    expect(way.specs('Gateway')[0].infrastructure).toEqual({ parametersRef: { group: 'gateway.envoyproxy.io', kind: 'EnvoyProxy', name: 'out' } });
    expect(way.emitted('EnvoyProxy')).toEqual([expect.objectContaining({
      metadata: { name: 'out', namespace: 'egress' },
      spec: { provider: { type: 'Kubernetes', kubernetes: { envoyService: { type: 'ClusterIP', name: 'out' } } } },
    })]);
  });

  test('a Backend names the host exactly, over TLS that is checked', () => {
    const way = made(envoy);
    const [backend] = way.emitted('Backend');
    expect(backend.spec).toEqual({
      type: 'Endpoints', endpoints: [{ fqdn: { hostname: 'a.com', port: 443 } }], tls: { sni: 'a.com', wellKnownCACertificates: 'System' },
    });
    expect(backendRefs(way)).toEqual([{ group: 'gateway.envoyproxy.io', kind: 'Backend', name: backend.metadata.name }]);
    expect(way.emitted('BackendTrafficPolicy')).toEqual([]);
  });

  test('authority and client certificate', () => {
    const [{ tls }] = made(envoy, EgressHost.https('a.com', { reason, authoritySecret: 'ca', clientCertificateSecret: 'me' })).specs('Backend');
    expect(tls).toEqual({
      sni: 'a.com', caCertificateRefs: [{ group: '', kind: 'Secret', name: 'ca' }], clientCertificateRef: { group: '', kind: 'Secret', name: 'me' },
    });
  });

  test('limits and retries are a policy on the route, timeouts the route\'s', () => {
    const way = made(envoy, FULL);
    const [route] = way.emitted('HTTPRoute');
    expect(way.specs('BackendTrafficPolicy')).toEqual([{
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: route.metadata.name }],
      circuitBreaker: { maxConnections: 10, maxPendingRequests: 5, maxParallelRequests: 20 },
      healthCheck: { passive: { consecutive5XxErrors: 4, baseEjectionTime: '10s' } },
      retry: { numRetries: 3, retryOn: { httpStatusCodes: [503], triggers: ['retriable-status-codes'] }, perRetry: { backOff: { baseInterval: '250ms' } } },
    }]);
    expect(route.spec.rules).toEqual([expect.objectContaining({ timeouts: { request: '5s' } })]);
    expect((route.spec.rules as object[])[0]).not.toHaveProperty('retry');
  });

  test('versions get the requests under their own names', () => {
    const way = made(envoy, SPLIT);
    expect(backendRefs(way).map(({ weight }) => weight)).toEqual([9, 1]);
    const [filter] = way.emitted('HTTPRouteFilter');
    expect(filter.spec).toEqual({ urlRewrite: { hostname: { type: 'Backend' } } });
    expect((way.specs('HTTPRoute')[0].rules as { filters: object[] }[])[0].filters).toEqual([
      { type: 'ExtensionRef', extensionRef: { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: filter.metadata.name } },
    ]);
  });

  test('TLS that is passed on has none of its own', () => {
    const way = made(envoy, EgressHost.tls('a.com', { reason }));
    expect(way.specs('Backend')).toEqual([{ type: 'Endpoints', endpoints: [{ fqdn: { hostname: 'a.com', port: 443 } }] }]);
    expect(backendRefs(way, 'TLSRoute')).toHaveLength(1);
  });

  test('merged proxies serve others too, and are refused', () => {
    expect(() => made(Implementation.envoyGateway({ deployment: EnvoyGatewayDeployment.MERGED_GATEWAYS })))
      .toThrow(/no label of the proxies of Envoy Gateway names this gateway, so other gateways share them/);
  });
});

describe('kgateway', () => {
  const kgateway = Implementation.kgateway();

  test('its Service has no address outside of the cluster', () => {
    const way = made(kgateway);
    expect(way.specs('GatewayParameters')).toEqual([{ kube: { service: { type: 'ClusterIP' } } }]);
    expect(way.specs('Gateway')[0].infrastructure).toEqual({ parametersRef: { group: 'gateway.kgateway.dev', kind: 'GatewayParameters', name: 'out' } });
  });

  test('a static Backend names the host exactly, over TLS that is checked', () => {
    const way = made(kgateway);
    const [backend] = way.emitted('Backend');
    expect(backend.spec).toEqual({ type: 'Static', static: { hosts: [{ host: 'a.com', port: 443 }] } });
    expect(way.specs('BackendConfigPolicy')).toEqual([{
      targetRefs: [{ group: 'gateway.kgateway.dev', kind: 'Backend', name: backend.metadata.name }],
      tls: { sni: 'a.com', verifySubjectAltNames: ['a.com'], wellKnownCACertificates: 'System' },
    }]);
    expect(backendRefs(way)).toEqual([{ group: 'gateway.kgateway.dev', kind: 'Backend', name: backend.metadata.name }]);
  });

  test.each<[string, Parameters<typeof EgressHost.https>[1], object]>([
    ['an authority', { reason, authoritySecret: 'ca' }, { secretRef: { name: 'ca' }, simpleTLS: true }],
    ['a client certificate', { reason, clientCertificateSecret: 'me' }, { secretRef: { name: 'me' } }],
  ])('%s', (_, options, tls) => {
    const [policy] = made(kgateway, EgressHost.https('a.com', options)).specs('BackendConfigPolicy');
    expect(policy.tls).toEqual({ sni: 'a.com', verifySubjectAltNames: ['a.com'], ...tls });
  });

  test('limits and retries are policies', () => {
    const way = made(kgateway, FULL);
    expect(way.specs('BackendConfigPolicy')).toEqual([expect.objectContaining({
      circuitBreakers: { maxConnections: 10, maxPendingRequests: 5, maxRequests: 20 }, outlierDetection: { consecutive5xx: 4, baseEjectionTime: '10s' },
    })]);
    expect(way.specs('TrafficPolicy')).toEqual([{
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: way.emitted('HTTPRoute')[0].metadata.name }],
      retry: { attempts: 3, statusCodes: [503], backoffBaseInterval: '250ms' },
    }]);
  });

  test('versions get the requests under their own names, and TLS that is passed on has no policy', () => {
    expect(made(kgateway, SPLIT).specs('TrafficPolicy')).toEqual([expect.objectContaining({ autoHostRewrite: true })]);
    expect(made(kgateway, EgressHost.tls('a.com', { reason })).emitted('BackendConfigPolicy')).toEqual([]);
  });
});
