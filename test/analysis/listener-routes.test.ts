import { checkEntries } from '../../src/analysis/check-entries';
import type { Manifest } from '../../src/manifest/manifest';

const API = 'gateway.networking.k8s.io/v1';
const kinds = (kind: string): object => ({ namespaces: { from: 'All' }, kinds: [{ kind }] });

function route(kind: string, name: string, parent: object, hostnames?: string[], namespace = 'shop'): Manifest {
  return {
    apiVersion: API, kind, metadata: { name, namespace },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'infra', ...parent }], ...(hostnames && { hostnames }),
      rules: [{ backendRefs: [{ name: 'x', port: 80 }] }],
    },
  };
}

const gateway = (...listeners: object[]): Manifest =>
  ({ apiVersion: API, kind: 'Gateway', metadata: { name: 'edge', namespace: 'infra' }, spec: { gatewayClassName: 'x', listeners } });
const listener = (name: string, port: number, protocol: string, more: object = {}): object =>
  ({ name, port, protocol, allowedRoutes: { namespaces: { from: 'All' } }, ...more });

/** The findings of a code, as text. */
function found(code: string, ...manifests: Manifest[]): string[] {
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard' }).filter((finding) => finding.code === code)
    .map(({ resource, path, message }) => `${resource.name} ${path}: ${message}`);
}

describe('GW045', () => {
  const PORTS = gateway(listener('a', 1, 'TCP'), listener('b', 2, 'TCP'), listener('web', 80, 'HTTP'));

  test('names the route that was there, and the listener', () => {
    expect(found('GW045', route('TCPRoute', 'one', { sectionName: 'a' }), route('TCPRoute', 'two', { sectionName: 'a' }))).toEqual([
      'two spec.parentRefs[0]: TCPRoute shop/one takes all that arrives at listener "a" of Gateway infra/edge too; '
      + 'both are accepted, and only the older one gets it',
    ]);
  });

  test('counts every listener that a parent without a section leads to, where the Gateway is known', () => {
    const routes = [route('TCPRoute', 'one', {}), route('TCPRoute', 'two', { sectionName: 'b' })];
    expect(found('GW045', PORTS, ...routes)).toEqual([expect.stringMatching(/^two .*listener "b"/)]);
    expect(found('GW045', ...routes)).toEqual([]);
  });

  test('finds two parents without a section, whether the Gateway is known or not', () => {
    const routes = [route('TCPRoute', 'one', {}), route('TCPRoute', 'two', {})];
    expect(found('GW045', ...routes)).toEqual([expect.stringMatching(/^two .*its listeners of Gateway infra\/edge/)]);
    expect(found('GW045', PORTS, ...routes)).toHaveLength(2);
    const onPort = (port: number) => route('TCPRoute', `port-${port}`, { port });
    expect(found('GW045', onPort(1), onPort(2))).toEqual([]);
    expect(found('GW045', onPort(1), route('TCPRoute', 'again', { port: 1 }))).toEqual([expect.stringMatching(/its listeners on port 1 of/)]);
  });

  test('leaves out routes that the listener does not take, and parents that are no listeners', () => {
    const closed = gateway({ name: 'a', port: 1, protocol: 'TCP', allowedRoutes: kinds('TCPRoute') }, listener('u', 3, 'UDP'));
    expect(found('GW045', closed, route('UDPRoute', 'one', {}), route('TCPRoute', 'two', {}))).toEqual([]);
    const same = gateway({ name: 'a', port: 1, protocol: 'TCP' });
    expect(found('GW045', same, route('TCPRoute', 'one', {}), route('TCPRoute', 'two', {}))).toEqual([]);
    const service = { group: '', kind: 'Service' };
    expect(found('GW045', route('TCPRoute', 'one', service), route('TCPRoute', 'two', service))).toEqual([]);
  });
});

describe('GW046', () => {
  const at = { sectionName: 'https' };
  const http = (hostnames?: string[], parent: object = at): Manifest => route('HTTPRoute', 'web', parent, hostnames);
  const grpc = (hostnames?: string[], parent: object = at): Manifest => route('GRPCRoute', 'calls', parent, hostnames);

  test('names both hostnames and the listener', () => {
    expect(found('GW046', http(['*.company.com']), grpc(['a.b.company.com']))).toEqual([
      'calls spec.parentRefs[0]: HTTPRoute shop/web serves "*.company.com" at listener "https" of Gateway infra/edge, and this route '
      + '"a.b.company.com"; an implementation may accept only the older one of the two',
    ]);
  });

  test.each<[string, string[] | undefined, string[] | undefined, boolean]>([
    ['the same hostname', ['a.b'], ['a.b'], true],
    ['one of several', ['x.y', 'a.b'], ['c.d', 'a.b'], true],
    ['a wildcard over a hostname', ['*.b'], ['a.b'], true],
    ['a hostname under a wildcard', ['a.b'], ['*.b'], true],
    ['a wildcard under a wildcard', ['*.a.b'], ['*.b'], true],
    ['every hostname of the HTTPRoute', undefined, ['a.b'], true],
    ['every hostname of the GRPCRoute', ['a.b'], undefined, true],
    ['other hostnames', ['a.b'], ['c.b'], false],
    ['the domain of a wildcard', ['b.c'], ['*.b.c'], false],
    ['wildcards side by side', ['*.a.c'], ['*.b.c'], false],
  ])('%s: %j and %j', (_, ofHttp, ofGrpc, meets) => {
    expect(found('GW046', http(ofHttp), grpc(ofGrpc))).toHaveLength(meets ? 1 : 0);
    expect(found('GW046', grpc(ofGrpc), http(ofHttp))).toHaveLength(meets ? 1 : 0);
  });

  test('counts only what the listener serves, where the Gateway is known', () => {
    const narrow = gateway(listener('https', 443, 'HTTPS', { hostname: 'y.a.com' }));
    expect(found('GW046', narrow, http(['*.a.com']), grpc(['x.a.com', 'y.a.com']))).toEqual([expect.stringMatching(/this route "y\.a\.com"/)]);
    expect(found('GW046', narrow, http(['*.a.com']), grpc(['x.a.com', '*.y.a.com']))).toEqual([]);
  });

  test('leaves listeners apart', () => {
    const two = gateway(listener('https', 443, 'HTTPS'), listener('grpc', 8443, 'HTTPS'));
    expect(found('GW046', http(['a.b']), grpc(['a.b'], { sectionName: 'grpc' }))).toEqual([]);
    expect(found('GW046', two, http(['a.b']), grpc(['a.b'], { port: 8443 }))).toEqual([]);
    expect(found('GW046', two, http(['a.b'], {}), grpc(['a.b'], { port: 8443 }))).toEqual([expect.stringMatching(/listener "grpc"/)]);
  });
});
