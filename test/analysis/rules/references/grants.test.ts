import { foundIn, said } from '../../../util/check';

const grant = (from: string, to: string, namespace = 'shared', name = 'grant'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: ${name}, namespace: ${namespace} }
spec: { from: [${from}], to: [${to}] }
---`;

const from = (kind: string, namespace: string, group = 'gateway.networking.k8s.io'): string => `{ group: "${group}", kind: ${kind}, namespace: ${namespace} }`;
const to = (kind: string, name?: string, group = ''): string => `{ group: "${group}", kind: ${kind}${name === undefined ? '' : `, name: ${name}`} }`;

const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec: { rules: [{ backendRefs: [{ name: currency, namespace: shared, port: 80 }] }] }
---`;

const CURRENCY = `
apiVersion: v1
kind: Service
metadata: { name: currency, namespace: shared }
spec: { ports: [{ port: 80 }] }
---`;

const SET = `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: shop, namespace: shop }
spec: { parentRef: { name: edge }, listeners: [{ name: a, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls, namespace: shared }] } }] }
---`;

describe('GW022 says why a grant does not fit', () => {
  test.each([
    ['nothing of it', grant(from('HTTPRoute', 'shop'), to('Service', 'currency')), []],
    ['a blanket one', grant(from('HTTPRoute', 'shop'), to('Service')), []],
    ['an empty name', grant(from('HTTPRoute', 'shop'), to('Service', '""')), []],
    ['one of several entries', grant(`${from('GRPCRoute', 'a')}, ${from('HTTPRoute', 'shop')}`, `${to('Secret', 'x')}, ${to('Service', 'currency')}`), []],
    ['its place', grant(from('HTTPRoute', 'shop'), to('Service', 'currency'), 'shop'), [/stands in namespace "shop", and only one in the target's namespace counts$/]],
    ['the namespace', grant(from('HTTPRoute', 'analytics'), to('Service', 'currency')),
      [/is for references from namespace "analytics", and does not name namespace "shop"$/]],
    ['the kind', grant(from('GRPCRoute', 'shop'), to('Service', 'currency')), [/does not name kind HTTPRoute of gateway\.networking\.k8s\.io, but "GRPCRoute"$/]],
    ['the kind, beside others of other namespaces', grant(`${from('HTTPRoute', 'analytics')}, ${from('GRPCRoute', 'shop')}`, to('Service', 'currency')),
      [/does not name kind HTTPRoute of gateway\.networking\.k8s\.io, but "GRPCRoute"$/]],
    ['the name, beside another kind', grant(from('HTTPRoute', 'shop'), `${to('Secret', 'currency')}, ${to('Service', 'rates', 'core')}, ${to('Service', 'rates')}`),
      [/opens Service "rates", not "currency"$/]],
    ['the group', grant(from('HTTPRoute', 'shop', 'networking.k8s.io'), to('Service', 'currency')),
      [/writes group "networking\.k8s\.io" for kind HTTPRoute, whose group is "gateway\.networking\.k8s\.io"$/]],
    ['the name', grant(from('HTTPRoute', 'shop'), to('Service', 'rates')), [/opens Service "rates", not "currency"$/]],
    ['the kind of the target', grant(from('HTTPRoute', 'shop'), to('Secret', 'currency')), [/opens kind "Secret", not Service$/]],
    ['the group of the target', grant(from('HTTPRoute', 'shop'), to('Service', 'currency', 'core')), [/writes group "core" for kind Service, whose group is ""$/]],
  ])('%s', (_, yaml, messages) => {
    const found = foundIn('GW022', yaml + CURRENCY + ROUTE);
    expect(found.map(({ message }) => message)).toEqual(messages.map((message) => expect.stringMatching(message)));
    expect(found.map(({ severity }) => severity)).toEqual(messages.map(() => 'error'));
  });

  test('a certificate that nobody reads needs none', () => {
    expect(foundIn('GW022', SET.replace('HTTPS, tls: {', 'TLS, tls: { mode: Passthrough,'), { closedWorld: true })).toEqual([]);
  });

  test('a grant to the Gateway is none to its ListenerSets', () => {
    expect(said('GW022', grant(from('Gateway', 'shop'), to('Secret', 'tls')) + SET))
      .toEqual([expect.stringMatching(/does not name kind ListenerSet .*; a Gateway and its ListenerSets need a grant each$/)]);
  });

  test('the grant that misses by the fewest fields is named, with what to add', () => {
    const far = grant(from('GRPCRoute', 'analytics'), to('Service', 'currency'), 'shared', 'far');
    const near = grant(from('GRPCRoute', 'shop'), to('Service', 'currency'), 'shared', 'near');
    expect(foundIn('GW022', far + near + ROUTE)).toMatchObject([{
      message: expect.stringMatching(/ReferenceGrant near/), fix: 'add { group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop } to its from list',
    }]);
  });

  test.each([
    ['for others', grant(from('HTTPRoute', 'analytics'), to('Service', 'currency')), 'unknown'],
    ['of others', grant(from('HTTPRoute', 'shop'), to('Service', 'rates')), 'unknown'],
    ['of another kind', grant(from('HTTPRoute', 'shop'), to('Secret')), 'unknown'],
    ['in the wrong place', grant(from('HTTPRoute', 'shop'), to('Service', 'currency'), 'shop'), 'error'],
    ['to the wrong group', grant(from('HTTPRoute', 'shop', 'networking.k8s.io'), to('Service', 'currency')), 'error'],
    ['of the wrong group', grant(from('HTTPRoute', 'shop'), to('Service', 'currency', 'core')), 'error'],
    ['to the wrong kind', grant(from('GRPCRoute', 'shop'), to('Service', 'currency')), 'error'],
  ])('one %s, where the target is not here, may stand beside the right one', (_, yaml, severity) => {
    expect(foundIn('GW022', yaml + ROUTE)).toMatchObject([{ severity }]);
    expect(foundIn('GW022', yaml + ROUTE, { closedWorld: true })).toMatchObject([{ severity: 'error' }]);
  });

  test('a grant for others and of other objects is no mistake', () => {
    expect(foundIn('GW022', grant(from('HTTPRoute', 'analytics'), to('Service', 'rates')) + ROUTE)).toMatchObject([{ severity: 'unknown' }]);
  });

  test('none at all is missing where the target is here; else it may stand with the target', () => {
    const missing = { path: 'spec.rules[0].backendRefs[0]', message: expect.stringMatching(/^Service shared\/currency is in another namespace, and no /) };
    expect(foundIn('GW022', CURRENCY + ROUTE)).toMatchObject([{ severity: 'error', ...missing }]);
    expect(foundIn('GW022', CURRENCY.replace('name: currency', 'name: rates') + ROUTE)).toMatchObject([{ severity: 'unknown', ...missing }]);
  });
});

test('GW022: a Secret that a Certificate of the set writes is held here', () => {
  const certificate = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop, namespace: shared }
spec: { secretName: tls, dnsNames: [a.com], issuerRef: { name: a, kind: ClusterIssuer } }
---`;
  expect(foundIn('GW022', SET)).toMatchObject([{ severity: 'unknown' }]);
  expect(foundIn('GW022', certificate + SET)).toMatchObject([{ severity: 'error', message: expect.stringMatching(/no ReferenceGrant for it is here/) }]);
});

describe('GW305: blanket grants', () => {
  test('each target without a name is found, and says whom it is open to', () => {
    expect(said('GW305', grant(from('HTTPRoute', 'shop'), `${to('Service')}, ${to('Service', 'a')}, ${to('Secret', '""')}`))).toEqual([
      'warning spec.to[0]: it opens every Service of namespace "shared", those made later too, to "shop"',
      expect.stringMatching(/^warning spec\.to\[2\]: it opens every Secret/),
    ]);
  });

  test('one whose namespace is not written does not claim that it is ""', () => {
    expect(said('GW305', grant(from('HTTPRoute', 'shop'), to('Service'), 'null')))
      .toEqual(['warning spec.to[0]: it opens every Service of its namespace, those made later too, to "shop"']);
  });
});

describe('GW306: idle grants', () => {
  test('one for its own namespace', () => {
    expect(foundIn('GW306', grant(`${from('HTTPRoute', 'shop')}, ${from('HTTPRoute', 'shared')}`, to('Service', 'a'))))
      .toMatchObject([{ severity: 'warning', path: 'spec.from[1].namespace' }]);
  });

  test('one that nobody uses, where nothing exists beside the set', () => {
    const unused = grant(from('HTTPRoute', 'shop'), to('Service', 'rates'));
    expect(foundIn('GW306', unused + ROUTE)).toEqual([]);
    expect(foundIn('GW306', unused + ROUTE, { closedWorld: true })).toMatchObject([{ severity: 'warning', path: 'spec.from[0]' }]);
  });

  test.each([to('Service', 'currency'), to('Service')])('%s is used', (target) => {
    expect(foundIn('GW306', grant(from('HTTPRoute', 'shop'), target) + ROUTE, { closedWorld: true })).toEqual([]);
  });

  test('who refers in fields of an own is not known', () => {
    expect(foundIn('GW306', grant(from('SecurityPolicy', 'shop', 'gateway.envoyproxy.io'), to('Service', 'a')), { closedWorld: true })).toEqual([]);
  });
});

describe('GW307: kinds of grants', () => {
  test.each([
    [from('HttpRoute', 'shop'), to('Service', 'a'), 'spec.from[0].kind', 'write HTTPRoute'],
    [from('BackendTLSPolicy', 'shop'), to('ConfigMap', 'a'), 'spec.from[0].kind', expect.stringMatching(/^write one of/)],
    [from('Gateway', 'shop', ''), to('Secret', 'a'), 'spec.from[0]', 'write group gateway.networking.k8s.io'],
    [from('HTTPRoute', 'shop'), to('Services', 'a'), 'spec.to[0].kind', 'write Service'],
    [from('HTTPRoute', 'shop'), to('Gateway', 'a', 'gateway.networking.k8s.io'), 'spec.to[0]', 'leave the entry out'],
    [from('HTTPRoute', 'shop'), to('PersistentVolumeClaim', 'a'), 'spec.to[0].kind', 'write Service, Secret or ConfigMap'],
    [from('HTTPRoute', 'shop'), to('XBackend', 'a', 'gateway.networking.x-k8s.io'), 'spec.to[0]', 'leave the entry out'],
  ])('%s, %s', (who, what, path, fix) => {
    expect(foundIn('GW307', grant(who, what))).toMatchObject([{ severity: 'warning', path, fix }]);
  });

  test.each([
    [from('TLSRoute', 'shop'), to('Service', 'a')], [from('ListenerSet', 'shop'), to('Secret', 'a')], [from('Gateway', 'shop'), to('ConfigMap', 'a')],
    [from('HTTPRoute', 'shop'), to('ServiceImport', 'a', 'multicluster.x-k8s.io')],
    [from('SecurityPolicy', 'shop', 'gateway.envoyproxy.io'), to('Backend', 'a', 'x.io')],
    [from('PersistentVolumeClaim', 'shop', ''), `${to('VolumeSnapshot', 'a', 'snapshot.storage.k8s.io')}, ${to('PersistentVolumeClaim', 'a')}`],
  ])('%s, %s does something, or may', (who, what) => {
    expect(foundIn('GW307', grant(who, what))).toEqual([]);
  });
});
