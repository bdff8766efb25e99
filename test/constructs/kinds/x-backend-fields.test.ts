import { App, Chart } from 'cdk8s';
import { SubjectAltNameType, XBackend, XBackendProtocol, type XBackendSpec, XBackendTlsMode, XBackendType } from '../../../src';

/** What a backend with these fields beside the required ones emits. */
function written(fields: Partial<XBackendSpec>): unknown {
  const spec = { type: XBackendType.EXTERNAL_HOSTNAME, externalHostname: { hostname: 'api.example.com' }, port: { port: 443 }, ...fields };
  return new XBackend(new Chart(new App(), 'shop'), 'payment', { spec }).toJson().spec;
}

const REQUIRED = { type: 'ExternalHostname', externalHostname: { hostname: 'api.example.com' }, port: { port: 443 } };
const authority = { group: '', kind: 'ConfigMap', name: 'payment-authority' };
const client = { group: '', kind: 'Secret', name: 'shop-client', namespace: 'pki' };

test('an XBackend with every field, whose authorities are named', () => {
  expect(written({
    port: { port: 443, name: '' },
    protocol: XBackendProtocol.HTTP2,
    tls: {
      mode: XBackendTlsMode.CLIENT_AND_SERVER,
      clientCertificateRef: client,
      validation: {
        hostname: 'api.example.com',
        caCertificateRefs: [authority],
        subjectAltNames: [
          { type: SubjectAltNameType.HOSTNAME, hostname: '*.example.com' },
          { type: SubjectAltNameType.URI, uri: 'spiffe://example.com/payment' },
        ],
      },
    },
  })).toStrictEqual({
    ...REQUIRED,
    port: { port: 443, name: '' },
    protocol: 'HTTP2',
    tls: {
      mode: 'ClientAndServer',
      clientCertificateRef: client,
      validation: {
        hostname: 'api.example.com',
        caCertificateRefs: [authority],
        subjectAltNames: [{ type: 'Hostname', hostname: '*.example.com' }, { type: 'URI', uri: 'spiffe://example.com/payment' }],
      },
    },
  });
});

test('a backend that alone shows a certificate, of an authority that everybody knows', () => {
  expect(written({
    tls: { mode: XBackendTlsMode.SERVER_ONLY, validation: { hostname: 'api.example.com', wellKnownCaCertificates: 'System' } },
  })).toStrictEqual({
    ...REQUIRED, tls: { mode: 'ServerOnly', validation: { hostname: 'api.example.com', wellKnownCACertificates: 'System' } },
  });
});

test('a backend without TLS', () => {
  expect(written({ tls: { mode: XBackendTlsMode.NONE } })).toStrictEqual({ ...REQUIRED, tls: { mode: 'None' } });
});

test('every protocol', () => {
  expect(Object.values(XBackendProtocol).map((protocol) => written({ protocol })))
    .toStrictEqual(['TCP', 'HTTP', 'HTTP2', 'HTTP11', 'H2C', 'MCP'].map((protocol) => ({ ...REQUIRED, protocol })));
});
