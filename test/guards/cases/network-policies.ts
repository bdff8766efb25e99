import type { Manifest } from '../../../src/manifest/manifest';
import { NEIGHBOUR, TEAM } from '../settings';
import { type DoorCase, object } from './door-case';

const policy = (spec: object): Manifest => object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ...spec } });
const named = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const among = (...values: string[]) => ({ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] });
const pay = { podSelector: { matchLabels: { app: 'pay' } } };
const ports = (port: number | string, protocol = 'TCP') => [{ port, protocol }];
const egress = (to: object[], more: object = {}): Manifest => policy({ egress: [{ to, ...more }] });

const allowed = (title: string, manifest: Manifest): DoorCase => ({ door: 'network-policy', title, manifest });
const denied = (title: string, manifest: Manifest): DoorCase =>
  ({ door: 'network-policy', title, manifest, refusedBy: 'cluster-guards-network-policies-0' });

const kept = { ...policy({ policyTypes: ['Ingress', 'Egress'] }), metadata: { name: 'kept', namespace: TEAM } };
const twin = (title: string, spec: object, refused = true): DoorCase => ({
  door: 'twin', title, older: kept, manifest: { ...kept, spec: { podSelector: {}, ...spec } },
  ...(refused && { refusedBy: 'cluster-guards-network-policies-0' }),
});

export const NETWORK_POLICY_CASES: readonly DoorCase[] = [
  allowed('a default deny', policy({ policyTypes: ['Ingress', 'Egress'] })),
  allowed('its own pods', policy({ ingress: [{ from: [{ podSelector: {} }] }] })),
  allowed('its own namespace by name', egress([{ namespaceSelector: named(TEAM) }])),
  allowed('a declared neighbour', egress([{ namespaceSelector: named(NEIGHBOUR), ...pay }], { ports: ports(8080) })),
  allowed('a declared neighbour by In', egress([{ namespaceSelector: among(NEIGHBOUR), ...pay }], { ports: ports(8080) })),
  allowed('a granted destination', egress([{ ipBlock: { cidr: '203.0.113.0/24' } }], { ports: ports(443) })),
  allowed('the resolver', egress([{ namespaceSelector: named('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], {
    ports: ports(53, 'UDP'),
  })),
  denied('everything', policy({ egress: [{}] })),
  denied('everybody', policy({ ingress: [{}] })),
  denied('an empty list of peers', egress([])),
  denied('all namespaces', egress([{ namespaceSelector: {} }])),
  denied('all namespaces but one', egress([{
    namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['x'] }] },
  }])),
  denied('a neighbour on another port', egress([{ namespaceSelector: named(NEIGHBOUR), ...pay }], { ports: ports(8081) })),
  denied('a neighbour on all ports', egress([{ namespaceSelector: named(NEIGHBOUR), ...pay }])),
  denied('a neighbour on a port by name', egress([{ namespaceSelector: named(NEIGHBOUR), ...pay }], { ports: ports('http') })),
  denied('a neighbour over UDP', egress([{ namespaceSelector: named(NEIGHBOUR), ...pay }], { ports: ports(8080, 'UDP') })),
  denied('other pods of a neighbour', egress([{ namespaceSelector: named(NEIGHBOUR), podSelector: {} }], { ports: ports(8080) })),
  denied('a neighbour beside another', egress([{ namespaceSelector: among(NEIGHBOUR, 'x'), ...pay }], { ports: ports(8080) })),
  denied('an address', egress([{ ipBlock: { cidr: '198.51.100.0/24' } }], { ports: ports(443) })),
  denied('a part of a granted destination', egress([{ ipBlock: { cidr: '203.0.113.1/32' } }], { ports: ports(443) })),
  denied('its own namespace beside the world', egress([{ podSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }])),
  twin('its own pods beside the default deny', { policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }] }, false),
  twin('for one direction of two', { policyTypes: ['Ingress'] }),
  twin('for other pods', { podSelector: { matchLabels: { app: 'none' } }, policyTypes: ['Ingress', 'Egress'] }),
];
