import { Duration } from 'cdk8s';
import { EgressHost, Implementation } from '../../../src';
import { reason, STRIPE, Way } from './team';

const istio = Implementation.istio();

function specsOf(host: EgressHost, kind: string, experimental = false): Record<string, unknown>[] {
  const way = new Way(istio, experimental);
  way.gateway({ destinations: [host] });
  return way.specs(kind);
}

test('the Gateway is reached from the cluster alone, and takes only routes that stand beside it', () => {
  const way = new Way(istio);
  expect(way.gateway().serviceName).toBe('out-istio');
  const [gateway] = way.emitted('Gateway');
  expect(gateway.metadata).toEqual({
    name: 'out', namespace: 'egress',
    annotations: { 'networking.istio.io/service-type': 'ClusterIP', 'egress.cdk8s-gateway.io/reason-0': 'api.stripe.com: card payments' },
  });
  expect(gateway.spec).toEqual({
    gatewayClassName: 'istio',
    listeners: [{
      name: 'api-stripe-com', hostname: 'api.stripe.com', port: 80, protocol: 'HTTP',
      allowedRoutes: { namespaces: { from: 'Same' }, kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }] },
    }],
  });
});

test('the mesh of the clients alone learns the host, by DNS, and is led to the gateway; this leads out, over TLS that it checks', () => {
  const way = new Way(istio);
  way.gateway();
  const [entry] = way.emitted('ServiceEntry');
  expect(entry.apiVersion).toBe('networking.istio.io/v1');
  expect(entry.spec).toEqual({
    hosts: ['api.stripe.com'], location: 'MESH_EXTERNAL', resolution: 'DNS', exportTo: ['.', 'shop-prod'],
    ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }],
  });
  expect(way.specs('HTTPRoute')).toEqual([
    {
      parentRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: entry.metadata.name }],
      rules: [{ backendRefs: [{ name: 'out-istio', port: 80 }] }],
    },
    {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'out', sectionName: 'api-stripe-com' }],
      hostnames: ['api.stripe.com'],
      rules: [{ backendRefs: [{ group: 'networking.istio.io', kind: 'Hostname', name: 'api.stripe.com', port: 80 }] }],
    },
  ]);
  expect(way.specs('DestinationRule')).toEqual([{
    host: 'api.stripe.com', exportTo: ['.'],
    trafficPolicy: { tls: { mode: 'SIMPLE', sni: 'api.stripe.com', subjectAltNames: ['api.stripe.com'] } },
  }]);
});

test('TLS of the pods is passed on by its server name, and begun by nobody else', () => {
  const way = new Way(istio);
  way.gateway({ destinations: [EgressHost.tls('db.partner.com', { reason, port: 5433 })] });
  expect(way.specs('Gateway')[0].listeners).toEqual([expect.objectContaining({ port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } })]);
  expect(way.specs('ServiceEntry')[0].ports).toEqual([{ number: 443, name: 'tls', protocol: 'TLS', targetPort: 5433 }]);
  expect(way.specs('TLSRoute').map(({ hostnames, rules }) => ({ hostnames, rules }))).toEqual([
    { hostnames: ['db.partner.com'], rules: [{ backendRefs: [{ name: 'out-istio', port: 443 }] }] },
    { hostnames: ['db.partner.com'], rules: [{ backendRefs: [{ group: 'networking.istio.io', kind: 'Hostname', name: 'db.partner.com', port: 443 }] }] },
  ]);
  expect(way.emitted('TLSRoute')[0].apiVersion).toBe('gateway.networking.k8s.io/v1');
  expect(way.emitted('DestinationRule')).toEqual([]);
});

test.each<[string, Parameters<typeof EgressHost.https>[1], object]>([
  ['an authority of its own', { reason, authoritySecret: 'ca' }, { mode: 'SIMPLE', credentialName: 'ca' }],
  ['mutual TLS', { reason, clientCertificateSecret: 'me' }, { mode: 'MUTUAL', credentialName: 'me' }],
])('%s', (_, options, tls) => {
  const [{ trafficPolicy }] = specsOf(EgressHost.https('a.com', options), 'DestinationRule');
  expect(trafficPolicy).toEqual({ tls: { sni: 'a.com', subjectAltNames: ['a.com'], ...tls } });
});

test('circuit breaking, timeouts and retries', () => {
  const host = EgressHost.https('a.com', {
    reason, requestTimeout: Duration.seconds(90), retry: { attempts: 3, backoff: Duration.millis(250) },
    circuitBreaker: { maxConnections: 10, maxPendingRequests: 5, maxRequests: 20, consecutiveErrors: 4, ejectionTime: Duration.seconds(10) },
  });
  expect(specsOf(host, 'DestinationRule', true)[0].trafficPolicy).toEqual({
    tls: expect.objectContaining({ mode: 'SIMPLE' }) as object,
    connectionPool: { tcp: { maxConnections: 10 }, http: { http1MaxPendingRequests: 5, http2MaxRequests: 20 } },
    outlierDetection: { consecutive5xxErrors: 4, baseEjectionTime: '10s' },
  });
  expect(specsOf(host, 'HTTPRoute', true)[1].rules).toEqual([
    expect.objectContaining({ timeouts: { request: '1m30s' }, retry: { attempts: 3, codes: [502, 503, 504], backoff: '250ms' } }),
  ]);
});

test('traffic is split between versions, which the gateway alone knows', () => {
  const way = new Way(istio);
  const versions = [{ hostname: 'api.stripe.com', weight: 90 }, { hostname: 'v2.stripe.com', weight: 10, port: 8443 }];
  way.gateway({ destinations: [EgressHost.https('api.stripe.com', { reason, versions })] });
  expect(way.specs('ServiceEntry').map(({ hosts, exportTo, ports }) => [hosts, exportTo, (ports as { targetPort: number }[])[0].targetPort])).toEqual([
    [['api.stripe.com'], ['.', 'shop-prod'], 443], [['v2.stripe.com'], ['.'], 8443],
  ]);
  const [, { rules }] = way.specs('HTTPRoute');
  expect((rules as { backendRefs: object[] }[])[0].backendRefs).toEqual([
    expect.objectContaining({ name: 'api.stripe.com', weight: 90 }), expect.objectContaining({ name: 'v2.stripe.com', weight: 10 }),
  ]);
  expect(way.specs('DestinationRule').map(({ host }) => host)).toEqual(['api.stripe.com', 'v2.stripe.com']);
});

test('retries need the field of the experimental channel', () => {
  const retrying = EgressHost.https('a.com', { reason, retry: { attempts: 1 } });
  expect(() => specsOf(retrying, 'HTTPRoute')).toThrow(/destinations\[0\] \(a\.com\): Istio reads retries from HTTPRoute, .*GatewayApiChannel\.EXPERIMENTAL/);
});

describe('XBackends', () => {
  const made = (host = STRIPE, experimental = true): Way => {
    const way = new Way(istio, experimental);
    way.gateway({ destinations: [host], xBackends: true });
    return way;
  };

  test('name the host, and check its certificate', () => {
    const way = made();
    const [backend] = way.emitted('XBackend');
    expect(backend.spec).toEqual({
      type: 'ExternalHostname', externalHostname: { hostname: 'api.stripe.com' }, port: { port: 443 }, protocol: 'HTTP',
      tls: { mode: 'ServerOnly', validation: { hostname: 'api.stripe.com', wellKnownCACertificates: 'System' } },
    });
    const [, { rules }] = way.specs('HTTPRoute');
    expect(rules).toEqual([{ backendRefs: [{ group: 'gateway.networking.x-k8s.io', kind: 'XBackend', name: backend.metadata.name }] }]);
    expect(way.emitted('DestinationRule')).toEqual([]);
    expect(way.emitted('ServiceEntry')).toHaveLength(1);
  });

  test('show a certificate, and hold the host to an authority', () => {
    const [{ tls }] = made(EgressHost.https('a.com', { reason, clientCertificateSecret: 'me', authoritySecret: 'ca' })).specs('XBackend');
    expect(tls).toEqual({
      mode: 'ClientAndServer', clientCertificateRef: { group: '', kind: 'Secret', name: 'me' },
      validation: { hostname: 'a.com', caCertificateRefs: [{ group: '', kind: 'Secret', name: 'ca' }] },
    });
  });

  test.each<[string, () => Way, RegExp]>([
    ['the standard channel', () => made(STRIPE, false), /cluster "eks" has no XBackend, which is in the experimental channel from 1\.6; install .*EXPERIMENTAL/],
    ['no TLS of their own', () => made(EgressHost.tls('a.com', { reason })), /an XBackend without TLS of its own leaves out the check/],
    ['circuit breakers', () => made(EgressHost.https('a.com', { reason, circuitBreaker: { maxRequests: 1 } })), /nothing reads a circuit breaker for an XBackend/],
  ])('are refused with %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
