import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';

const GROUP = 'gateway.networking.k8s.io/v1';
type Spec = Record<string, unknown>;

const object = (kind: string, name: string, spec: Spec, creationTimestamp?: string): Manifest =>
  ({ apiVersion: GROUP, kind, metadata: { name, namespace: 'edge', ...(creationTimestamp && { creationTimestamp }) }, spec });
const listener = (name: string, port: number, protocol: string, more: Spec = {}): Spec => ({ name, port, protocol, ...more });
const gateway = (...listeners: Spec[]): Manifest =>
  object('Gateway', 'company', { gatewayClassName: 'c', allowedListeners: { namespaces: { from: 'Same' } }, listeners });
const set = (name: string, created: string | undefined, ...listeners: Spec[]): Manifest =>
  object('ListenerSet', name, { parentRef: { name: 'company' }, listeners }, created);
const gatewayClass = (controllerName: string, name = 'c'): Manifest =>
  ({ apiVersion: GROUP, kind: 'GatewayClass', metadata: { name }, spec: { controllerName } });
const TERMINATE = { tls: { mode: 'Terminate', certificateRefs: [{ name: 'x' }] } };
const PASSTHROUGH = { tls: { mode: 'Passthrough' } };

function found(code: string, manifests: Manifest[], closedWorld = false): string[] {
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental', closedWorld })
    .filter((finding) => finding.code === code).map(({ severity, resource, path, message }) => `${severity} ${resource.name} ${path}: ${message}`);
}

test.each<[string, Spec[], string]>([
  ['clear text beside TLS', [listener('a', 443, 'HTTP'), listener('b', 443, 'HTTPS', TERMINATE)],
    'listener "b" (HTTPS) and listener "a" (HTTP) share port 443, which is either clear text or TLS: the gateway serves neither (ProtocolConflict)'],
  ['TCP beside HTTP', [listener('a', 80, 'TCP'), listener('b', 80, 'HTTP')],
    'listener "a" (TCP) takes every connection of port 80, and leaves none to listener "b" (HTTP): the gateway serves neither (ProtocolConflict)'],
  ['HTTPS and TLS for one hostname',
    [listener('a', 443, 'HTTPS', { hostname: 'a.b', ...TERMINATE }), listener('b', 443, 'TLS', { hostname: 'a.b', ...PASSTHROUGH })],
    'listener "b" (TLS, Passthrough) and listener "a" (HTTPS) are for "a.b" on port 443, and nothing else tells their requests apart: '
    + 'the gateway serves neither (HostnameConflict)'],
])('GW100 says what does not go together: %s', (_, listeners, message) => {
  expect(found('GW100', [gateway(...listeners)])).toEqual([`error company spec.listeners[1].port: ${message}`]);
});

test('GW100 leaves to the API server what it refuses, and to GW101 what is of two objects', () => {
  expect(found('GW100', [gateway(listener('a', 1, 'TCP'), listener('b', 1, 'TCP')), set('own', undefined, listener('c', 1, 'TCP'))])).toEqual([]);
});

describe('GW101', () => {
  const [web, tcp] = [listener('web', 80, 'HTTP', { hostname: 'a.b' }), listener('db', 1, 'TCP')];

  test('says that the Gateway comes first', () => {
    expect(found('GW101', [gateway(web), set('own', undefined, web)])).toEqual([
      'error own spec.listeners[0].port: listener "web" (HTTP) and listener "web" of Gateway "company" (HTTP) are for "a.b" on port 80, and nothing else '
      + 'tells their requests apart: the Gateway\'s own come first, so this one is not served (HostnameConflict)',
    ]);
  });

  test('names both ListenerSets where ages are not known', () => {
    expect(found('GW101', [gateway(web), set('a', undefined, tcp), set('b', '2026-01-01T00:00:00Z', tcp)])).toEqual([
      expect.stringMatching(/^error a .*"db" of ListenerSet "b" \(TCP\) are for TCP on port 1, and one alone .* only the cluster knows/),
      expect.stringMatching(/^error b .*of ListenerSet "a"/),
    ]);
  });

  test('names the younger one where they are', () => {
    expect(found('GW101', [gateway(web), set('a', '2026-01-02T00:00:00Z', tcp), set('b', '2026-01-01T00:00:00Z', tcp)])).toEqual([
      expect.stringMatching(/^error a .*that ListenerSet is older, or first by name, so this one is not served \(ProtocolConflict\)/),
    ]);
  });
});

describe('GW102', () => {
  const mixed = gateway(listener('a', 443, 'TLS', { hostname: 'a.b', ...TERMINATE }), listener('b', 443, 'TLS', { hostname: 'c.d', ...PASSTHROUGH }));

  test('is a warning where the implementation is not known, and an error where it lacks the feature', () => {
    expect(found('GW102', [mixed])).toEqual([
      'warning company spec.listeners[1].port: listener "b" (TLS, Passthrough) and listener "a" (TLS, Terminate) share port 443, where the one ends TLS '
      + 'and the other passes it on: an implementation without TLSRouteModeMixed serves neither of them',
    ]);
    expect(found('GW102', [mixed, gatewayClass('io.cilium/gateway-controller')])).toEqual([expect.stringMatching(/^error .*: Cilium lacks TLSRouteModeMixed, and serves/)]);
  });

  test('is asked across a Gateway and its ListenerSets', () => {
    const own = set('own', undefined, listener('b', 443, 'TLS', { hostname: 'c.d', ...PASSTHROUGH }));
    expect(found('GW102', [gateway(listener('a', 443, 'TLS', { hostname: 'a.b', ...TERMINATE })), own])).toEqual([expect.stringMatching(/^warning own .*of Gateway "company"/)]);
  });
});

test('GW103 and GW104 warn of ports that few implementations share, where nothing conflicts', () => {
  const https = listener('a', 443, 'HTTPS', { hostname: 'a.b', ...TERMINATE });
  const tls = listener('b', 443, 'TLS', { hostname: 'c.d', ...PASSTHROUGH });
  expect(found('GW103', [gateway(https, tls)])).toEqual([expect.stringMatching(/^warning company spec\.listeners\[1\]\.port/)]);
  expect(found('GW103', [gateway(https), set('own', undefined, tls)])).toEqual([expect.stringMatching(/^warning own .*of Gateway company/)]);
  expect(found('GW103', [gateway(https, listener('b', 443, 'TLS', { hostname: 'a.b', ...PASSTHROUGH }))])).toEqual([]);
  expect(found('GW104', [gateway(listener('a', 53, 'TCP'), listener('b', 53, 'UDP'))])).toEqual([expect.stringMatching(/^warning company spec\.listeners\[1\]/)]);
  expect(found('GW104', [gateway(listener('a', 53, 'TCP'), listener('b', 54, 'UDP'))])).toEqual([]);
});

describe('GW105', () => {
  const kinds = (protocol: string, ...named: Spec[]): Manifest => gateway(listener('a', 1, protocol, { allowedRoutes: { kinds: named } }));

  test('says which are left', () => {
    expect(found('GW105', [kinds('HTTP', { kind: 'HTTPRoute' }, { kind: 'TCPRoute' })])).toEqual([
      expect.stringMatching(/^error company spec\.listeners\[0\]\.allowedRoutes\.kinds\[1\]: .*serves HTTPRoute and GRPCRoute and no TCPRoute.*only HTTPRoute attaches$/),
    ]);
    expect(found('GW105', [kinds('TCP', { kind: 'HTTPRoute' })])).toEqual([expect.stringMatching(/no route can attach$/)]);
    expect(found('GW105', [kinds('HTTP', { kind: 'HttpRoute' })])).toHaveLength(1);
  });

  test('leaves protocols of implementations alone, and warns of their kinds', () => {
    expect(found('GW105', [kinds('a.b/X', { kind: 'TCPRoute' })])).toEqual([]);
    expect(found('GW105', [kinds('HTTP', { group: 'a.b', kind: 'TCPRoute' })])).toEqual([
      'warning company spec.listeners[0].allowedRoutes.kinds[0]: TCPRoute of a.b is no kind of Gateway API: at listener "a" implementations '
      + 'but the one that it belongs to count it as unresolved (InvalidRouteKinds)',
    ]);
  });
});

test('GW106 asks for a class where others are here, and in a closed world', () => {
  const one = gateway(listener('a', 80, 'HTTP'));
  expect(found('GW106', [one])).toEqual([]);
  expect(found('GW106', [one], true)).toEqual([expect.stringMatching(/^error /)]);
  expect(found('GW106', [one, gatewayClass('x.y/z', 'cc')])).toEqual([expect.stringMatching(/^unknown company spec\.gatewayClassName: GatewayClass "c" is not here; there is one that is called "cc"; if/)]);
  expect(found('GW106', [one, gatewayClass('x.y/z')], true)).toEqual([]);
});
