import type { Manifest } from '../../../../src/manifest/manifest';
import { finding, found, gateway, gatewayClass, http, https, listenerSet, listening, object, route } from './judged';

const ENVOY = gatewayClass('gateway.envoyproxy.io/gatewayclass-controller');

describe('GW120', () => {
  test('another spelling is an error that names the right one', () => {
    expect(found('GW120', [listening(http(), https('https', undefined, 'x', { protocol: 'HTTPs' }))])).toStrictEqual([{
      severity: 'error', name: 'edge', path: 'spec.listeners[1].protocol', fix: 'write "HTTPS"',
      message: '"HTTPs": the protocols are HTTP, HTTPS, TLS, TCP and UDP, and those of an implementation carry its domain; '
        + 'the gateway does not accept the listener',
    }]);
  });

  test('a protocol of an implementation is a warning on portability', () => {
    expect(found('GW120', [listenerSet(http({ protocol: 'example.com/bar' }))])).toMatchObject([
      { severity: 'warning', name: 'set', path: 'spec.listeners[0].protocol', message: expect.stringMatching(/^protocol "example.com\/bar" is the own one/) },
    ]);
  });

  test('the five of the API are none', () => {
    const listeners = ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP'].map((protocol, i) => http({ protocol, port: i + 1, name: `l${i}` }));
    expect(found('GW120', [listening(...listeners)])).toEqual([]);
  });
});

describe('GW121', () => {
  const long = `${'a'.repeat(64)}.company.com`;

  test.each<[string, Manifest, string, RegExp]>([
    ['an address in a listener', listening(http({ hostname: '10.0.0.1' })), 'spec.listeners[0].hostname', /an IP address is not a hostname; nothing arrives/],
    ['a label of 64 characters in a ListenerSet', listenerSet(http({ hostname: long })), 'spec.listeners[0].hostname', /is not a DNS label/],
  ])('%s', (_, manifest, path, message) => {
    expect(found('GW121', [manifest])).toEqual([finding(path, message, { severity: 'error' })]);
  });

  test.each<[string, Manifest]>([
    ['hostnames and wildcards', listening(http({ hostname: '*.company.com' }), https('https', 'shop.company.com'))],
    ['what the API server refuses by its form', listening(http({ hostname: 'Shop.company.com.' }))],
    ['an address in a route, of which GW171 tells', route(['10.0.0.1'])],
  ])('%s: nothing', (_, manifest) => {
    expect(found('GW121', [manifest])).toEqual([]);
  });
});

describe('GW122', () => {
  const bare = { name: 'https', port: 443, protocol: 'HTTPS', hostname: 'shop.company.com' };

  test('an HTTPS listener without tls is an error where the class is here', () => {
    expect(found('GW122', [ENVOY, listening(bare)])).toStrictEqual([{
      severity: 'error', name: 'edge', path: 'spec.listeners[0].tls',
      message: 'listener "https" has no tls, so nothing says which certificate it shows, and it is not programmed',
      fix: 'write tls.certificateRefs with the name of a Secret (mode may be left out: its default is Terminate)',
    }]);
    expect(found('GW122', [gatewayClass('company.com/unknown'), listening(bare)])).toMatchObject([{ severity: 'error' }]);
  });

  test('without the class it is a warning with the exception, and an error in a closed world', () => {
    expect(found('GW122', [listening(bare)])).toEqual([
      finding('spec.listeners[0].tls', /unless it is of a load balancer that finds certificates by itself$/, { severity: 'warning' }),
    ]);
    expect(found('GW122', [listening(bare)], true)).toMatchObject([{ severity: 'error' }]);
  });

  test('a ListenerSet is judged by the class of its Gateway', () => {
    expect(found('GW122', [ENVOY, listening(http()), listenerSet(bare)])).toMatchObject([{ severity: 'error', name: 'set' }]);
    expect(found('GW122', [ENVOY, listenerSet(bare)])).toMatchObject([{ severity: 'warning', name: 'set' }]);
  });

  test('cert-manager needs the name of a Secret too, and the message says so', () => {
    const annotated = gateway({ listeners: [bare] }, { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } });
    expect(found('GW122', [ENVOY, annotated])).toEqual([
      finding('spec.listeners[0].tls', /; cert-manager makes certificates for what certificateRefs name, and skips listeners without$/),
    ]);
  });

  test.each<[string, Manifest[]]>([
    ['no mode beside a certificate', [ENVOY, listening(https('https', 'shop.company.com'))]],
    ['a load balancer of AWS', [gatewayClass('gateway.k8s.aws/alb'), listening(bare)]],
    ['parameters of AWS', [gateway({ listeners: [bare], infrastructure: { parametersRef: { group: 'gateway.k8s.aws', kind: 'X', name: 'lb' } } })]],
    ['the certificate map of GKE', [gateway({ listeners: [bare] }, { annotations: { 'networking.gke.io/certmap': 'map' } })]],
    ['tls without certificate, which the API server refuses', [ENVOY, listening({ ...bare, tls: {} })]],
    ['another protocol', [ENVOY, listening(http())]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW122', manifests)).toEqual([]);
  });
});

describe('GW123', () => {
  const passing = (tls: object): Manifest => listening({ name: 'tls', port: 443, protocol: 'TLS', tls });

  test('a certificate beside Passthrough', () => {
    expect(found('GW123', [passing({ mode: 'Passthrough', certificateRefs: [{ name: 'x' }] })])).toStrictEqual([{
      severity: 'warning', name: 'edge', path: 'spec.listeners[0].tls.certificateRefs',
      message: 'listener "tls": mode Passthrough leaves TLS to the backend, so nothing shows the certificate',
      fix: 'leave it out, or write mode "Terminate"',
    }]);
  });

  test('Passthrough without, and Terminate with one: nothing', () => {
    expect(found('GW123', [passing({ mode: 'Passthrough' })])).toEqual([]);
    expect(found('GW123', [passing({ mode: 'Terminate', certificateRefs: [{ name: 'x' }] })])).toEqual([]);
  });
});

describe('GW140', () => {
  const named = (kind: string, name: string): Manifest => object('gateway.networking.k8s.io/v1', kind, name, { spec: {} });

  test.each([
    ['Gateway', 'g'.repeat(64), /has 64 characters, and labels hold 63; .* label gateway\.networking\.k8s\.io\/gateway-name and/],
    ['Gateway', '1st', /^"1st" is no label of RFC 1035/],
    ['GatewayClass', 'company.com', /label gateway\.networking\.k8s\.io\/gateway-class-name/],
  ])('%s %s', (kind, name, message) => {
    expect(found('GW140', [named(kind, name)])).toEqual([finding('metadata.name', message, { severity: 'warning' })]);
  });

  test('63 characters, and no name at all: nothing', () => {
    expect(found('GW140', [named('Gateway', 'g'.repeat(63)), { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: {} }])).toEqual([]);
  });
});

describe('GW141', () => {
  const TRAEFIK = gatewayClass('traefik.io/gateway-controller');

  test('a port that is no usual entry point is unknown', () => {
    expect(found('GW141', [TRAEFIK, listening(http(), http({ name: 'web', port: 8000 }))])).toEqual([
      finding('spec.listeners[0].port', /usually 8000 and 8443; whether 80 of listener "http" is one is not known/, { severity: 'unknown' }),
    ]);
  });

  test('implementations that open what listeners name, and unknown ones: nothing', () => {
    expect(found('GW141', [ENVOY, listening(http({ port: 9999 }))])).toEqual([]);
    expect(found('GW141', [listening(http({ port: 9999 }))])).toEqual([]);
  });
});
