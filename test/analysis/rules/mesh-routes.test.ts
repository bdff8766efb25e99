import { checkEntries } from '../../../src/analysis/check-entries';
import type { Manifest } from '../../../src/manifest/manifest';

const API = 'gateway.networking.k8s.io/v1';

interface Mesh {
  readonly kind?: string;
  readonly namespace?: string;
  readonly parents?: object[];
  readonly rules?: object[] | null;
  readonly hostnames?: string[];
}

const cart = (more: object = {}): object => ({ group: '', kind: 'Service', name: 'cart', namespace: 'shop', ...more });

/** A route for callers of Service shop/cart that takes everything, unless something else is said. */
function route(name: string, { kind = 'HTTPRoute', namespace = 'shop', parents = [cart({ port: 80 })], rules = [{}], hostnames }: Mesh = {}): Manifest {
  const backendRefs = [{ name: 'web', port: 80 }];
  const written = rules?.map((rule) => ({ ...rule, backendRefs }));
  return { apiVersion: API, kind, metadata: { name, namespace }, spec: { parentRefs: parents, hostnames, ...(written && { rules: written }) } };
}

const SERVICE: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' }, spec: { ports: [{ name: 'http', port: 80 }] } };

/** The findings of a code, by the route that they are on. */
function found(code: string, ...manifests: Manifest[]): [string | undefined, string][] {
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard' })
    .filter((finding) => finding.code === code).map(({ resource, message }) => [resource.name, message]);
}

const on = (code: string, ...manifests: Manifest[]): (string | undefined)[] => found(code, ...manifests).map(([name]) => name);
const matching = (...matches: object[]): Pick<Mesh, 'rules'> => ({ rules: [{ matches }] });

describe('GW047: routes of several kinds for one port of a Service', () => {
  test('is on the routes that are rejected, and names the one that counts', () => {
    expect(found('GW047', route('tcp', { kind: 'TCPRoute' }), route('web'), route('calls', { kind: 'GRPCRoute' }))).toEqual([
      ['tcp', 'GRPCRoute shop/calls is for port 80 of Service shop/cart too, and GRPCRoutes count before TCPRoutes, so this route is rejected there'],
      ['web', 'GRPCRoute shop/calls is for port 80 of Service shop/cart too, and GRPCRoutes count before HTTPRoutes, so this route is rejected there'],
    ]);
  });

  test.each([['GRPCRoute', 'HTTPRoute'], ['HTTPRoute', 'TLSRoute'], ['TLSRoute', 'TCPRoute']])('%s counts before %s', (strong, weak) => {
    expect(on('GW047', route('weak', { kind: weak }), route('strong', { kind: strong }))).toEqual(['weak']);
  });

  test('names the port at which both are, where one of them is for every port', () => {
    const every = { parents: [cart()] };
    const at = (port: string): RegExp => new RegExp(`is for ${port} of Service shop/cart too`);
    expect(found('GW047', route('web', every), route('calls', { kind: 'GRPCRoute', parents: [cart({ port: 90 })] }))).toEqual([
      ['web', expect.stringMatching(at('port 90'))],
    ]);
    expect(found('GW047', route('web'), route('calls', { kind: 'GRPCRoute', ...every }))).toEqual([['web', expect.stringMatching(at('port 80'))]]);
    expect(found('GW047', route('web', every), route('calls', { kind: 'GRPCRoute', ...every }))).toEqual([['web', expect.stringMatching(at('every port'))]]);
  });

  test('is none among routes of one kind', () => {
    expect(on('GW047', route('a'), route('b'))).toEqual([]);
  });

  test('is none between ports, Services, and UDP', () => {
    const calls = (parent: object): Manifest => route('calls', { kind: 'GRPCRoute', parents: [parent] });
    expect(on('GW047', route('web'), calls(cart({ port: 9090 })))).toEqual([]);
    expect(on('GW047', route('web'), calls(cart({ name: 'other', port: 80 })))).toEqual([]);
    expect(on('GW047', route('web'), calls(cart({ namespace: 'other', port: 80 })))).toEqual([]);
    expect(on('GW047', route('web'), route('dns', { kind: 'UDPRoute' }))).toEqual([]);
  });

  test('is none between the producer and consumers, and among consumers of different namespaces', () => {
    const calls = (namespace: string): Manifest => route('calls', { kind: 'GRPCRoute', namespace });
    expect(on('GW047', route('web'), calls('payments'))).toEqual([]);
    expect(on('GW047', route('web', { namespace: 'bank' }), calls('payments'))).toEqual([]);
    expect(found('GW047', route('web', { namespace: 'bank' }), calls('bank')))
      .toEqual([['web', expect.stringContaining('port 80 of Service shop/cart for callers in namespace bank')]]);
  });

  test('a parent without a port is every port', () => {
    const every = { parents: [cart()] };
    expect(on('GW047', route('web', every), route('calls', { kind: 'GRPCRoute' }))).toEqual(['web']);
    expect(on('GW047', route('web'), route('calls', { kind: 'GRPCRoute', ...every }))).toEqual(['web']);
  });

  test('a port by name is the Service\'s', () => {
    const named = { kind: 'GRPCRoute', parents: [cart({ sectionName: 'http' })] };
    expect(on('GW047', SERVICE, route('web'), route('calls', named))).toEqual(['web']);
    expect(on('GW047', route('web'), route('calls', named))).toEqual([]);
    expect(on('GW047', route('web', { parents: named.parents }), route('calls', named))).toEqual(['web']);
  });
});

describe('GW048: requests that no route of a Service takes', () => {
  test('is on the first route of the port', () => {
    const limited = matching({ path: { type: 'PathPrefix', value: '/a' } });
    expect(found('GW048', route('a', limited), route('b', limited))).toEqual([
      ['a', 'no route for port 80 of Service shop/cart takes every request, and those that match none are rejected; '
        + 'without routes the Service itself would get them'],
    ]);
  });

  test.each<[string, Mesh]>([
    ['a rule without matches', {}],
    ['an HTTPRoute without rules', { rules: null }],
    ['a match of nothing', matching({})],
    ['the prefix of every path', matching({ path: { type: 'PathPrefix', value: '/' } })],
    ['one such rule among others', { rules: [{ matches: [{ method: 'GET' }] }, {}] }],
    ['one such match among others', matching({ method: 'GET' }, { path: { value: '/' } })],
    ['a GRPCRoute without matches', { kind: 'GRPCRoute' }],
    ['a GRPCRoute for any call', { kind: 'GRPCRoute', ...matching({ method: {} }) }],
    ['a TLSRoute', { kind: 'TLSRoute' }],
    ['a TCPRoute', { kind: 'TCPRoute' }],
  ])('is none with %s', (_, mesh) => {
    expect(on('GW048', route('a', mesh))).toEqual([]);
  });

  test.each<[string, Mesh]>([
    ['a path', matching({ path: { type: 'Exact', value: '/' } })],
    ['a regular expression', matching({ path: { type: 'RegularExpression', value: '/.*' } })],
    ['a header', matching({ headers: [{ name: 'a', value: 'b' }] })],
    ['a query parameter', matching({ queryParams: [{ name: 'a', value: 'b' }] })],
    ['a method', matching({ method: 'GET' })],
    ['a service', { kind: 'GRPCRoute', ...matching({ method: { service: 'a' } }) }],
    ['a header of calls', { kind: 'GRPCRoute', ...matching({ headers: [{ name: 'a', value: 'b' }] }) }],
    ['a GRPCRoute without rules', { kind: 'GRPCRoute', rules: null }],
  ])('is there with %s alone', (_, mesh) => {
    expect(on('GW048', route('a', mesh))).toEqual(['a']);
  });

  test('is none where another route takes the rest, at the port or at every port', () => {
    const limited = matching({ method: 'GET' });
    expect(on('GW048', route('a', limited), route('b'))).toEqual([]);
    expect(on('GW048', route('a', limited), route('b', { parents: [cart()] }))).toEqual([]);
  });

  test('is there where the route that takes the rest is for another port, or for other callers', () => {
    const limited = matching({ method: 'GET' });
    expect(on('GW048', route('a', limited), route('b', { parents: [cart({ port: 81 })] }))).toEqual(['a']);
    expect(on('GW048', route('a', { ...limited, parents: [cart()] }), route('b'))).toEqual(['a']);
    expect(on('GW048', route('a', limited), route('b', { namespace: 'bank' }))).toEqual(['a']);
    expect(on('GW048', route('a', { ...limited, namespace: 'bank' }), route('b'))).toEqual(['a']);
  });
});

describe('GW022: backends of other namespaces', () => {
  const gateway = { name: 'edge', namespace: 'edge' };
  const leading = (parents: object[]): Manifest =>
    ({ ...route('a'), spec: { parentRefs: parents, rules: [{ backendRefs: [{ name: 'web', namespace: 'other', port: 80 }] }] } });

  test('need no ReferenceGrant in a mesh, and need one where a gateway is a parent too', () => {
    expect(on('GW022', leading([cart({ port: 80 })]))).toEqual([]);
    expect(on('GW022', leading([cart({ port: 80 }), gateway]))).toEqual(['a']);
    expect(on('GW022', leading([]))).toEqual(['a']);
  });
});
