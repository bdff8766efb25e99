import { App } from 'cdk8s';
import {
  ClientCertificates, ClusterProfile, Findings, GatewayInfrastructure, Implementation, Listener, OperatorChart, PlatformChart, SharedGateway,
  type SharedGatewayProps, TlsCertificate,
} from '../../../src';
import { Edge, perHostname, secret } from './edge';

const PARTNERS = [{ name: 'partners-ca' }];
const required = ClientCertificates.required(PARTNERS);
const reason = 'partners get their certificates until March';

/** What the Gateway says of TLS as a whole. */
function tlsOf(props: Partial<SharedGatewayProps>): unknown {
  const edge = new Edge();
  edge.gateway(props);
  return edge.emitted('Gateway')[0].spec.tls;
}

const validation = (mode = 'AllowValidOnly', ...refs: object[]): object => ({
  validation: { caCertificateRefs: (refs.length > 0 ? refs : PARTNERS).map((ref) => ({ group: '', kind: 'ConfigMap', ...ref })), mode },
});

describe('clientCertificates', () => {
  test('are asked for on every port', () => {
    expect(tlsOf({ clientCertificates: required })).toStrictEqual({ frontend: { default: validation() } });
  });

  test('name authorities of the gateway\'s namespace and of others', () => {
    const clientCertificates = ClientCertificates.required([
      { name: 'own', namespace: 'gateway-system' }, { name: 'partners', namespace: 'identity' },
    ]);
    expect(tlsOf({ clientCertificates }))
      .toStrictEqual({ frontend: { default: validation('AllowValidOnly', { name: 'own' }, { name: 'partners', namespace: 'identity' }) } });
  });

  test('differ by port', () => {
    const listeners = [perHostname(), Listener.https('api.company.com', { port: 8443, certificate: secret('api-tls') })];
    expect(tlsOf({ listeners, clientCertificates: ClientCertificates.none().onPort(8443, required) })).toStrictEqual({
      frontend: { default: {}, perPort: [{ port: 8443, tls: validation() }] },
    });
    expect(tlsOf({ listeners, clientCertificates: required.onPort(8443, ClientCertificates.none()).onPort(443, ClientCertificates.required([{ name: 'b' }])) }))
      .toStrictEqual({
        frontend: { default: validation(), perPort: [{ port: 8443, tls: {} }, { port: 443, tls: validation('AllowValidOnly', { name: 'b' }) }] },
      });
  });

  test('a setting stays as it is when another is made from it', () => {
    required.onPort(443, ClientCertificates.none());
    expect(tlsOf({ clientCertificates: required })).toStrictEqual({ frontend: { default: validation() } });
  });

  test('are optional by name alone, with the reason as annotation', () => {
    const edge = new Edge();
    edge.gateway({
      clientCertificates: ClientCertificates.optionalInsecurely(PARTNERS, reason)
        .onPort(443, ClientCertificates.optionalInsecurely(PARTNERS, 'tests')),
    });
    const { metadata, spec } = edge.emitted('Gateway')[0];
    expect(metadata).toStrictEqual({
      name: 'company-gateway', namespace: 'gateway-system',
      annotations: {
        'gateway.cdk8s-gateway.io/insecure-client-certificates': reason,
        'gateway.cdk8s-gateway.io/insecure-client-certificates-443': 'tests',
      },
    });
    expect(spec.tls).toStrictEqual({
      frontend: { default: validation('AllowInsecureFallback'), perPort: [{ port: 443, tls: validation('AllowInsecureFallback') }] },
    });
  });

  test('the API server and the rules take all of it', () => {
    const edge = new Edge();
    const listeners = [Listener.https('api.company.com', { certificate: secret('api-tls') })];
    edge.gateway({
      listeners, clientCertificates: required.onPort(443, ClientCertificates.none()), backendCertificate: { name: 'gateway-client-tls' },
    });
    expect(Findings.of(edge.app)).toEqual([]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no authorities', () => ClientCertificates.required([]), /^ClientCertificates\.required: authorities \[\]: no authority is named/],
    ['authorities that are no list', () => ClientCertificates.required('ca' as never), /authorities "ca"/],
    ['17 authorities', () => ClientCertificates.required(Array.from({ length: 17 }, (_, i) => ({ name: `ca-${i}` }))),
      /authorities has 17 entries, and 16 is the limit/],
    ['an authority that is text', () => ClientCertificates.required(['ca' as never]), /authorities\[0\] "ca": it is not an object; write \{ name: "partners-ca" \}/],
    ['an unknown option', () => ClientCertificates.required([{ name: 'ca', key: 'x' } as never]), /authorities\[0\]\.key is no option here/],
    ['a name that is none', () => ClientCertificates.required([{ name: 'My CA' }]), /authorities\[0\]\.name "My CA"/],
    ['a namespace that is none', () => ClientCertificates.required([{ name: 'ca', namespace: 'A' }]), /authorities\[0\]\.namespace "A"/],
    ['an authority twice', () => ClientCertificates.required([...PARTNERS, ...PARTNERS]), /authorities\[1\] .*it stands there twice/],
    ['no reason', () => ClientCertificates.optionalInsecurely(PARTNERS, ' '), /^ClientCertificates\.optionalInsecurely: reason is empty/],
    ['no authorities to ask for', () => ClientCertificates.optionalInsecurely([], reason), /^ClientCertificates\.optionalInsecurely: authorities \[\]/],
    ['a port that is none', () => required.onPort(0, required), /^ClientCertificates\.onPort: port 0/],
    ['a port twice', () => required.onPort(443, required).onPort(443, required), /port 443: it has a setting already/],
    ['a setting that is none', () => required.onPort(443, true as never), /certificates true: it is not a ClientCertificates/],
    ['ports in a port', () => required.onPort(443, required.onPort(8443, required)), /certificates has ports of its own/],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test.each<[string, Partial<SharedGatewayProps>, RegExp]>([
    ['what is none', { clientCertificates: 'required' as never }, /clientCertificates "required": it is not a ClientCertificates/],
    ['nobody asked', { clientCertificates: ClientCertificates.none() }, /clientCertificates asks no client for a certificate; leave it out/],
    ['no HTTPS listener', { clientCertificates: required, listeners: [Listener.http()] }, /clientCertificates: no listener is for HTTPS/],
    ['a port without HTTPS listener', { clientCertificates: required.onPort(9999, required) },
      /clientCertificates, port 9999: no HTTPS listener stands on it; write 443/],
  ])('a gateway refuses %s', (_, props, message) => {
    expect(() => new Edge().gateway(props)).toThrow(message);
    expect(() => new Edge().gateway(props)).toThrow(/^\[edge\/company-gateway\] SharedGateway: /);
  });

  test('are refused where the implementation does not ask', () => {
    expect(() => new Edge(Implementation.istio()).gateway({ clientCertificates: required }))
      .toThrow(/clientCertificates: Istio does not support it \(GatewayFrontendClientCertificateValidation in .*Envoy Gateway/);
  });

  test('are not optional where the implementation would require them', () => {
    const listeners = [Listener.https('shop.company.com', { certificate: TlsCertificate.ofImplementation() })];
    const optional = ClientCertificates.optionalInsecurely(PARTNERS, reason);
    const refusal = /clientCertificates: GKE Gateway does not support it \(GatewayFrontendClientCertificateValidationInsecureFallback in/;
    expect(() => new Edge(Implementation.gke()).gateway({ listeners, clientCertificates: optional })).toThrow(refusal);
    expect(() => new Edge(Implementation.gke()).gateway({ listeners, clientCertificates: required.onPort(443, optional) })).toThrow(refusal);
    expect(() => new Edge(Implementation.gke()).gateway({ listeners, clientCertificates: required })).not.toThrow();
  });
});

/** A gateway on a cluster with an older release of Gateway API. */
function onRelease(gatewayApiVersion: string, props: Partial<SharedGatewayProps>): SharedGateway {
  const app = new App();
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.kubeadm({ gatewayApiVersion }) });
  const infrastructure = new GatewayInfrastructure(platform, 'public', { implementation: Implementation.envoyGateway() });
  const chart = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  return new SharedGateway(chart, 'company-gateway', { infrastructure, listeners: [perHostname()], ...props });
}

test.each<[string, Partial<SharedGatewayProps>]>([
  ['clientCertificates', { clientCertificates: required }], ['backendCertificate', { backendCertificate: { name: 'x' } }],
])('%s are an error at synth before Gateway API 1.5, whose CRDs would drop them', (_, props) => {
  const codes = (release: string): string[] => Findings.of(onRelease(release, props)).map(({ code }) => code);
  expect(codes('1.4')).toContain('GW005');
  expect(codes('1.5')).not.toContain('GW005');
});

describe('backendCertificate', () => {
  test('is a Secret of the gateway\'s namespace, or of another', () => {
    const ref = (reference: object): object => ({ backend: { clientCertificateRef: { group: '', kind: 'Secret', ...reference } } });
    expect(tlsOf({ backendCertificate: { name: 'client' } })).toStrictEqual(ref({ name: 'client' }));
    expect(tlsOf({ backendCertificate: { name: 'client', namespace: 'gateway-system' } })).toStrictEqual(ref({ name: 'client' }));
    expect(tlsOf({ backendCertificate: { name: 'client', namespace: 'pki' } })).toStrictEqual(ref({ name: 'client', namespace: 'pki' }));
  });

  test('goes with clientCertificates', () => {
    expect(tlsOf({ backendCertificate: { name: 'client' }, clientCertificates: required })).toStrictEqual({
      backend: { clientCertificateRef: { group: '', kind: 'Secret', name: 'client' } }, frontend: { default: validation() },
    });
  });

  test.each<[string, unknown, RegExp]>([
    ['null', null, /backendCertificate null: it is not an object/],
    ['text', 'client', /backendCertificate "client": it is not an object; write \{ name: "gateway-client-tls" \}/],
    ['an unknown option', { secret: 'client' }, /backendCertificate\.secret is no option here, .*name or namespace/],
    ['no name', {}, /backendCertificate\.name undefined/],
    ['a namespace that is none', { name: 'a', namespace: 'B' }, /backendCertificate\.namespace "B"/],
  ])('refuses %s', (_, backendCertificate, message) => {
    expect(() => new Edge().gateway({ backendCertificate: backendCertificate as never })).toThrow(message);
  });

  test('is refused where the implementation shows none', () => {
    expect(() => new Edge(Implementation.cilium()).gateway({ backendCertificate: { name: 'client' } }))
      .toThrow(/backendCertificate: Cilium does not support it \(GatewayBackendClientCertificate in/);
  });
});
