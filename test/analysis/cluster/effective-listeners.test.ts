import { ClusterIndex } from '../../../src/analysis/cluster/cluster-index';
import { effectiveListeners } from '../../../src/analysis/cluster/effective-listeners';
import { ownListeners } from '../../../src/analysis/cluster/own-listeners';
import type { Entry } from '../../../src/analysis/rule';

const GROUP = 'gateway.networking.k8s.io/v1';
type Spec = Record<string, unknown>;

const entry = (kind: string, namespace: string, name: string, spec: Spec, creationTimestamp?: string): Entry => ({
  manifest: { apiVersion: GROUP, kind, metadata: { name, namespace, ...(creationTimestamp && { creationTimestamp }) }, spec },
});
const listener = (name: string, change: Spec = {}): Spec => ({ name, port: 80, protocol: 'HTTP', ...change });
const gateway = (from?: string, selector?: Spec): Entry => entry('Gateway', 'edge', 'company', {
  ...(from && { allowedListeners: { namespaces: { from, ...(selector && { selector }) } } }), listeners: [listener('own')],
});
const set = (namespace: string, name: string, created?: string): Entry =>
  entry('ListenerSet', namespace, name, { parentRef: { name: 'company', namespace: 'edge' }, listeners: [listener(`of-${name}`)] }, created);

/** The names of the effective listeners; those that a label decides have a question mark. */
function names(one: Entry, ...others: Entry[]): string[] {
  return effectiveListeners(one, new ClusterIndex([...others, one])).map(({ name, certain }) => `${name}${certain ? '' : '?'}`);
}

test('the Gateway\'s own come first, then those of ListenerSets by age, then by namespace and name', () => {
  const sets = [
    set('shop', 'young', '2026-03-01T00:00:00Z'), set('shop', 'b', '2026-02-01T00:00:00Z'), set('bank', 'z', '2026-02-01T00:00:00Z'),
    set('shop', 'old', '2026-01-01T02:00:00+02:00'),
  ];
  expect(names(gateway('All'), ...sets)).toEqual(['own', 'of-old', 'of-z', 'of-b', 'of-young']);
});

test('ListenerSets that the Gateway does not admit, or that name another, add nothing', () => {
  const other = entry('ListenerSet', 'edge', 'other', { parentRef: { name: 'other' }, listeners: [listener('of-other')] });
  const service = entry('ListenerSet', 'edge', 's', { parentRef: { kind: 'Service', name: 'company' }, listeners: [listener('of-s')] });
  expect(names(gateway(), set('edge', 'near'), other, service)).toEqual(['own']);
  expect(names(gateway('Same'), set('edge', 'near'), set('shop', 'far'), other, service)).toEqual(['own', 'of-near']);
});

test('where a label decides that is not here, the listeners are not certain', () => {
  const labelled = gateway('Selector', { matchLabels: { team: 'shop' } });
  expect(names(labelled, set('shop', 'a'))).toEqual(['own', 'of-a?']);
  const namespace: Entry = { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'shop' } } } };
  expect(names(labelled, namespace, set('shop', 'a'))).toEqual(['own', 'of-a']);
});

test('what is of the wrong type is left out, and an empty hostname is none', () => {
  const odd = entry('Gateway', 'edge', 'odd', {
    listeners: [
      'x', null, { name: 7, port: '80', protocol: ['HTTP'], hostname: '', tls: 'x' },
      listener('tls', { protocol: 'TLS', hostname: '*.a.b', tls: { mode: 'Passthrough' } }), listener('https', { tls: {} }),
    ],
  });
  expect(ownListeners(odd).map((one) => ({ ...one, owner: undefined, data: undefined }))).toEqual([
    { path: 'spec.listeners[2]', name: '', protocol: '' },
    { path: 'spec.listeners[3]', name: 'tls', port: 80, protocol: 'TLS', hostname: '*.a.b', tlsMode: 'Passthrough' },
    { path: 'spec.listeners[4]', name: 'https', port: 80, protocol: 'HTTP', tlsMode: 'Terminate' },
  ]);
  expect(ownListeners(entry('Gateway', 'edge', 'none', { listeners: 'x' }))).toEqual([]);
});
