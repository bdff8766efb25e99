import type { Manifest } from '../../../src/manifest/manifest';
import { deployment, object, verdict } from './manifests';

describe('encryption', () => {
  const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', {
    spec: { gatewayClassName: 'x', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
  const route = (rule: object): Manifest => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', {
    spec: { parentRefs: [{ name: 'edge' }], rules: [rule] },
  });

  test('a route that serves clear text is a violation, one that redirects is none', () => {
    const ID = 'HIPAA Security Rule (e)(1)';
    expect(verdict('hipaa', ID, [gateway, route({ backendRefs: [{ name: 'web', port: 80 }] })]))
      .toEqual(['violated', 'HTTPRoute shop/web: it serves listener "http" in clear text']);
    expect(verdict('hipaa', ID, [gateway, route({ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] })])[0])
      .toBe('not-assessable');
  });

  test('what a route attaches to may not be known', () => {
    expect(verdict('hipaa', 'HIPAA Security Rule (e)(1)', [route({})]))
      .toEqual(['not-assessable', 'it is not known what HTTPRoute shop/web attaches to']);
  });

  test.each<[string, object, string, RegExp]>([
    ['without tls', { rules: [{ host: 'a.io' }] }, 'violated', /^Ingress shop\/in: it has no tls, so it serves clear text$/],
    ['with tls for another host', { tls: [{ hosts: ['b.io'] }], rules: [{ host: 'a.io' }] }, 'violated', /it serves a\.io in clear text/],
    ['with tls for some host', { tls: [{ hosts: ['b.io'] }], rules: [{}] }, 'violated', /it serves hosts without a certificate in clear text/],
    ['with tls', { tls: [{ hosts: ['*.io'] }], rules: [{ host: 'a.io' }] }, 'not-assessable', /what they cannot/],
    ['with tls for all', { tls: [{}], rules: [{ host: 'a.io' }] }, 'not-assessable', /what they cannot/],
  ])('an Ingress %s', (_, spec, said, statement) => {
    const ingress = object('networking.k8s.io/v1', 'Ingress', 'in', { spec });
    expect(verdict('pci-dss', 'PCI DSS 4.2.1', [ingress])).toEqual([said, expect.stringMatching(statement)]);
  });

  test('bytes that a gateway passes on may be anything', () => {
    const listeners = [{ name: 'tcp', port: 9000, protocol: 'TCP' }];
    const raw = object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', { spec: { gatewayClassName: 'x', listeners } });
    const tcp = object('gateway.networking.k8s.io/v1alpha2', 'TCPRoute', 'db', { spec: { parentRefs: [{ name: 'edge' }], rules: [{}] } });
    expect(verdict('hipaa', 'HIPAA Security Rule (e)(1)', [raw, tcp]))
      .toEqual(['not-assessable', 'TCPRoute shop/db passes bytes on as they come: whether they are encrypted is not shown']);
  });

  test('a mesh is strict where it says so', () => {
    const mesh = (mode: string, namespace = 'shop', more: object = {}): Manifest =>
      object('security.istio.io/v1', 'PeerAuthentication', 'default', { spec: { mtls: { mode }, ...more } }, namespace);
    const judged = (...manifests: Manifest[]): string => verdict('nist-800-204', 'NIST SP 800-204A SM-DR6', [deployment(), ...manifests])[1];
    const NONE = 'no PeerAuthentication of the files asks for STRICT in shop or all of the mesh (istio-system)';
    const own = { selector: { matchLabels: { app: 'web' } } };
    const WEAK = 'PeerAuthentication shop/default: its mode is PERMISSIVE for Deployment shop/web';
    expect(judged(mesh('PERMISSIVE'))).toBe(WEAK);
    for (const one of [mesh('STRICT'), mesh('STRICT', 'istio-system'), mesh('STRICT', 'shop', own)]) expect(judged(one)).toMatch(/^what manifests can show holds/);
    for (const one of [mesh('STRICT', 'blog'), mesh('STRICT', 'shop', { selector: { matchLabels: { app: 'db' } } })]) expect(judged(one)).toBe(NONE);
  });

  test('namespaces that no policy of a mesh is about are named together', () => {
    const far = deployment('web', {}, {}, 'far');
    expect(verdict('nist-800-204', 'NIST SP 800-204A SM-DR6', [deployment(), far])[1])
      .toBe('no PeerAuthentication of the files asks for STRICT in far or shop or all of the mesh (istio-system)');
  });

  test('of policies of a mesh the closest counts: that of the workload, of its namespace, of the mesh', () => {
    const API = 'security.istio.io/v1';
    const policyOf = (name: string, mode: string, labels?: object, more: object = {}): Manifest => object(API, 'PeerAuthentication', name, {
      spec: { mtls: { mode }, ...(labels && { selector: { matchLabels: labels } }), ...more },
    }, name === 'mesh' ? 'istio-system' : 'shop');
    const judged = (...manifests: Manifest[]): string => verdict('nist-800-204', 'NIST SP 800-204A SM-DR6', [deployment(), ...manifests])[1];
    const HOLDS = /^what manifests can show holds/;
    const web = { app: 'web' };
    expect(judged(policyOf('mesh', 'PERMISSIVE'), policyOf('home', 'STRICT'))).toMatch(HOLDS);
    expect(judged(policyOf('mesh', 'STRICT'), policyOf('home', 'DISABLE'))).toBe('PeerAuthentication shop/home: its mode is DISABLE for Deployment shop/web');
    expect(judged(policyOf('home', 'STRICT'), policyOf('own', 'PERMISSIVE', web)))
      .toBe('PeerAuthentication shop/own: its mode is PERMISSIVE for Deployment shop/web');
    expect(judged(policyOf('home', 'PERMISSIVE'), policyOf('own', 'STRICT', web))).toMatch(HOLDS);
    expect(judged(policyOf('mesh', 'STRICT'), policyOf('home', 'UNSET'), policyOf('own', 'UNSET', web))).toMatch(HOLDS);
    expect(judged(policyOf('home', 'STRICT'), policyOf('other', 'PERMISSIVE', { app: 'db' }))).toMatch(HOLDS);
    expect(judged(policyOf('home', 'STRICT'), policyOf('own', 'UNSET', web, { portLevelMtls: { 8080: { mode: 'DISABLE' } } })))
      .toBe('PeerAuthentication shop/own: its mode is DISABLE for Deployment shop/web');
    expect(judged(policyOf('home', 'STRICT', undefined, { portLevelMtls: { 8080: { mode: 'DISABLE' } } }))).toMatch(HOLDS);
    expect(judged(policyOf('one', 'STRICT'), policyOf('two', 'PERMISSIVE')))
      .toBe('PeerAuthentication shop/one and PeerAuthentication shop/two differ, and the older one counts for Deployment shop/web');
  });
});
