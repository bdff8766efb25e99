import type { Manifest } from '../../src/manifest/manifest';
import { gateway, gatewayClass, http, type Json, listener, named, object } from './rule-cases/index';

/** An object in the cluster, which may be older than the rules, and what is to take its place. */
export interface UpdateCase {
  readonly what: string;
  readonly old: Manifest;
  readonly next: Manifest;
  /** Where it is refused; nowhere where it is accepted. */
  readonly refused: readonly string[];
  readonly subresource?: 'status';
}

const labelled = (manifest: Manifest): Manifest => ({ ...manifest, metadata: { ...manifest.metadata, labels: { team: 'shop' } } });
const withStatus = (manifest: Manifest, status: unknown): Manifest => ({ ...manifest, status });

const portless = { backendRefs: [{ name: 'product-api' }] };
const other = { backendRefs: [{ name: 'other', port: 80 }] };
const rules = (...all: Json[]): Manifest => http({}, { rules: all });
const upper = { name: 'a', hostname: 'A.com' };
const b = { name: 'b', port: 81 };
const listeners = (...all: Json[]): Manifest => gateway({ listeners: all.map(listener) });
const hostnames = (count: number, last = 'z.com', rule: Json = {}): Manifest => http(rule, {
  hostnames: [...Array.from({ length: count - 1 }, (_, index) => `a${index}.com`), last],
});
const headers = (...names: string[]): Manifest => rules({
  filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: names.map((name) => ({ name, value: 'a' })) } }],
});
const address = (value: string): Json => ({ addresses: [{ type: 'Hostname', value }] });
const since = (lastTransitionTime: unknown): Json => ({
  conditions: [{ type: 'Accepted', status: 'True', reason: 'Accepted', message: '', lastTransitionTime }],
});
const listenerStatus = (name: string, attachedRoutes: number): Json => ({ name, attachedRoutes, conditions: [] });

/** Updates of objects that stand. */
export const UPDATE_CASES: readonly UpdateCase[] = [
  { what: 'a value that is immutable', old: gatewayClass('example.com/a'), next: gatewayClass('example.com/b'), refused: ['spec.controllerName'] },
  { what: 'other values of the same object', old: gatewayClass('example.com/a'), next: labelled(gatewayClass('example.com/a')), refused: [] },
  { what: 'a label, where the rest breaks a rule', old: rules(portless), next: labelled(rules(portless)), refused: [] },
  { what: 'nothing, where it breaks a rule', old: rules(portless), next: rules(portless), refused: [] },
  { what: 'an item of an atomic list beside one that breaks a rule', old: rules(portless), next: rules(portless, other),
    refused: ['spec.rules[0].backendRefs[0].port'] },
  { what: 'a field beside one of the wrong form', old: http({}, { hostnames: ['A.com'] }), next: http(other, { hostnames: ['A.com'] }), refused: [] },
  { what: 'an item of an atomic list beside one of the wrong form', old: http({}, { hostnames: ['A.com'] }),
    next: http({}, { hostnames: ['A.com', 'b.com'] }),
    refused: ['spec.hostnames[0]'] },
  { what: 'the value of the wrong form, to another', old: http({}, { hostnames: ['A.com'] }), next: http({}, { hostnames: ['B.com'] }),
    refused: ['spec.hostnames[0]'] },
  { what: 'an item of a list with keys beside one of the wrong form', old: listeners(upper, b), next: listeners(upper, { ...b, port: 82 }), refused: [] },
  { what: 'another field of the item', old: listeners(upper, b), next: listeners({ ...upper, port: 8080 }, b), refused: [] },
  { what: 'the key of the item', old: listeners(upper, b), next: listeners({ ...upper, name: 'c' }, b), refused: ['spec.listeners[0].hostname'] },
  { what: 'the order of a list with keys', old: listeners(upper, { ...b, port: 0 }), next: listeners({ ...b, port: 0 }, upper), refused: [] },
  { what: 'an item of a list that breaks a rule', old: listeners({ name: 'a' }, { name: 'b' }),
    next: listeners({ name: 'a' }, { name: 'b', allowedRoutes: { namespaces: { from: 'All' } } }),
    refused: ['spec.listeners[1]'] },
  { what: 'a field beside a list that is too long', old: hostnames(17), next: hostnames(17, 'z.com', other), refused: [] },
  { what: 'a label, where a list is too long', old: hostnames(17), next: labelled(hostnames(17)), refused: [] },
  { what: 'an item of a list that is too long', old: hostnames(17), next: hostnames(17, 'y.com'), refused: ['spec.hostnames'] },
  { what: 'duplicates, where there were none', old: headers('a', 'b'), next: headers('a', 'a'),
    refused: ['spec.rules[0].filters[0].requestHeaderModifier.set[1]'] },
  { what: 'duplicates, where there were others', old: headers('a', 'a'), next: headers('b', 'b'), refused: [] },
  { what: 'a label, where a rule cannot be evaluated', old: listeners({ protocol: 'HTTPS', tls: {} }),
    next: labelled(listeners({ protocol: 'HTTPS', tls: {} })),
    refused: ['spec.listeners[0].tls.certificateRefs'] },
  { what: 'a field that is written as its default says', old: rules({ backendRefs: [{ name: 'a' }] }),
    next: rules({ backendRefs: [{ name: 'a', kind: 'Service', group: '', weight: 1 }] }), refused: [] },
  { what: 'a field of an object whose required one is missing', old: rules({ backendRefs: [{ port: 80 }] }), next: rules({ backendRefs: [{ port: 81 }] }),
    refused: ['spec.rules[0].backendRefs[0].name'] },
  { what: 'metadata that is never forgiven', old: gateway(), next: named(gateway(), { labels: { 'a b': 'c' } }), refused: ['metadata.labels["a b"]'] },
  { what: 'the uid', old: gateway(), next: named(gateway(), { uid: 'b9d1f6a2-0000-4000-8000-000000000000' }), refused: ['metadata.uid'] },
  { what: 'the version that it is an update of', old: gateway(), next: named(gateway(), { resourceVersion: '1' }), refused: ['metadata.resourceVersion'] },
  { what: 'a status that is not looked at', old: gateway(), next: withStatus(gateway(), address('A_b')), refused: [] },
  { what: 'the status alone', subresource: 'status', old: gateway(), next: withStatus(gateway(), address('a.com')), refused: [] },
  { what: 'the status, to one that breaks a rule', subresource: 'status', old: gateway(), next: withStatus(gateway(), address('A_b')),
    refused: ['status.addresses[0].value'] },
  { what: 'the status, with a spec that breaks a rule', subresource: 'status', old: gateway(), next: withStatus(listeners(upper), address('a.com')),
    refused: [] },
  { what: 'the status of another form', subresource: 'status', old: gateway(), next: withStatus(gateway(), { listeners: [{ name: 'a' }] }),
    refused: ['status.listeners[0].attachedRoutes', 'status.listeners[0].conditions'] },
  { what: 'the status, with a list for a text that has a format', subresource: 'status', old: gateway(), next: withStatus(gateway(), since([])),
    refused: [] },
  { what: 'the status, with a list of fields for such a text', subresource: 'status', old: gateway(), next: withStatus(gateway(), since([[{ a: 1 }]])),
    refused: ['status.conditions[0].lastTransitionTime'] },
  { what: 'the status beside a part that broke a rule', subresource: 'status', old: withStatus(gateway(), address('A_b')),
    next: withStatus(gateway(), { ...address('A_b'), listeners: [listenerStatus('a', 1)] }), refused: [] },
  { what: 'the status of an object that has none', subresource: 'status', old: object('ReferenceGrant', grant()),
    next: withStatus(object('ReferenceGrant', grant()), {}),
    refused: ['status'] },
];

function grant(): Json {
  return { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }], to: [{ group: '', kind: 'Service' }] };
}
