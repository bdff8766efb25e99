import { checkEntries } from '../../src/analysis/check-entries';
import type { Manifest } from '../../src/manifest/manifest';

const GROUP = 'gateway.networking.k8s.io/v1';
type Spec = Record<string, unknown>;

const object = (kind: string, namespace: string | undefined, name: string, spec: Spec, labels?: Record<string, string>): Manifest =>
  ({ apiVersion: kind === 'Namespace' ? 'v1' : GROUP, kind, metadata: { name, ...(namespace && { namespace }), ...(labels && { labels }) }, spec });
const listener = (change: Spec = {}): Spec => ({ name: 'http', port: 80, protocol: 'HTTP', hostname: 'shop.company.com', ...change });
const set = (listeners: Spec[] = [listener()]): Manifest =>
  object('ListenerSet', 'shop', 'own', { parentRef: { name: 'company', namespace: 'edge' }, listeners });
const gateway = (allowedListeners?: Spec, namespace = 'edge'): Manifest => object('Gateway', namespace, 'company', {
  gatewayClassName: 'c', ...(allowedListeners && { allowedListeners }),
  listeners: [{ name: 'own', port: 8080, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
});
const byName = (...values: string[]): Spec => ({
  namespaces: { from: 'Selector', selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] } },
});
const route = (change: Spec = {}, parent: Spec = {}, namespace = 'shop'): Manifest => object('HTTPRoute', namespace, 'web', {
  parentRefs: [{ kind: 'ListenerSet', name: 'own', namespace: 'shop', ...parent }], hostnames: ['shop.company.com'],
  rules: [{ backendRefs: [{ name: 'web', port: 80 }] }], ...change,
});

const found = (code: string, ...manifests: Manifest[]): string[] => checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard' })
  .filter((finding) => finding.code === code).map(({ resource, path, message }) => `${resource.kind} ${path}: ${message}`);
const refusals = (...manifests: Manifest[]): string[] => found('GW020', ...manifests);

describe('a route at a ListenerSet', () => {
  test('attaches to a listener of the set, from the set\'s own namespace', () => {
    expect(refusals(set(), route())).toEqual([]);
    expect(refusals(set(), route({}, { sectionName: 'http' }))).toEqual([]);
  });

  test('is not admitted from the Gateway\'s namespace by Same', () => {
    expect(refusals(set(), gateway(byName('shop')), route({}, {}, 'edge'))).toEqual([
      'HTTPRoute spec.parentRefs[0]: the route does not attach to ListenerSet shop/own: listener "http" does not admit namespace "edge"',
    ]);
  });

  test.each<[string, Manifest, Spec, Spec, RegExp]>([
    ['a section that the set does not have', set(), {}, { sectionName: 'own' }, /the ListenerSet has no listener "own"/],
    ['a hostname of no listener', set(), { hostnames: ['bank.company.com'] }, {}, /serves shop\.company\.com, and the route claims bank\.company\.com/],
    ['a protocol that does not serve it', set([listener({ protocol: 'TLS', tls: { mode: 'Passthrough' } })]), {}, {}, /takes TLSRoute, not HTTPRoute/],
  ])('is refused for %s', (_, parent, change, ref, message) => {
    expect(refusals(parent, route(change, ref))).toEqual([expect.stringMatching(message)]);
  });

  test('is not judged where the set is not here, whatever its Gateway holds', () => {
    expect(refusals(gateway(byName('shop')), route({}, { sectionName: 'http' }))).toEqual([]);
  });

  test('never reaches listeners of the set through the Gateway', () => {
    expect(refusals(set(), gateway(byName('shop')), route({}, { kind: 'Gateway', name: 'company', namespace: 'edge', sectionName: 'http' })))
      .toEqual([expect.stringMatching(/the route does not attach to Gateway edge\/company: the Gateway has no listener "http"/)]);
  });
});

describe('a ListenerSet at its Gateway', () => {
  test.each<[string, Manifest]>([
    ['by the name of its namespace', gateway(byName('shop'))],
    ['with every other', gateway({ namespaces: { from: 'All' } })],
  ])('is admitted %s', (_, parent) => {
    expect(refusals(set(), parent)).toEqual([]);
  });

  const byLabel = { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } };

  test('is perhaps admitted by a label of a namespace that is not here', () => {
    expect(refusals(set(), gateway(byLabel))).toEqual([
      'ListenerSet spec.parentRef: whether its listeners are added to Gateway edge/company is not known: its allowedListeners admit namespaces '
      + 'with team=shop, and Namespace "shop" is not here',
    ]);
  });

  test('is not admitted by a label that it has instead of its namespace', () => {
    const labelled = { ...set(), metadata: { ...set().metadata, labels: { team: 'shop' } } };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    expect(refusals(labelled, gateway(byLabel), namespace)).toEqual([
      expect.stringMatching(/admit namespace "shop", which has no label team where team=shop is asked for; the ListenerSet carries the label team=shop, and the Gateway looks for it on the Namespace$/),
    ]);
  });

  test('is admitted from the Gateway\'s own namespace by Same', () => {
    const near = object('ListenerSet', 'edge', 'own', { parentRef: { name: 'company' }, listeners: [listener()] });
    expect(refusals(near, gateway({ namespaces: { from: 'Same' } }))).toEqual([]);
    expect(refusals(set(), gateway({ namespaces: { from: 'Same' } }))).toEqual([expect.stringMatching(/do not admit namespace "shop"/)]);
  });

  test.each<[string, Spec | undefined, RegExp]>([
    ['by default', undefined, /^ListenerSet spec\.parentRef: its listeners are not added to Gateway edge\/company: its allowedListeners admit none, which is the default$/],
    ['by None', { namespaces: { from: 'None' } }, /admit none/],
    ['by the names of others', byName('bank'), /its allowedListeners do not admit namespace "shop"/],
  ])('is not admitted %s', (_, allowed, message) => {
    expect(refusals(set(), gateway(allowed))).toEqual([expect.stringMatching(message)]);
  });

  test('is judged by the labels of a namespace that is here', () => {
    const labelled = gateway({ namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } });
    expect(refusals(set(), labelled, object('Namespace', undefined, 'shop', {}, { team: 'shop' }))).toEqual([]);
    expect(refusals(set(), labelled, object('Namespace', undefined, 'shop', {}, { team: 'bank' }))).toHaveLength(1);
  });

  test('is not judged where the Gateway is not here', () => {
    expect(refusals(set(), gateway(undefined, 'elsewhere'))).toEqual([]);
  });
});

test('two kinds of routes for one hostname of a ListenerSet\'s listener meet there', () => {
  const calls: Manifest = { ...route(), kind: 'GRPCRoute', metadata: { name: 'calls', namespace: 'shop' } };
  expect(found('GW046', set(), route(), calls)).toEqual([expect.stringMatching(/at listener "http" of ListenerSet shop\/own/)]);
});
