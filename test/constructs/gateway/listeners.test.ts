import { HttpRedirect, Implementation, Listener, SharedGateway, TlsCertificate } from '../../../src';
import { sectionNameFor } from '../../../src/manifest/section-name';
import { allowing, Edge, type Emitted, https, ISSUED, perHostname, secret, secure } from './edge';

describe('certificates', () => {
  test('of an issuer are asked for, and the listener names their Secret', () => {
    const edge = new Edge();
    const certificate = TlsCertificate.fromIssuer('internal-ca');
    edge.gateway({ listeners: [Listener.https('shop.company.com', { certificate, name: 'shop' })] });
    expect(edge.listeners()[1]).toEqual(secure('shop', 'shop.company.com', { name: 'company-gateway.shop-tls' }));
    expect(edge.emitted('Certificate')).toStrictEqual([{
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: expect.stringMatching(/^edge-company-gateway-certificate-shop-c8/) as string, namespace: 'gateway-system' },
      spec: {
        secretName: 'company-gateway.shop-tls',
        dnsNames: ['shop.company.com'],
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'internal-ca' },
      },
    }]);
  });

  test('of gateways and listeners whose names run together have Secrets of their own', () => {
    const { chart, infrastructure } = new Edge();
    const secretOf = (gateway: string, name: string): unknown => {
      const listeners = [Listener.https('shop.company.com', { certificate: ISSUED, name })];
      const made = new SharedGateway(chart, gateway, { infrastructure, listeners }).toJson() as Emitted;
      return (made.spec.listeners as { tls?: { certificateRefs: { name: string }[] } }[])[1].tls?.certificateRefs[0].name;
    };
    expect([secretOf('x', 'y-z'), secretOf('x-y', 'z'), secretOf('a', 'b.c')]).toEqual(['x.y-z-tls', 'x-y.z-tls', 'a.b.c-tls']);
  });

  test('in a Secret of another namespace are only referred to: its owner grants it', () => {
    const edge = new Edge();
    edge.gateway({
      listeners: [
        Listener.https('a.company.com', { certificate: TlsCertificate.fromSecret('a-tls', { namespace: 'certificates' }), name: 'a' }),
        Listener.https('b.company.com', { certificate: TlsCertificate.fromSecret('b-tls', { namespace: 'gateway-system' }), name: 'b' }),
      ],
    });
    expect(edge.listeners().slice(1)).toEqual([
      secure('a', 'a.company.com', { name: 'a-tls', namespace: 'certificates' }), secure('b', 'b.company.com', { name: 'b-tls' }),
    ]);
    expect(edge.emitted('ReferenceGrant')).toEqual([]);
    expect(edge.emitted('Certificate')).toEqual([]);
  });

  test('of the implementation stand in its own options', () => {
    const certificate = TlsCertificate.ofImplementation({ options: { 'networking.gke.io/pre-shared-certs': 'shop' } });
    const edge = new Edge(Implementation.gke());
    edge.gateway({ listeners: [Listener.https('shop.company.com', { certificate })] });
    expect(edge.listeners()[1].tls).toEqual({ mode: 'Terminate', options: { 'networking.gke.io/pre-shared-certs': 'shop' } });
  });

  test('of AWS come from its parameters, and the listener names none', () => {
    const edge = new Edge(Implementation.awsLoadBalancerController());
    edge.gateway({ listeners: [Listener.https('shop.company.com', { certificate: TlsCertificate.ofImplementation() })] });
    expect(edge.listeners()[1]).toEqual({
      name: 'https-shop-company-com', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com', allowedRoutes: allowing(),
    });
  });

  test.each<[string, () => unknown, RegExp]>([
    ['cert-manager with AWS Load Balancer Controller', () => new Edge(Implementation.awsLoadBalancerController()).gateway(),
      /listeners\[0\]\.certificate: AWS Load Balancer Controller does not read the certificateRefs.*LoadBalancerConfiguration.*ofImplementation/],
    ['an implementation that takes Secrets alone',
      () => new Edge().gateway({ listeners: [perHostname('*.a.b', TlsCertificate.ofImplementation())] }),
      /Envoy Gateway takes certificates from Secrets alone/],
    ['one that is not valid for its listener', () => new Edge().gateway({
      listeners: [Listener.https('shop.company.com', { certificate: TlsCertificate.fromSecret('x', { dnsNames: ['*.example.com'] }) })],
    }), /listeners\[0\]: listener "https-shop-company-com".* shows a certificate for \*\.example\.com, which is not valid for shop\.company\.com/],
    ['one that two listeners share', () => new Edge().gateway({ listeners: [https('a.company.com', 'wild'), https('b.company.com', 'wild')] }),
      /"https-a-company-com".* and "https-b-company-com".* share the certificate in Secret "wild".*404.*\(NGINX Gateway Fabric does\)/],
    ['an issuer without a name', () => TlsCertificate.fromClusterIssuer(''), /TlsCertificate\.fromClusterIssuer: name "": it is empty/],
    ['a Secret with null', () => TlsCertificate.fromSecret('x', null as never), /^TlsCertificate\.fromSecret: options null: it is not an object/],
    ['the implementation\'s with null', () => TlsCertificate.ofImplementation(null as never), /ofImplementation: options null: it is not an object/],
    ['TLS options in text', () => TlsCertificate.ofImplementation({ options: 'cert' as never }), /ofImplementation: options\.options "cert": it is not a map/],
    ['a Secret in no namespace', () => TlsCertificate.fromSecret('x', { namespace: 'A B' }), /TlsCertificate\.fromSecret: namespace "A B"/],
    ['a name that is no hostname', () => TlsCertificate.fromSecret('x', { dnsNames: ['https://a'] }), /dnsNames\[0\] "https:\/\/a"/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('may be shared on another port, and where misdirected requests are detected', () => {
    const shared = [https('a.company.com', 'wild'), https('b.company.com', 'wild')];
    expect(() => new Edge(Implementation.nginxGatewayFabric()).gateway({ listeners: shared })).not.toThrow();
    const apart = Listener.https('b.company.com', { certificate: secret('wild'), port: 8443 });
    expect(() => new Edge().gateway({ listeners: [https('a.company.com', 'wild'), apart] })).not.toThrow();
  });
});

describe('listeners', () => {
  test('are named by what they serve', () => {
    const edge = new Edge();
    edge.gateway({ listeners: [Listener.http(), Listener.http({ hostname: 'a.company.com', port: 8080 }), https('*.company.com', 'wild')] });
    expect(edge.listeners().map(({ name }) => name)).toEqual(['http', 'http-a-company-com', sectionNameFor('https', '*.company.com')]);
  });

  test.each([
    ['shop.company.com', 'https-shop-company-com'],
    ['shop', 'https-shop'],
    ['my-shop.company.com', 'https-my-shop-company-com-a76d86'],
    ['my.shop.company.com', 'https-my-shop-company-com'],
    ['*.company.com', 'https-wildcard-company-com-95f842'],
    [`${'a'.repeat(60)}.company.com`, `https-${'a'.repeat(50)}-57ff65`],
  ])('the section for %s is %s', (hostname, name) => {
    expect(sectionNameFor('https', hostname)).toBe(name);
    expect(name.length).toBeLessThanOrEqual(63);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a hostname with a scheme', () => Listener.https('https://shop.company.com', { certificate: ISSUED }), /Listener\.https: hostname .*no scheme/],
    ['a hostname with a port', () => Listener.http({ hostname: 'shop.company.com:80' }), /Listener\.http: hostname .*no port/],
    ['a hostname with a trailing dot', () => Listener.http({ hostname: 'shop.company.com.' }), /trailing dot/],
    ['an IP address', () => Listener.https('10.0.0.1', { certificate: ISSUED }), /IP address/],
    ['upper case', () => Listener.https('Shop.company.com', { certificate: ISSUED }), /lower case/],
    ['a wildcard in the middle', () => perHostname('shop.*.com'), /Listener\.httpsPerHostname: domain "shop\.\*\.com": a wildcard stands only/],
    ['unicode', () => perHostname('*.bücher.example'), /ASCII/],
    ['a domain without a wildcard', () => perHostname('company.com'), /domain "company\.com": it is one hostname; write "\*\.company\.com"/],
    ['clear text with null', () => Listener.http(null as never), /^Listener\.http: options null: it is not an object/],
    ['TLS with null', () => Listener.https('a.b', null as never), /^Listener\.https: options null: it is not an object/],
    ['port 0', () => Listener.http({ port: 0 }), /port 0: it is outside/],
    ['port NaN', () => Listener.http({ port: NaN }), /port NaN: it is not a whole number/],
    ['port 1.5', () => Listener.http({ port: 1.5 }), /port 1\.5: it is not a whole number/],
    ['port 65536', () => Listener.https('a.b', { certificate: ISSUED, port: 65_536 }), /port 65536: it is outside/],
    ['a name that is none', () => Listener.http({ name: 'HTTP listener' }), /name "HTTP listener"/],
    ['no certificate', () => Listener.https('a.b', {} as never), /Listener\.https: certificate undefined: a listener for HTTPS needs a certificate/],
    ['no options', () => Listener.httpsPerHostname('*.a.b', undefined as never), /certificate undefined/],
    ['two of one kind', () => new Edge().gateway({ listeners: [https('a.b', 'x'), https('a.b', 'y')] }),
      /"https-a-b" \(HTTPS 443, a\.b\) and "https-a-b" .* stand on one port for one hostname/],
    ['two of one name', () => new Edge().gateway({ listeners: [Listener.http({ name: 'x' }), Listener.http({ name: 'x', port: 8080 })] }),
      /have one name/],
    ['clear text and TLS on one port', () => new Edge().gateway({ listeners: [https('a.b'), Listener.http({ port: 443 })] }),
      /stand on one port, and it is either clear text or TLS/],
    ['a domain twice', () => new Edge().gateway({ listeners: [perHostname(), perHostname()] }), /"\*\.company\.com" has a listener for each hostname twice/],
    ['a port that is no entry point', () => new Edge(Implementation.traefik()).gateway({ listeners: [Listener.http({ port: 80 })] }),
      /listeners\[0\]\.port 80: Traefik serves .* entry points; leave the port out for 8000.*\{ httpPort: 80 \}/],
    ['more than 64', () => new Edge().gateway({
      listeners: Array.from({ length: 65 }, (_, i) => https(`h${i}.company.com`)), httpRedirect: HttpRedirect.off('none'),
    }), /65 listeners, and 64 is the limit/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
