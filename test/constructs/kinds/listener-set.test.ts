import { App, Chart } from 'cdk8s';
import { ListenerProtocol, ListenerSet, type ListenerSetSpec, RouteNamespacesFrom, TlsMode } from '../../../src';

const setOf = (spec: unknown, namespace?: string): ListenerSet =>
  new ListenerSet(new Chart(new App(), 'shop', { namespace, disableResourceNameHashes: true }), 'set', { spec: spec as ListenerSetSpec });
const messageOf = (spec: unknown): string => {
  try {
    setOf(spec);
  } catch (error) {
    return (error as Error).message.replace(/^\[shop\/set\] ListenerSet: /, '');
  }
  return 'accepted';
};
const HTTP = { name: 'http', port: 80, protocol: 'HTTP' };
const PARENT = { name: 'company-gateway' };
const set = (...listeners: unknown[]): unknown => ({ parentRef: PARENT, listeners });
const listener = (fields: object): unknown => set({ ...HTTP, ...fields });

test('every field, in the API\'s names', () => {
  const made = setOf({
    parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'gateway-system' },
    listeners: [{
      name: 'https', port: 443, protocol: ListenerProtocol.HTTPS, hostname: '*.shop.company.com',
      tls: { mode: TlsMode.TERMINATE, certificateRefs: [{ group: '', kind: 'Secret', name: 'tls', namespace: 'pki' }], options: { 'a.io/b': 'c' } },
      allowedRoutes: {
        namespaces: { fromNamespaces: RouteNamespacesFrom.SELECTOR, selector: { matchLabels: { team: 'shop' } } },
        kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
      },
    }],
  }, 'shop');
  expect(made.toJson()).toStrictEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ListenerSet',
    metadata: { name: 'shop-set', namespace: 'shop' },
    spec: {
      parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'gateway-system' },
      listeners: [{
        name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.shop.company.com',
        tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'tls', namespace: 'pki' }], options: { 'a.io/b': 'c' } },
        allowedRoutes: {
          namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } },
          kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
        },
      }],
    },
  });
});

test('64 listeners of one set', () => {
  expect(messageOf(set(...Array.from({ length: 64 }, (_, i) => ({ ...HTTP, name: `l${i}`, hostname: `h${i}.company.com` }))))).toBe('accepted');
});

test.each<[unknown, string]>([
  [{ listeners: [HTTP] }, 'spec.parentRef: it is required; write it'],
  [{ parentRef: PARENT }, 'spec.listeners: it is required; write it'],
  [{ parentRef: {}, listeners: [HTTP] }, 'spec.parentRef.name: it is required; write it'],
  [{ parentRef: { ...PARENT, sectionName: 'https' }, listeners: [HTTP] }, 'spec.parentRef.sectionName "https": the field is unknown'],
  [{ parentRef: { ...PARENT, namespace: 'a.b' }, listeners: [HTTP] }, 'spec.parentRef.namespace "a.b": a DNS label'],
  [set(), 'spec.listeners []: it is empty, and at least 1 entry is needed'],
  [set(...new Array<unknown>(65).fill(HTTP)), 'it has 65 entries, and 64 is the limit (Gateway API v1.6.1, ListenerSetSpec); leave at most 64'],
  [set(HTTP, { ...HTTP, port: 81 }), 'spec.listeners[0] has the same name'],
  [set(HTTP, { ...HTTP, name: 'b' }), 'spec.listeners[0] has the same port, protocol and hostname'],
  [listener({ port: undefined }), 'spec.listeners[0].port: it is required'],
  [listener({ protocol: 'HTTP S' }), 'spec.listeners[0].protocol "HTTP S": a protocol is a word, or a domain, "/" and a word'],
  [listener({ protocol: 'TLS', tls: {} }), 'spec.listeners[0].tls.certificateRefs: TLS that ends here needs a certificate'],
  [listener({ protocol: 'TCP', hostname: 'a.com' }), 'spec.listeners[0].hostname "a.com": protocol TCP carries no hostname'],
  [listener({ allowedRoutes: { namespaces: { fromNamespaces: 'None' } } }),
    'spec.listeners[0].allowedRoutes.namespaces.fromNamespaces "None": it is none of the values'],
])('refused: %j', (spec, message) => {
  expect(messageOf(spec)).toContain(message);
});

test.each<[string, unknown, string]>([
  ['a parent of the API\'s group that is no Gateway', { parentRef: { kind: 'ListenerSet', name: 'other' }, listeners: [HTTP] },
    'spec.parentRef.kind "ListenerSet": listeners are added to a Gateway, and to nothing else of its group; write "Gateway"'],
  ['a misspelled protocol', listener({ protocol: 'HTTPs' }), 'spec.listeners[0].protocol "HTTPs": the protocols are HTTP, HTTPS, TLS, TCP and UDP'],
  ['an IP address as hostname', listener({ hostname: '10.0.0.1' }), 'spec.listeners[0].hostname "10.0.0.1": an IP address is not a hostname'],
  ['a selector without its word', listener({ allowedRoutes: { namespaces: { selector: {} } } }),
    'spec.listeners[0].allowedRoutes.namespaces.selector {}: it is read with "Selector" alone, and the default is "Same"; write "Selector"'],
  ['clear text and TLS on one port', set({ ...HTTP, port: 443 }, { ...HTTP, name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } }),
    'spec.listeners[1].port 443: spec.listeners[0] listens there with protocol HTTP: clear text and TLS cannot share a port'],
  ['the group core', listener({ protocol: 'HTTPS', tls: { certificateRefs: [{ group: 'core', name: 'tls' }] } }),
    'spec.listeners[0].tls.certificateRefs[0].group "core": no API group has this name'],
])('refused, as it serves nothing: %s', (_, spec, message) => {
  expect(messageOf(spec)).toContain(message);
});
