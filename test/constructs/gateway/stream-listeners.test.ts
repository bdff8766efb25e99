import { GatewayInfrastructure, Implementation, KongDeployment, Listener, SharedGateway, type SharedGatewayProps, TlsCertificate } from '../../../src';
import { allowing, Edge, https, ISSUED, perHostname, REDIRECT, secret, secure } from './edge';

/** A listener for TLS whose certificate is in a Secret. */
const tls = (hostname: string, name = hostname): Listener => Listener.tls(hostname, { certificate: secret(name) });
const refusedOn = (implementation: Implementation, ...listeners: Listener[]) => () => new Edge(implementation).gateway({ listeners });

describe('a listener for TLS', () => {
  test('ends TLS with the certificate that it names, for TLSRoutes', () => {
    // WHEN
    const edge = new Edge();
    edge.gateway({ listeners: [Listener.tls('mqtt.company.com', { certificate: ISSUED, port: 8883 })] });

    // THEN
    expect(edge.listeners()).toStrictEqual([{
      name: 'tls-mqtt-company-com', port: 8883, protocol: 'TLS', hostname: 'mqtt.company.com',
      tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'company-gateway.tls-mqtt-company-com-tls' }] },
      allowedRoutes: allowing(undefined, ['TLSRoute']),
    }]);
    expect(edge.emitted('Certificate').map(({ spec }) => spec)).toStrictEqual([{
      secretName: 'company-gateway.tls-mqtt-company-com-tls',
      dnsNames: ['mqtt.company.com'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt-prod' },
    }]);
  });

  test('passes connections on without a certificate', () => {
    const edge = new Edge();
    edge.gateway({ listeners: [Listener.tlsPassthrough('vault.company.com', { name: 'vault' })] });
    expect(edge.listeners()).toStrictEqual([{
      name: 'vault', port: 443, protocol: 'TLS', hostname: 'vault.company.com', tls: { mode: 'Passthrough' },
      allowedRoutes: allowing(undefined, ['TLSRoute']),
    }]);
    expect(edge.emitted('Certificate')).toEqual([]);
  });

  test('stands on the implementation\'s port for TLS', () => {
    const edge = new Edge(Implementation.traefik());
    edge.gateway({ listeners: [Listener.tlsPassthrough('vault.company.com')] });
    expect(edge.listeners()[0].port).toBe(8443);
  });

  test('shares its port with HTTPS and with the other mode, each for a hostname of its own', () => {
    const edge = new Edge();
    edge.gateway({ listeners: [https('shop.company.com'), tls('mqtt.company.com'), Listener.tlsPassthrough('*.vault.company.com')] });
    expect(edge.listeners().map(({ port, protocol, hostname }) => [port, protocol, hostname])).toEqual([
      [80, 'HTTP', undefined], [443, 'HTTPS', 'shop.company.com'], [443, 'TLS', 'mqtt.company.com'], [443, 'TLS', '*.vault.company.com'],
    ]);
  });

  test('may share its certificate with another, since no browser reuses its connections', () => {
    expect(() => new Edge().gateway({ listeners: [tls('a.company.com', 'wild'), tls('b.company.com', 'wild')] })).not.toThrow();
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no hostname', () => Listener.tlsPassthrough(undefined as never), /^Listener\.tlsPassthrough: hostname undefined: it is not text/],
    ['an IPv4 address', () => Listener.tlsPassthrough('10.0.0.1'), /hostname "10\.0\.0\.1": an IP address is not a hostname.*SNI/],
    ['an IPv6 address', () => Listener.tls('2001:db8::1', { certificate: ISSUED }), /^Listener\.tls: hostname "2001:db8::1": an IP address/],
    ['no certificate where TLS ends', () => Listener.tls('a.b', {} as never), /^Listener\.tls: certificate undefined: a listener for TLS needs a certificate/],
    ['no options where TLS ends', () => Listener.tls('a.b', null as never), /^Listener\.tls: options null: it is not an object/],
    ['options in text', () => Listener.tlsPassthrough('a.b', 'x' as never), /^Listener\.tlsPassthrough: options "x": it is not an object/],
    ['a certificate where the connection passes', () => Listener.tlsPassthrough('a.b', { certificate: ISSUED } as never),
      /^Listener\.tlsPassthrough: certificate would have no effect: .*the backend shows its own.*Listener\.tls\(…\)/],
    ['an option that is none', () => Listener.tlsPassthrough('a.b', { hostname: 'c.d' } as never), /hostname is no option here/],
    ['an option of HTTPS that is none', () => Listener.tls('a.b', { certificate: ISSUED, mode: 'x' } as never), /mode is no option here/],
    ['a port that is none', () => Listener.tlsPassthrough('a.b', { port: 0 }), /port 0: it is outside/],
    ['a certificate for another hostname', () => new Edge().gateway({
      listeners: [Listener.tls('mqtt.company.com', { certificate: TlsCertificate.fromSecret('x', { dnsNames: ['a.b'] }) })],
    }), /listeners\[0\]: listener "tls-mqtt-company-com" \(TLS 443, mqtt\.company\.com\) shows a certificate for a\.b/],
    ['a certificate that the listener does not name',
      refusedOn(Implementation.gke(), Listener.tls('a.b', { certificate: TlsCertificate.ofImplementation() })),
      /listeners\[0\]\.certificate: the API takes no listener for TLS that names no certificate; write TlsCertificate\.ofImplementation\(\{ options/],
    ['an implementation that does not end TLS for TLSRoutes', refusedOn(Implementation.cilium(), tls('a.b')),
      /listeners\[0\]: Cilium does not support it \(TLSRouteModeTerminate\); let the backend end TLS with Listener\.tlsPassthrough/],
    ['both modes on one port where only one is supported',
      refusedOn(Implementation.kong({ deployment: KongDeployment.OPERATOR }), tls('a.b'), Listener.tlsPassthrough('c.d')),
      /"tls-a-b" \(TLS 443, a\.b\) and "tls-c-d" .* the one ends TLS and the other passes it on, and Kong does not support both.*TLSRouteModeMixed/],
    ['HTTPS for one hostname on one port', refusedOn(Implementation.istio(), https('a.b'), Listener.tlsPassthrough('a.b')),
      /"https-a-b" \(HTTPS 443, a\.b\) and "tls-a-b" \(TLS 443, a\.b\) stand on one port for one hostname/],
    ['clear text on one port', refusedOn(Implementation.istio(), Listener.http({ port: 443 }), Listener.tlsPassthrough('a.b')),
      /stand on one port, and it is either clear text or TLS/],
    ['the certificate of a listener for HTTPS', refusedOn(Implementation.istio(), https('a.b', 'wild'), tls('c.d', 'wild')),
      /"https-a-b" .* and "tls-c-d" .* share the certificate in Secret "wild"/],
    ['a port that is no entry point', refusedOn(Implementation.traefik(), Listener.tlsPassthrough('a.b', { port: 443 })),
      /listeners\[0\]\.port 443: Traefik serves .* entry points; leave the port out for 8443/],
  ])('is refused for %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('a listener for TCP or UDP', () => {
  test('is named by its port, and serves the kind of its protocol', () => {
    const edge = new Edge();
    edge.gateway({ listeners: [Listener.tcp(5432), Listener.udp(53, { name: 'dns' })] });
    expect(edge.listeners()).toStrictEqual([
      { name: 'tcp-5432', port: 5432, protocol: 'TCP', allowedRoutes: allowing(undefined, ['TCPRoute']) },
      { name: 'dns', port: 53, protocol: 'UDP', allowedRoutes: allowing(undefined, ['UDPRoute']) },
    ]);
  });

  test.each<[string, Partial<SharedGatewayProps>]>([
    ['TCP and UDP', { listeners: [Listener.tcp(53), Listener.udp(53)] }],
    ['UDP and HTTPS', { listeners: [https('a.b'), Listener.udp(443)] }],
  ])('shares its port: %s', (_, props) => {
    expect(() => new Edge().gateway(props)).not.toThrow();
  });

  test('is neither clear text to redirect from nor HTTPS to redirect to', () => {
    const beside = new Edge();
    beside.gateway({ listeners: [perHostname(), Listener.tcp(5432), Listener.udp(53), tls('mqtt.company.com')] });
    expect(beside.listeners()[0]).toStrictEqual(REDIRECT);
    const alone = new Edge();
    alone.gateway({ listeners: [Listener.tcp(5432), tls('mqtt.company.com')] });
    expect(alone.listeners().map(({ name }) => name)).toEqual(['tcp-5432', 'tls-mqtt-company-com']);
    expect(alone.emitted('HTTPRoute')).toEqual([]);
  });

  test('leaves the hostnames of the redirect to HTTPS', () => {
    const edge = new Edge();
    edge.gateway({ listeners: [https('shop.company.com'), tls('mqtt.company.com')] });
    expect(edge.listeners()[1]).toStrictEqual(secure('https-shop-company-com', 'shop.company.com', { name: 'shop.company.com' }));
    expect(edge.emitted('HTTPRoute').map(({ spec }) => spec.hostnames)).toEqual([['shop.company.com']]);
  });

  test('may stand on any port that Traefik opens', () => {
    expect(refusedOn(Implementation.traefik(), Listener.tcp(5432), Listener.tcp(6379))).not.toThrow();
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no port', () => Listener.tcp(undefined as never), /^Listener\.tcp: port undefined: it is not a whole number/],
    ['port 65536', () => Listener.udp(65_536), /^Listener\.udp: port 65536: it is outside/],
    ['a port in text', () => Listener.udp('53' as never), /port "53": it is not a whole number/],
    ['a name that is none', () => Listener.tcp(1, { name: 'A B' }), /name "A B"/],
    ['null', () => Listener.tcp(1, null as never), /^Listener\.tcp: options null: it is not an object/],
    ['a hostname', () => Listener.tcp(1, { hostname: 'a.b' } as never), /hostname is no option here/],
    ['TCP twice', refusedOn(Implementation.istio(), Listener.tcp(53), Listener.tcp(53, { name: 'x' })),
      /listeners "tcp-53" \(TCP 53\) and "x" \(TCP 53\) stand on one port, and a listener for TCP takes all that arrives there/],
    ['UDP twice', refusedOn(Implementation.istio(), Listener.udp(53), Listener.udp(53)), /a listener for UDP takes all that arrives there/],
    ['TCP and HTTP', refusedOn(Implementation.istio(), Listener.http(), Listener.tcp(80)), /"http" \(HTTP 80, every hostname\) and "tcp-80" .*TCP takes all/],
    ['TCP and HTTPS', refusedOn(Implementation.istio(), Listener.tcp(443), https('a.b')), /listener for TCP takes all/],
    ['TCP and TLS', refusedOn(Implementation.istio(), https('a.b'), Listener.tlsPassthrough('c.d'), Listener.tcp(443)), /listener for TCP takes all/],
    ['TCP and the redirect', refusedOn(Implementation.istio(), https('a.b'), Listener.tcp(80)), /"http" \(HTTP 80, every hostname\) and "tcp-80"/],
    ['a TCP port behind which clients see another', refusedOn(Implementation.traefik(), Listener.tcp(443)),
      /listeners\[0\]\.port 443: Traefik serves .* entry points; write 8443, behind which clients see 443.*\{ httpsPort: 443 \}/],
    ['UDP on Traefik', refusedOn(Implementation.traefik(), Listener.udp(53)),
      /listeners\[0\]: Traefik does not support it \(UDPRoute\); remove it, or use another implementation/],
    ['an implementation that says it has no TCPRoutes', refusedOn(
      Implementation.custom({ name: 'x', controllerName: 'x.io/y', unsupportedFeatures: ['TCPRoute'] } as never), Listener.tcp(1)),
    /listeners\[0\]: x does not support it \(TCPRoute\); remove it, or use another implementation/],
  ])('is refused for %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('stands as declared on a gateway that runs already', () => {
    const edge = new Edge();
    const infrastructure = GatewayInfrastructure.existing({ implementation: Implementation.istio() });
    const existing = (...listeners: Listener[]) => () =>
      SharedGateway.existing(edge.chart, 'running', { name: 'running', infrastructure, listeners });
    expect(existing(Listener.tcp(53), Listener.http({ port: 53 }))).toThrow(/SharedGateway\.existing: listeners .*listener for TCP takes all/);
    expect(existing(Listener.tcp(53), Listener.udp(53), Listener.tlsPassthrough('a.b'))).not.toThrow();
  });
});
