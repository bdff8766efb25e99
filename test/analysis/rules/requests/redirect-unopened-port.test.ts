import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';

const API = 'gateway.networking.k8s.io/v1';
const http = (port: number): object => ({ name: 'http', port, protocol: 'HTTP' });
const https = (port: number, hostname = '*.company.com'): object =>
  ({ name: `https-${port}`, port, protocol: 'HTTPS', hostname, tls: { certificateRefs: [{ name: 'tls' }] } });

/** What GW219 says of a redirect at listener `http`. */
function found(listeners: object[], requestRedirect: object): string[] {
  const metadata = { namespace: 'edge' };
  const manifests: Manifest[] = [
    { apiVersion: API, kind: 'Gateway', metadata: { ...metadata, name: 'company' }, spec: { gatewayClassName: 'c', listeners } },
    {
      apiVersion: API, kind: 'HTTPRoute', metadata: { ...metadata, name: 'redirect' },
      spec: {
        parentRefs: [{ name: 'company', sectionName: 'http' }], hostnames: ['shop.company.com'],
        rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect }] }],
      },
    },
  ];
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard' })
    .filter(({ code }) => code === 'GW219').map(({ message, fix }) => `${message}: ${fix}`);
}

describe('GW219: a redirect to a port that the Gateway does not have', () => {
  test('names the port on which the Gateway speaks the scheme', () => {
    expect(found([http(80), https(8443)], { scheme: 'https' })).toEqual([
      'the new address is https on port 443, and the Gateway has no listener there: "https-8443", which speaks https, is on port 8443, so '
      + 'clients that follow the redirect get no answer: write port: 8443',
    ]);
  });

  test('of another host too, where a listener is for it', () => {
    expect(found([http(80), https(8443, 'www.example.com')], { scheme: 'https', hostname: 'www.example.com' })).toEqual([
      expect.stringMatching(/the Gateway has no listener there: "https-8443", which speaks https, is on port 8443/),
    ]);
  });

  test.each<[string, object[], object]>([
    ['a listener is for every hostname, and not for the other host by name', [http(80), { ...https(8443), hostname: undefined }],
      { scheme: 'https', hostname: 'www.example.com' }],
    ['the port is written', [http(80), https(8443)], { scheme: 'https', port: 8443 }],
    ['the port is written, and of no listener', [http(80), https(8443)], { port: 8083 }],
    ['there is a listener on 443', [http(80), https(8443), https(443, 'other.company.com')], { scheme: 'https' }],
    ['no listener of the scheme serves the hostname', [http(80), https(8443, 'shop.other.com')], { scheme: 'https' }],
    ['another Gateway may speak the scheme', [http(80)], { scheme: 'https' }],
    ['something before the Gateway may translate its ports', [http(8080), https(8443)], { scheme: 'https' }],
    ['the new address is on another host', [http(80), https(8443)], { scheme: 'https', hostname: 'www.example.com' }],
  ])('says nothing where %s', (_, listeners, redirect) => {
    expect(found(listeners, redirect)).toEqual([]);
  });
});
