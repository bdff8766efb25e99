import { checkEntries } from '../../src/analysis/check-entries';
import type { Finding } from '../../src/manifest/finding';
import type { Manifest } from '../../src/manifest/manifest';

const NAMED = { namespace: 'gateway-system', name: 'edge' };
const LISTENER = { name: 'https', port: 443, protocol: 'HTTPS', tls: { mode: 'Terminate', certificateRefs: [{ name: 'edge-tls' }] } };
const configMap = (name: string, namespace?: string): object => ({ group: '', kind: 'ConfigMap', name, ...(namespace !== undefined && { namespace }) });

/** A Gateway with TLS as a whole. */
const gateway = (tls: unknown): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: NAMED,
  spec: { gatewayClassName: 'public', listeners: [LISTENER], tls },
});

const grant = (namespace: string, kind: string, name: string): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'ReferenceGrant', metadata: { name, namespace },
  spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway-system' }], to: [{ group: '', kind, name }] },
});

const findings = (code: string, ...manifests: Manifest[]): Finding[] =>
  checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental' }).filter((finding) => finding.code === code);

const TLS = {
  frontend: {
    default: { validation: { caCertificateRefs: [configMap('own'), configMap('partners', 'identity')] } },
    perPort: [{ port: 443, tls: { validation: { caCertificateRefs: [configMap('clients', 'identity')] } } }],
  },
  backend: { clientCertificateRef: { name: 'client', namespace: 'pki' } },
};

function grantFix(namespace: string, target: string, construct: string): string {
  return `have the owner of namespace "${namespace}" write a ReferenceGrant there, from Gateway of namespace "gateway-system" to ${target} (${construct} makes it)`;
}

describe('GW022 sees TLS of a whole Gateway', () => {
  test('certificates of other namespaces are unknown without a grant', () => {
    expect(findings('GW022', gateway(TLS)).map(({ severity, path, message, fix }) => ({ severity, path, message, fix }))).toEqual([
      {
        severity: 'unknown', path: 'spec.tls.backend.clientCertificateRef',
        message: 'Secret pki/client is in another namespace, and no ReferenceGrant for it is here; without one the Gateway does not use it',
        fix: grantFix('pki', 'Secret "client"', 'SharedSecret'),
      },
      {
        severity: 'unknown', path: 'spec.tls.frontend.default.validation.caCertificateRefs[1]',
        message: expect.stringMatching(/^ConfigMap identity\/partners is in another namespace/),
        fix: grantFix('identity', 'ConfigMap "partners"', 'SharedConfigMap'),
      },
      {
        severity: 'unknown', path: 'spec.tls.frontend.perPort[0].tls.validation.caCertificateRefs[0]',
        message: expect.stringMatching(/^ConfigMap identity\/clients/), fix: expect.anything(),
      },
    ]);
  });

  test('a grant of their owner permits them', () => {
    const grants = [grant('pki', 'Secret', 'client'), grant('identity', 'ConfigMap', 'partners'), grant('identity', 'ConfigMap', 'clients')];
    expect(findings('GW022', gateway(TLS), ...grants)).toEqual([]);
  });

  test('a grant in the wrong namespace is an error', () => {
    const [found] = findings('GW022', gateway({ backend: TLS.backend }), grant('gateway-system', 'Secret', 'client'));
    expect(found).toMatchObject({ severity: 'error', message: expect.stringMatching(/stands in namespace "gateway-system"/) });
  });

  test.each([[undefined], [null], ['x'], [{ frontend: 'x', backend: 'x' }], [{ frontend: { default: { validation: 1 }, perPort: [null, { tls: 'x' }] } }]])(
    'TLS that is %j has no references', (tls) => {
      expect(findings('GW022', gateway(tls))).toEqual([]);
    });
});

test('GW022 sees a service that is asked first', () => {
  const auth = (namespace: string): object => ({
    type: 'ExternalAuth', externalAuth: { protocol: 'HTTP', http: {}, backendRef: { name: 'auth', namespace, port: 80 } },
  });
  const route: Manifest = {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'shop', namespace: 'shop' },
    spec: { rules: [{ filters: [auth('identity')], backendRefs: [{ name: 'web', port: 80, filters: [auth('shop'), auth('guard')] }] }] },
  };
  expect(findings('GW022', route).map(({ path, fix }) => [path, fix])).toEqual([
    ['spec.rules[0].backendRefs[0].filters[1].externalAuth.backendRef', expect.stringMatching(/"guard" write a ReferenceGrant there, from HTTPRoute of namespace "shop" to Service "auth" \(SharedService\.grantTo makes it\)$/)],
    ['spec.rules[0].filters[0].externalAuth.backendRef', expect.stringMatching(/"identity" write a ReferenceGrant/)],
  ]);
});

test('GW023 sees the Certificate that a Gateway would show to backends', () => {
  const certificate: Manifest = {
    apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'client', namespace: 'gateway-system' },
    spec: { secretName: 'client-tls', dnsNames: ['edge.company.com'], issuerRef: { name: 'company', kind: 'ClusterIssuer' } },
  };
  const showing = (name: string): Manifest => gateway({ backend: { clientCertificateRef: { name } } });
  expect(findings('GW023', certificate, showing('client'))).toEqual([expect.objectContaining({
    path: 'spec.tls.backend.clientCertificateRef.name', fix: 'write "client-tls"',
    message: '"client" is the Certificate; its Secret is "client-tls", and the Gateway finds no Secret "client"',
  })]);
  expect(findings('GW023', certificate, showing('client-tls'))).toEqual([]);
});
