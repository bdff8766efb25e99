import type { Manifest } from '../../../../src/manifest/manifest';
import { certificate, finding, found, gateway, http, https, listenerSet, listening, object, passing, route, secret } from './judged';

/** Self-signed, for *.Company.com and company.com; its common name is another. */
const PEM = `-----BEGIN CERTIFICATE-----
MIIBwTCCAWegAwIBAgIUGJAVF7RcaWTIqXL48DZ1w6R+buMwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTaWdub3JlZC5jb21wYW55LmNvbTAgFw0yNjExMjgxNzA1Mjda
GA8yMTI2MTEwNDE3MDUyN1owHjEcMBoGA1UEAwwTaWdub3JlZC5jb21wYW55LmNv
bTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABH8q+cCOu7XntRyiXWeq/cZFiFTU
HEgVXFIYqhAlxQF95t4CRSNqP/o0k465TwAOC3LD+P4d3SDzZEUutIYQkw6jgYAw
fjAdBgNVHQ4EFgQUNe7YjeeFmVmF3LP+pBm0kN0iDUswHwYDVR0jBBgwFoAUNe7Y
jeeFmVmF3LP+pBm0kN0iDUswDwYDVR0TAQH/BAUwAwEB/zArBgNVHREEJDAigg0q
LkNvbXBhbnkuY29tggtjb21wYW55LmNvbYcECgAAATAKBggqhkjOPQQDAgNIADBF
AiEAptJyc/Jn2HC1Hf8nMlfR8LdtUg4UrFyWeDNo4CabuM4CIEd2n21eKyvUTEPf
TXimLsS1I1s0VzODWnfxhEr7Qvu7
-----END CERTIFICATE-----
`;
const KEY = '-----BEGIN EC PRIVATE KEY-----';
const good = { type: 'kubernetes.io/tls', stringData: { 'tls.crt': PEM, 'tls.key': KEY } };
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const two = listening(https('https', '*.a.com', '', { tls: { certificateRefs: [{ name: 'tls' }, { name: 'x' }] } }));
const AT = 'spec.listeners[0].tls.certificateRefs';

describe('GW023', () => {
  const request = object('cert-manager.io/v1', 'Certificate', 'company', { spec: { secretName: 'company-tls', dnsNames: ['a.com'] } }, 'shop');

  test('a ListenerSet names the Certificate of its own namespace', () => {
    expect(found('GW023', [request, listenerSet(https('https', 'a.com', 'company'))])).toStrictEqual([{
      severity: 'error', name: 'set', path: `${AT}[0].name`, fix: 'write "company-tls"',
      message: '"company" is the Certificate; its Secret is "company-tls", and the ListenerSet finds no Secret "company"',
    }]);
  });

  test('a reference of kind Certificate is told the kind too', () => {
    const tls = { certificateRefs: [{ group: 'cert-manager.io', kind: 'Certificate', name: 'company' }] };
    expect(found('GW023', [request, listenerSet(https('https', 'a.com', '', { tls }))])).toMatchObject([
      { fix: 'write "company-tls", with kind "Secret" of the core group' },
    ]);
  });

  test.each<[string, Manifest[]]>([
    ['a Secret of that name', [request, secret('company', good, 'shop'), listenerSet(https('https', 'a.com', 'company'))]],
    ['a Certificate of another namespace', [request, listening(https('https', 'a.com', 'company'))]],
    ['the Secret', [request, listenerSet(https('https', 'a.com', 'company-tls'))]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW023', manifests)).toEqual([]);
  });
});

describe('GW127', () => {
  const shown = listening(https('https', 'a.com', 'tls'));

  test.each<[string, object, RegExp]>([
    ['another type', { ...good, type: 'Opaque' }, /^Secret infra\/tls is of type "Opaque", and gateways read type "kubernetes.io\/tls", so the listener has no certificate/],
    ['no type', { data: { 'tls.crt': base64(PEM), 'tls.key': base64(KEY) } }, /is of type "Opaque"/],
    ['no certificate', { type: 'kubernetes.io/tls', data: { 'tls.key': base64(KEY) } }, /has no key tls\.crt/],
    ['no key', { type: 'kubernetes.io/tls', data: { 'tls.crt': base64(PEM) } }, /has no key tls\.key/],
    ['other content', { type: 'kubernetes.io/tls', data: { 'tls.crt': base64('Hello'), 'tls.key': base64(KEY) } }, /holds no certificate in PEM form under tls\.crt/],
    ['two certificates', { type: 'kubernetes.io/tls', data: { 'tls.crt': base64(PEM), 'tls.key': base64(PEM) } }, /holds no private key in PEM form under tls\.key/],
  ])('%s', (_, rest, message) => {
    expect(found('GW127', [secret('tls', rest), shown])).toEqual([finding(`${AT}[0]`, message, { severity: 'error' })]);
  });

  test('the certificate for backends', () => {
    const manifest = gateway({ listeners: [http()], tls: { backend: { clientCertificateRef: { name: 'tls' } } } });
    expect(found('GW127', [secret('tls', {}), manifest])).toEqual([finding('spec.tls.backend.clientCertificateRef', /so backends are shown no certificate$/)]);
  });

  const elsewhere = listening(https('https', 'a.com', '', { tls: { certificateRefs: [{ name: 'tls', namespace: 'vault' }] } }));
  const grant = (name: string): Manifest => object('gateway.networking.k8s.io/v1', 'ReferenceGrant', name, {
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'infra' }], to: [{ group: '', kind: 'Secret', name }] },
  }, 'vault');

  test('of another namespace, once it is granted', () => {
    expect(found('GW127', [secret('tls', {}, 'vault'), grant('tls'), elsewhere])).toHaveLength(1);
    expect(found('GW127', [secret('tls', {}, 'vault'), elsewhere])).toHaveLength(1);
  });

  test('where it may not be referred to, that is said alone', () => {
    const manifests = [secret('tls', {}, 'vault'), grant('other'), elsewhere];
    expect([found('GW127', manifests), found('GW022', manifests).length]).toEqual([[], 1]);
    const closed = [secret('tls', {}, 'vault'), elsewhere];
    expect([found('GW127', closed, true), found('GW022', closed, true).length]).toEqual([[], 1]);
  });

  test('a Secret that is not here is said in a closed world, with what may have been meant', () => {
    expect(found('GW127', [shown])).toEqual([]);
    expect(found('GW127', [secret('tls', good, 'shop'), shown], true)).toEqual([
      finding(`${AT}[0].name`, /^Secret infra\/tls is not here, and nothing here makes it; there is one in namespace "shop"; the listener/, { severity: 'error' }),
    ]);
  });

  test.each<[string, Manifest[]]>([
    ['a Certificate', [certificate('tls', ['a.com']), shown]],
    ['a Certificate that was named in its place', [object('cert-manager.io/v1', 'Certificate', 'tls', { spec: { secretName: 'x' } }, 'infra'), shown]],
    ['an ExternalSecret', [object('external-secrets.io/v1', 'ExternalSecret', 'x', { spec: { target: { name: 'tls' } } }, 'infra'), shown]],
    ['an ExternalSecret of its name', [object('external-secrets.io/v1', 'ExternalSecret', 'tls', { spec: {} }, 'infra'), shown]],
    ['a SealedSecret', [object('bitnami.com/v1alpha1', 'SealedSecret', 'tls', {}, 'infra'), shown]],
    ['the annotation of an issuer', [gateway({ listeners: [https('https', 'a.com', 'tls')] }, { annotations: { 'cert-manager.io/issuer': 'x' } })]],
  ])('made by %s: nothing', (_, manifests) => {
    expect(found('GW127', manifests, true)).toEqual([]);
  });

  test.each<[string, Manifest[]]>([
    ['a good one', [secret('tls', good), shown]],
    ['a good one in base64', [secret('tls', { type: 'kubernetes.io/tls', data: { 'tls.crt': base64(PEM), 'tls.key': base64(KEY) } }), shown]],
    ['empty values', [secret('tls', { type: 'kubernetes.io/tls', data: { 'tls.crt': '', 'tls.key': '' } }), shown]],
    ['values that are not base64', [secret('tls', { type: 'kubernetes.io/tls', data: { 'tls.crt': '<redacted>', 'tls.key': 5 } }), shown]],
    ['one that cert-manager fills', [secret('tls', {}), certificate('tls', ['a.com']), shown]],
    ['one on a listener that passes TLS on', [secret('tls', {}), listening(passing())]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW127', manifests)).toEqual([]);
  });
});

describe('GW128', () => {
  test('a second certificate', () => {
    const tls = { certificateRefs: [{ name: 'a' }, { name: 'b' }] };
    expect(found('GW128', [listening(https('https', 'a.com', '', { tls }))])).toEqual([finding(`${AT}[1]`, /^listener "https" names 2 certificates/, { severity: 'warning' })]);
  });

  test('another kind', () => {
    const tls = { certificateRefs: [{ group: 'example.com', kind: 'Vault', name: 'a' }] };
    expect(found('GW128', [listenerSet(https('https', 'a.com', '', { tls }))])).toEqual([finding(`${AT}[0].kind`, /takes its certificate from Vault of example\.com/)]);
  });

  test('one Secret, and none: nothing', () => {
    expect(found('GW128', [listening(https('https', 'a.com'), http())])).toEqual([]);
  });
});

describe('GW129', () => {
  const wide = https('https', '*.a.com', 'tls');

  test('a route deeper than a wildcard of the certificate', () => {
    expect(found('GW129', [certificate('tls', ['*.a.com']), listening(wide), route(['x.y.a.com', 'z.a.com'])])).toStrictEqual([{
      severity: 'error', name: 'edge', path: AT,
      message: 'listener "https" serves "x.y.a.com" (HTTPRoute infra/web), and Certificate infra/tls-request is valid for "*.a.com", so clients '
        + 'refuse its connections; in a certificate "*.a.com" stands for one label before ".a.com", not for several',
      fix: 'add "x.y.a.com" to dnsNames of Certificate infra/tls-request',
    }]);
  });

  test('of many hostnames some are named, and the others counted', () => {
    const hostnames = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `${name}.x.a.com`);
    const [{ message, fix }] = found('GW129', [certificate('tls', ['*.a.com']), listening(wide), route(hostnames)]) as { message: string; fix: string }[];
    expect(message).toMatch(/"e\.x\.a\.com" \(HTTPRoute infra\/web\) and 2 more, and Certificate/);
    expect(fix).toMatch(/^add "a\.x\.a\.com", .*"e\.x\.a\.com" and 2 more to dnsNames of Certificate infra\/tls-request$/);
  });

  test.each<[string, Manifest[], RegExp]>([
    ['a listener\'s own hostname', [certificate('tls', ['b.a.com']), listening(https('https', 'a.com', 'tls'))], /serves "a.com", and/],
    ['a wildcard of which nothing is on the certificate', [certificate('tls', ['a.com', 'b.com']), listening(wide)], /serves "\*\.a\.com", and/],
    ['a wildcard of a route', [certificate('tls', ['*.a.com']), listening(wide), route(['*.y.a.com'])], /serves "\*\.y\.a\.com"/],
    ['a hostname of a route at a listener for all', [certificate('tls', ['a.com']), listening(https('https', undefined, 'tls')), route(['b.com'])], /serves "b.com"/],
    ['a certificate without names', [certificate('tls', []), listening(https('https', 'a.com', 'tls'))], /is valid for no DNS name/],
    ['a GRPCRoute', [certificate('tls', ['*.a.com']), listening(wide), route(['x.y.a.com'], undefined, 'GRPCRoute')], /GRPCRoute infra\/web/],
    ['the certificate in a Secret', [secret('tls', good), listening(https('https', 'x.y.company.com', 'tls'))], /the certificate in Secret infra\/tls is valid for "\*\.company\.com", "company\.com"/],
    ['TLS that ends at the gateway', [certificate('tls', ['b.com']), listening(https('tls', 'a.com', 'tls', { protocol: 'TLS' }))], /serves "a\.com"/],
  ])('%s', (_, manifests, message) => {
    expect(found('GW129', manifests)).toEqual([finding(AT, message)]);
  });

  test('cert-manager asks for the hostnames of an annotated Gateway', () => {
    const annotated = gateway({ listeners: [wide] }, { annotations: { 'cert-manager.io/cluster-issuer': 'x' } });
    expect(found('GW129', [annotated, route(['x.y.a.com'])])).toEqual([finding(AT, /the certificate that cert-manager makes for the hostnames of the listeners/)]);
    expect(found('GW129', [annotated, route(['x.a.com'])])).toEqual([]);
  });

  test('one listener that two objects hold, as an alias of YAML does, is judged in each by its own Secret', () => {
    const request = object('cert-manager.io/v1', 'Certificate', 'c', { spec: { secretName: 'tls', dnsNames: ['b.com'] } }, 'shop');
    expect(found('GW129', [certificate('tls', ['*.a.com']), request, listening(wide), listenerSet(wide)]))
      .toEqual([finding(AT, /serves "\*\.a\.com", and Certificate shop\/c is valid for "b\.com"/, { name: 'set' })]);
  });

  test('a ListenerSet, by its own routes', () => {
    const set = listenerSet(https('https', '*.a.com', 'tls'));
    const request = object('cert-manager.io/v1', 'Certificate', 'c', { spec: { secretName: 'tls', dnsNames: ['*.a.com'] } }, 'shop');
    const served = route(['x.y.a.com'], [{ kind: 'ListenerSet', name: 'set' }], 'HTTPRoute', 'shop');
    const edge = gateway({ listeners: [http()], allowedListeners: { namespaces: { from: 'All' } } });
    expect(found('GW129', [edge, set, request, served])).toMatchObject([{ name: 'set' }]);
  });

  test('many hostnames are one finding, which names some', () => {
    const hostnames = Array.from({ length: 8 }, (_, i) => `x.y${i}.a.com`);
    expect(found('GW129', [certificate('tls', ['*.a.com']), listening(wide), route(hostnames)])).toEqual([finding(AT, /x\.y4\.a\.com" \(HTTPRoute infra\/web\) and 3 more, and/)]);
  });

  test.each<[string, Manifest[]]>([
    ['all of it on the certificate', [certificate('tls', ['*.a.com']), listening(wide), route(['x.a.com'])]],
    ['the common name', [certificate('tls', ['b.com'], { commonName: 'a.com' }), listening(https('https', 'a.com', 'tls'))]],
    ['a name in upper case', [certificate('tls', ['Shop.A.com']), listening(https('https', 'shop.a.com', 'tls'))]],
    ['a common name in upper case', [certificate('tls', ['b.com'], { commonName: 'A.com' }), listening(https('https', 'a.com', 'tls'))]],
    ['a wildcard of which something is on the certificate', [certificate('tls', ['shop.a.com']), listening(wide)]],
    ['routes for what is on the certificate', [certificate('tls', ['shop.a.com']), listening(wide), route(['shop.a.com'])]],
    ['a route that attaches elsewhere', [certificate('tls', ['*.a.com']), listening(wide), route(['x.y.a.com'], [{ name: 'other' }])]],
    ['a certificate that is not known', [listening(wide), route(['x.y.a.com'])]],
    ['one of two that is not known', [certificate('tls', ['*.a.com']), two, route(['x.y.a.com'])]],
    ['the right one of two', [certificate('tls', ['*.a.com']), certificate('x', ['*.y.a.com']), two, route(['x.y.a.com'])]],
    ['a Secret that cannot be read', [secret('tls', { stringData: { 'tls.crt': '-----BEGIN CERTIFICATE-----' } }), listening(https('https', 'a.com', 'tls'))]],
    ['a listener that passes TLS on', [certificate('tls', ['b.com']), listening(passing('a.com'))]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW129', manifests)).toEqual([]);
  });
});
