import { checkEntries } from '../../../src/analysis/check-entries';
import type { Finding } from '../../../src/manifest/finding';
import type { Manifest } from '../../../src/manifest/manifest';

const service = (ports: object[]): Manifest =>
  ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'accounts', namespace: 'identity' }, spec: { ports } }) as Manifest;

function policy(name: string, targets: object[], namespace = 'identity', version = 'v1'): Manifest {
  const targetRefs = targets.map((target) => ({ group: '', kind: 'Service', name: 'accounts', ...target }));
  const validation = { hostname: 'accounts.company.com', wellKnownCACertificates: 'System' };
  return { apiVersion: `gateway.networking.k8s.io/${version}`, kind: 'BackendTLSPolicy', metadata: { name, namespace }, spec: { targetRefs, validation } } as Manifest;
}

function found(code: string, ...manifests: Manifest[]): Partial<Finding>[] {
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard' }).filter((finding) => finding.code === code)
    .map(({ severity, resource, path, message, fix }) => ({ severity, name: resource.name, path, message, fix }));
}

describe('GW024', () => {
  test('every policy after the first is found, at its target', () => {
    expect(found('GW024', policy('a', [{}]), policy('b', [{ name: 'other' }, {}]), policy('c', [{ sectionName: '' }]))).toEqual([
      expect.objectContaining({ severity: 'error', name: 'b', path: 'spec.targetRefs[1]', message: expect.stringMatching(/^BackendTLSPolicy a is for every port/) }),
      expect.objectContaining({ name: 'c', path: 'spec.targetRefs[0]' }),
    ]);
  });

  test('in whatever version they are written', () => {
    expect(found('GW024', policy('a', [{}], 'identity', 'v1alpha3'), policy('b', [{}]))).toMatchObject([{ name: 'b' }]);
  });

  test.each<[string, Manifest[]]>([
    ['other ports', [policy('a', [{ sectionName: 'x' }]), policy('b', [{ sectionName: 'y' }])]],
    ['a Service and a port of it', [policy('a', [{}]), policy('b', [{ sectionName: 'x' }])]],
    ['Services of one name in two namespaces', [policy('a', [{}]), policy('a', [{}], 'other')]],
    ['targets of other kinds', [policy('a', [{}]), policy('b', [{ group: 'x.io', kind: 'Backend' }])]],
    ['one object twice, which GW003 reports', [policy('a', [{}]), policy('a', [{}])]],
    ['one policy that names a target twice, which the API server refuses', [policy('a', [{}, {}])]],
  ])('%s are no conflict', (_, manifests) => {
    expect(found('GW024', ...manifests)).toEqual([]);
  });
});

describe('GW025', () => {
  const at = { severity: 'error', name: 'tls', path: 'spec.targetRefs[0].sectionName' };

  test('a name that the Service does not have', () => {
    expect(found('GW025', service([{ name: 'web', port: 80 }, { name: 'https', port: 443 }]), policy('tls', [{ sectionName: '443' }]))).toStrictEqual([{
      ...at, message: 'Service identity/accounts calls no port "443", so the policy is not accepted, and its connections are not encrypted',
      fix: 'write "web" or "https"',
    }]);
  });

  test('a name where the ports have none', () => {
    expect(found('GW025', service([{ port: 443 }]), policy('tls', [{ sectionName: 'https' }]))).toMatchObject([
      { ...at, fix: 'name the port in the Service, or leave sectionName out for every port' },
    ]);
  });

  test('a port for UDP', () => {
    const ports = [{ name: 'quic', port: 443, protocol: 'UDP' }, { name: 'https', port: 443, protocol: 'TCP' }];
    expect(found('GW025', service(ports), policy('tls', [{ sectionName: 'quic' }]))).toMatchObject([
      { ...at, message: expect.stringMatching(/^port "quic" of Service identity\/accounts is for UDP, and TLS needs TCP/), fix: 'write "https"' },
    ]);
  });

  test('a Service with UDP ports alone', () => {
    expect(found('GW025', service([{ port: 53, protocol: 'UDP' }]), policy('tls', [{}]))).toStrictEqual([{
      severity: 'error', name: 'tls', path: 'spec.targetRefs[0].name', message: 'Service identity/accounts has no TCP port, and TLS needs one',
      fix: 'leave the policy out',
    }]);
  });

  test('a Service that is not here is unknown where a port is named', () => {
    expect(found('GW025', policy('tls', [{ sectionName: 'https' }]))).toMatchObject([{ ...at, severity: 'unknown' }]);
    expect(found('GW025', policy('tls', [{}]))).toEqual([]);
  });

  test.each<[string, Manifest[]]>([
    ['the name of a port', [service([{ name: 'web', port: 80 }, { name: 'https', port: 443 }]), policy('tls', [{ sectionName: 'https' }])]],
    ['no name', [service([{ port: 443 }]), policy('tls', [{}])]],
    ['no name and no ports', [service([]), policy('tls', [{}])]],
    ['another kind of target', [policy('tls', [{ group: 'x.io', kind: 'Backend', sectionName: 'https' }])]],
  ])('%s is no finding', (_, manifests) => {
    expect(found('GW025', ...manifests)).toEqual([]);
  });

  test('what is no spec is no crash', () => {
    for (const spec of [undefined, null, 5, {}, { targetRefs: 5 }, { targetRefs: [null, {}, { name: 'a', group: '', kind: 'Service', sectionName: 5 }] }]) {
      expect([...found('GW024', { ...policy('a', []), spec } as Manifest), ...found('GW025', { ...policy('a', []), spec } as Manifest)]).toEqual([]);
    }
  });
});
