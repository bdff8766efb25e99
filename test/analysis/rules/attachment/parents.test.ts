import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Entry } from '../../../../src/analysis/rule';
import type { Manifest } from '../../../../src/manifest/manifest';

const GROUP = 'gateway.networking.k8s.io/v1';
type Spec = Record<string, unknown>;

const object = (kind: string, namespace: string | undefined, name: string, spec: Spec): Manifest =>
  ({ apiVersion: GROUP, kind, metadata: { name, ...(namespace && { namespace }) }, spec });
const gateway = (namespace = 'edge', listeners: Spec[] = [{ name: 'web', port: 80, protocol: 'HTTP' }], more: Spec = {}): Manifest =>
  object('Gateway', namespace, 'company', { gatewayClassName: 'c', listeners, ...more });
const route = (parentRefs: Spec[], more: Spec = {}, namespace: string | undefined = 'shop'): Manifest =>
  object('HTTPRoute', namespace, 'web', { parentRefs, rules: [{ backendRefs: [{ name: 'web', port: 80 }] }], ...more });
const set = (parentRef: Spec, listeners: Spec[] = [{ name: 'own', port: 80, protocol: 'HTTP' }]): Manifest =>
  object('ListenerSet', 'shop', 'own', { parentRef, listeners });

/** What a code says: `severity path: message`. */
function found(code: string, manifests: Manifest[], closedWorld = false, more: Partial<Entry> = {}): string[] {
  return checkEntries(manifests.map((manifest) => ({ manifest, ...more })), { channel: 'experimental', closedWorld })
    .filter((finding) => finding.code === code).map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
}

describe('GW107', () => {
  test('a parent that is not here is unknown, and an error in a closed world', () => {
    const manifests = [route([{ name: 'company', namespace: 'edge' }])];
    expect(found('GW107', manifests)).toEqual([expect.stringMatching(/^unknown spec\.parentRefs\[0\]: Gateway edge\/company is not here; if the cluster/)]);
    expect(found('GW107', manifests, true)).toEqual([expect.stringMatching(/^error /)]);
  });

  test('a near name, or the same in another namespace, is named', () => {
    expect(found('GW107', [gateway(), route([{ name: 'compny', namespace: 'edge' }])])).toEqual([expect.stringMatching(/has one that is called "company"/)]);
    expect(found('GW107', [gateway(), route([{ name: 'company', namespace: 'infra' }])])).toEqual([expect.stringMatching(/there is one in namespace "edge"/)]);
  });

  test('several sections of one parent are one finding, and several parents each one', () => {
    const at = (name: string, sectionName: string): Spec => ({ name, namespace: 'edge', sectionName });
    expect(found('GW107', [route([at('a', 'x'), at('a', 'y'), at('b', 'x')])])).toHaveLength(2);
  });

  test('a ListenerSet has a parent too; a Service, and kinds of others, are none of these', () => {
    expect(found('GW107', [set({ name: 'company', namespace: 'edge' })])).toEqual([expect.stringMatching(/the ListenerSet serves nothing/)]);
    expect(found('GW107', [route([{ group: '', kind: 'Service', name: 'x' }, { group: 'a.b', kind: 'C', name: 'x' }])], true)).toEqual([]);
  });

  test('an app is a part of its cluster: there only a closed world asks', () => {
    const manifests = [route([{ name: 'company', namespace: 'edge' }])];
    expect(found('GW107', manifests, false, { construct: 'shop/web' })).toEqual([]);
    expect(found('GW107', manifests, true, { construct: 'shop/web' })).toHaveLength(1);
  });
});

describe('GW108', () => {
  test('names the namespace that was meant, instead of GW107', () => {
    const manifests = [gateway(), route([{ name: 'company' }])];
    expect(found('GW108', manifests)).toEqual([
      'error spec.parentRefs[0]: the parentRef names no namespace and so Gateway shop/company, which is not here; the Gateway "company" stands '
      + 'in namespace "edge", and nothing attaches to it: the HTTPRoute serves nothing',
    ]);
    expect(found('GW107', manifests)).toEqual([]);
  });

  test('of several namespaces nobody knows which was meant', () => {
    const manifests = [gateway('infra-b'), gateway('infra-a'), route([{ name: 'company' }])];
    expect(found('GW108', manifests)).toEqual([
      'unknown spec.parentRefs[0]: the parentRef names no namespace and so Gateway shop/company, which is not here; there is one called "company" '
      + 'in each of the namespaces "infra-b", "infra-a", and where none is in the cluster the HTTPRoute serves nothing',
    ]);
    expect(found('GW108', manifests, true)).toEqual([expect.stringMatching(/^error /)]);
    expect(found('GW107', manifests)).toEqual([]);
  });

  test('asks a ListenerSet too', () => {
    expect(found('GW108', [gateway(), set({ name: 'company' })])).toEqual([expect.stringMatching(/^error spec\.parentRef: .*the ListenerSet serves nothing/)]);
  });

  test.each<[string, Manifest[]]>([
    ['a parent that is here', [gateway('shop'), gateway('edge'), route([{ name: 'company' }])]],
    ['a namespace that is written', [gateway(), route([{ name: 'company', namespace: 'shop' }])]],
    ['a route whose namespace is not known', [gateway(), route([{ name: 'company' }], {}, '')]],
    ['a name that no Gateway has', [gateway(), route([{ name: 'other' }])]],
  ])('says nothing of %s', (_, manifests) => {
    expect(found('GW108', manifests)).toEqual([]);
  });
});

describe('GW109', () => {
  const all = { allowedRoutes: { namespaces: { from: 'All' } } };
  const web = (hostname: string | undefined, name = 'web'): Spec => ({ name, port: 80, protocol: 'HTTP', ...(hostname && { hostname }), ...all });
  const at = [{ name: 'company', namespace: 'edge' }];

  test('names each hostname that no listener serves', () => {
    expect(found('GW109', [gateway('edge', [web('*.a.com')]), route(at, { hostnames: ['x.a.com', 'a.com', 'x.b.com'] })])).toEqual([
      expect.stringMatching(/^warning spec\.hostnames\[1\]: no listener of Gateway edge\/company that takes the route serves "a\.com"/),
      expect.stringMatching(/^warning spec\.hostnames\[2\]: .*"x\.b\.com"/),
    ]);
  });

  test.each<[string, Manifest[]]>([
    ['hostnames that are all served', [gateway('edge', [web('*.a.com'), web('x.b.com', 'b')]), route(at, { hostnames: ['x.a.com', '*.b.com'] })]],
    ['a listener for every hostname', [gateway('edge', [web('*.a.com'), web(undefined, 'b')]), route(at, { hostnames: ['x.a.com', 'x.b.com'] })]],
    ['a route that does not attach at all', [gateway('edge', [web('*.a.com')]), route(at, { hostnames: ['x.b.com'] })]],
    ['a parent that is not here', [gateway('edge', [web('*.a.com')]), route([...at, { name: 'x' }], { hostnames: ['x.a.com', 'x.b.com'] })]],
    ['a hostname that another parent serves', [
      gateway('edge', [web('*.a.com')]), gateway('shop', [web('*.b.com')]), route([...at, { name: 'company' }], { hostnames: ['x.a.com', 'x.b.com'] }),
    ]],
  ])('says nothing of %s', (_, manifests) => {
    expect(found('GW109', manifests)).toEqual([]);
  });

  test('a listener that does not admit the route serves nothing of it', () => {
    const closed = { ...web('*.b.com', 'b'), allowedRoutes: { namespaces: { from: 'Same' } } };
    expect(found('GW109', [gateway('edge', [web('*.a.com'), closed]), route(at, { hostnames: ['x.a.com', 'x.b.com'] })])).toHaveLength(1);
  });
});

test('GW150: a route without parents, but for one that takes the default Gateways', () => {
  expect(found('GW150', [route([])])).toEqual([expect.stringMatching(/^warning spec\.parentRefs: the HTTPRoute names no parent/)]);
  expect(found('GW150', [route([], { useDefaultGateways: 'None' })])).toHaveLength(1);
  expect(found('GW150', [route([], { useDefaultGateways: 'All' }), route([{ name: 'x' }])])).toEqual([]);
});

test('GW151: a ListenerSet on anything of the group, or of the core group, but a Gateway', () => {
  expect(found('GW151', [set({ group: '', kind: 'Service', name: 'x' })])).toEqual([expect.stringMatching(/^error spec\.parentRef\.group: "": listeners/)]);
  expect(found('GW151', [set({ kind: 'HTTPRoute', name: 'x' })])).toEqual([expect.stringMatching(/^error spec\.parentRef\.kind: "HTTPRoute": listeners/)]);
  expect(found('GW151', [set({ name: 'x' }), set({ group: 'a.b', kind: 'C', name: 'x' })])).toEqual([]);
});

test('GW152: one parent, with and without its own namespace', () => {
  expect(found('GW152', [route([{ name: 'x' }, { name: 'x', namespace: 'shop' }])])).toEqual([expect.stringMatching(/^error spec\.parentRefs\[1\]/)]);
  expect(found('GW152', [route([{ name: 'x' }, { name: 'x', namespace: 'edge' }])])).toEqual([]);
});

describe('GW020', () => {
  const at = (change: Spec): Spec => ({ name: 'company', namespace: 'edge', ...change });
  const two: Spec[] = [
    { name: 'web', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
    { name: 'db', port: 5432, protocol: 'TCP', allowedRoutes: { namespaces: { from: 'All' } } },
  ];

  test.each<[string, Spec, Spec[], RegExp]>([
    ['a port of no listener', { port: 8080 }, two, /the Gateway has no listener on port 8080/],
    ['a listener on another port', { sectionName: 'web', port: 8080 }, two, /listener "web" of the Gateway is on port 80, not 8080/],
    ['a name of no listener', { sectionName: 'wob' }, two, /the Gateway has no listener "wob"/],
    ['another protocol', { sectionName: 'db' }, two, /listener "db" with protocol TCP takes TCPRoute, not HTTPRoute/],
    ['kinds that are not named', {}, [{ ...two[0], allowedRoutes: { namespaces: { from: 'All' }, kinds: [{ kind: 'GRPCRoute' }] } }],
      /listener "web" takes GRPCRoute, not HTTPRoute: its allowedRoutes say so/],
    ['a kind that the protocol does not serve, though it is named', { sectionName: 'db' },
      [{ ...two[1], allowedRoutes: { namespaces: { from: 'All' }, kinds: [{ kind: 'HTTPRoute' }] } }], /takes no kind of Gateway API, not HTTPRoute/],
    ['the default of namespaces', {}, [{ name: 'web', port: 80, protocol: 'HTTP' }], /listener "web" does not admit namespace "shop"/],
    ['hostnames', {}, [{ ...two[0], hostname: 'a.b' }, { ...two[0], name: 'x', hostname: '*.c.d' }, two[1]],
      /the listeners that would take it serve a\.b, \*\.c\.d, and the route claims x\.y/],
  ])('is one sentence for %s', (_, ref, listeners, message) => {
    expect(found('GW020', [gateway('edge', listeners), route([at(ref)], { hostnames: ['x.y'] })])).toEqual([expect.stringMatching(message)]);
  });

  test('sends a route to the ListenerSet that has the listener', () => {
    const open = gateway('edge', two, { allowedListeners: { namespaces: { from: 'All' } } });
    const own = set({ name: 'company', namespace: 'edge' }, [{ name: 'shop', port: 8081, protocol: 'HTTP' }]);
    const why = /the one of ListenerSet shop\/own is reached through that alone/;
    expect(found('GW020', [open, own, route([at({ sectionName: 'shop' })])])).toEqual([expect.stringMatching(why)]);
    expect(found('GW020', [open, own, route([at({ port: 8081 })])])).toEqual([expect.stringMatching(why)]);
  });

  describe('where a label decides', () => {
    const matchExpressions = [{ key: 'team', operator: 'In', values: ['shop', 'web'] }, { key: 'old', operator: 'DoesNotExist' }];
    const labelled = gateway('edge', [{ ...two[0], allowedRoutes: { namespaces: { from: 'Selector', selector: { matchExpressions } } } }]);
    const namespace = (labels: Record<string, string>): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
    const mine = route([at({})]);
    const withLabel: Manifest = { ...mine, metadata: { ...mine.metadata, labels: { team: 'shop', tier: 'web' } } };

    test('the answer is unknown without the Namespace, and an error in a closed world', () => {
      const manifests = [labelled, mine];
      expect(found('GW020', manifests)).toEqual([
        'unknown spec.parentRefs[0]: whether the route attaches to Gateway edge/company is not known: listener "web" admits namespaces with '
        + 'team in (shop, web), !old, and Namespace "shop" is not here',
      ]);
      expect(found('GW020', manifests, true)).toEqual([expect.stringMatching(/^error /)]);
    });

    test('an app is a part of its cluster, and a route without namespace comes into any', () => {
      expect(found('GW020', [labelled, mine], false, { construct: 'shop/web' })).toEqual([]);
      expect(found('GW020', [labelled, { ...mine, metadata: { name: 'web' } }])).toEqual([]);
    });

    test('a label on the route instead of the Namespace is named', () => {
      const hint = /; the route carries the label team=shop, and the listener looks for it on the Namespace$/;
      expect(found('GW020', [labelled, withLabel, namespace({})])).toEqual([expect.stringMatching(hint)]);
      expect(found('GW020', [labelled, withLabel])).toEqual([expect.stringMatching(hint)]);
      expect(found('GW020', [labelled, mine, namespace({})])).toEqual([expect.stringMatching(/does not admit namespace "shop", which has no label team where team in \(shop, web\) is asked for$/)]);
    });

    test('names of Object.prototype are labels like others', () => {
      const selector = { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] };
      const odd = gateway('edge', [{ ...two[0], allowedRoutes: { namespaces: { from: 'Selector', selector } } }]);
      expect(found('GW020', [odd, mine, namespace({})])).toHaveLength(1);
    });
  });

  test('a protocol that does not exist takes no route', () => {
    expect(found('GW020', [gateway('edge', [{ ...two[0], protocol: 'HTTPs' }]), route([at({})])]))
      .toEqual([expect.stringMatching(/listener "web" takes no routes: Gateway API has no protocol "HTTPs"$/)]);
  });
});
