import { ClusterIndex } from '../../src/analysis/cluster/cluster-index';
import type { Entry, Rule } from '../../src/analysis/rule';
import { RULES } from '../../src/analysis/rules/catalogue';
import { groupOf } from '../../src/manifest/manifest';
import { ALMOST_LINEAR, growthByFour, secondsOf } from './growth';

const API = 'gateway.networking.k8s.io/v1';
const tls = { certificateRefs: [{ name: 'tls' }] };
const backendRefs = [{ name: 'web', port: 80 }];

const times = (size: number, make: (i: number) => Entry[]): Entry[] => Array.from({ length: size }, (_, i) => make(i)).flat();
const made = (apiVersion: string, kind: string, name: string, more: object): Entry =>
  ({ manifest: { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...more }, file: `${kind}/${name}.yaml` });
const object = (kind: string, name: string, spec: object): Entry => made(API, kind, name, { spec });
const route = (i: number, spec: object, kind = 'HTTPRoute'): Entry =>
  object(kind, `route-${i}`, { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs }], ...spec });
const edge = (spec: object = {}): Entry =>
  object('Gateway', 'edge', { gatewayClassName: 'c', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }], ...spec });
const namespace = (i: number): Entry => ({ manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${i}`, labels: { team: `${i}`, a: 'b' } } } });
const admitting = (i: number, matchExpressions: object[]): Entry => object('Gateway', `gateway-${i}`, {
  gatewayClassName: 'c',
  listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Selector', selector: { matchExpressions } } } }],
});
const workload = (i: number): Entry => made('apps/v1', 'Deployment', `web-${i}`, {
  spec: { template: { metadata: { labels: { app: `web-${i}` } }, spec: { hostNetwork: i % 2 === 0, containers: [] } } },
});
const policy = (i: number, subject: object, peer: object): Entry => made('networking.k8s.io/v1', 'NetworkPolicy', `policy-${i}`, {
  spec: { podSelector: { matchExpressions: [subject] }, policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: { matchExpressions: [peer] } }] }] },
});
const toHttps = { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] };

const SHAPES: Readonly<Record<string, (size: number) => Entry[]>> = {
  'selectors by labels that exist, and namespaces': (size) => times(size, (i) => [admitting(i, [{ key: `x-${i}`, operator: 'Exists' }]), namespace(i)]),
  'one selector everywhere, and namespaces': (size) => times(size, (i) => [admitting(i, [{ key: 'a', operator: 'NotIn', values: ['b'] }]), namespace(i)]),
  'policies by labels that exist or are others, and workloads': (size) => times(size, (i) =>
    [policy(i, { key: `x-${i}`, operator: 'Exists' }, { key: `y-${i}`, operator: 'NotIn', values: ['a'] }), workload(i)]),
  'policies of one selector, and workloads': (size) => times(size, (i) =>
    [policy(i, { key: 'app', operator: 'Exists' }, { key: 'app', operator: 'NotIn', values: ['web-1'] }), workload(i)]),
  'ListenerSets of one Gateway, and redirects': (size) => [edge({ allowedListeners: { namespaces: { from: 'All' } } }), ...times(size, (i) => [
    object('ListenerSet', `set-${i}`, {
      parentRef: { name: 'edge' },
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', hostname: `h${i}.com` }, { name: 'https', port: 443, protocol: 'HTTPS', hostname: `h${i}.com`, tls },
      ],
    }),
    route(i, { parentRefs: [{ kind: 'ListenerSet', name: `set-${i}`, sectionName: 'http' }], hostnames: [`h${i}.com`], rules: Array(8).fill(toHttps) }),
  ])],
  'redirects of one hostname': (size) => [edge(), ...times(size, (i) => [
    route(i, { hostnames: ['a.com'], rules: [{ ...toHttps, matches: [{ path: { type: 'Exact', value: `/${i}` } }] }] }),
  ])],
  'routes for requests and for calls of wildcards': (size) => [edge(), ...times(size, (i) =>
    [route(i, { hostnames: [`*.web-${i}.com`] }), route(i, { hostnames: [`*.calls-${i}.com`] }, 'GRPCRoute')])],
  'routes on 64 listeners': (size) => [
    edge({ listeners: Array.from({ length: 64 }, (_, i) => ({ name: `l${i}`, port: 443, protocol: 'HTTPS', hostname: `*.h${i}.com`, tls })) }),
    ...times(size, (i) => [route(i, { hostnames: [`a${i}.h${i % 65}.com`] })]),
  ],
  'ListenerSets under one certificate': (size) => [
    edge({ allowedListeners: { namespaces: { from: 'All' } } }),
    made('cert-manager.io/v1', 'Certificate', 'tls', { spec: { secretName: 'tls', dnsNames: ['*.a.com'] } }),
    ...times(size, (i) => [object('ListenerSet', `set-${i}`, {
      parentRef: { name: 'edge' }, listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', hostname: `h${i}.a.com`, tls }],
    })]),
  ],
  'routes of many namespaces for one name': (size) => [
    edge({ listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }] }),
    ...times(size, (i) => [{ manifest: {
      apiVersion: API, kind: 'HTTPRoute', metadata: { name: 'web', namespace: `team-${i}` },
      spec: { parentRefs: [{ name: 'edge', namespace: 'shop' }], hostnames: ['a.com'], rules: [{ backendRefs }] },
    } }]),
  ],
  'objects of one name, in a folder each': (size) => times(size, (i) => [{ ...made('v1', 'ConfigMap', 'settings', {}), file: `overlay-${i}/a.yaml` }]),
  'objects of one name, in one folder': (size) => times(size, () => [made('v1', 'ConfigMap', 'settings', {})]),
  'grants, and references across namespaces': (size) => times(size, (i) => [
    { manifest: { apiVersion: API, kind: 'ReferenceGrant', metadata: { name: `g${i}`, namespace: 'shared' }, spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: `team-${i}` }], to: [{ group: '', kind: 'Service', name: 'web' }],
    } } },
    route(i, { rules: [{ backendRefs: [{ ...backendRefs[0], namespace: 'shared' }] }] }),
  ]),
  'matches of one route': (size) => [edge(), route(0, { rules: [{ matches: Array(10 * size).fill({ path: { value: '/a' } }), backendRefs }] })],
};

/** Too short a time to tell how it grows. */
const SHORT = 0.03;
const SIZE = 100;

const rulesFor = (kinds: ReadonlySet<string>): Rule[] => RULES.filter((rule) => !rule.kinds || rule.kinds.some((kind) => kinds.has(kind)));
const kindOf = ({ manifest: { apiVersion, kind } }: Entry): string => `${groupOf(apiVersion)}/${kind}`;

/** What one rule says of all, with nothing known before. */
function run(rule: Rule, entries: readonly Entry[]): void {
  const context = { channel: 'standard', index: new ClusterIndex(entries) } as const;
  for (const entry of entries) if (rule.kinds?.includes(kindOf(entry)) !== false) rule.check(entry, context);
}

/** What seems to grow so is measured again: other work on the machine may have come in between. */
function growthOf(rule: Rule, shape: (size: number) => Entry[]): number {
  const [some, many] = [shape(SIZE), shape(4 * SIZE)];
  const growth = (): number => growthByFour(SIZE, (size) => run(rule, size === SIZE ? some : many));
  const first = growth();
  return first > ALMOST_LINEAR ? Math.min(first, growth()) : first;
}

describe('No rule takes a time that grows with the square of the objects', () => {
  test.each(Object.entries(SHAPES))('%s', (_, shape) => {
    const [some, many] = [shape(SIZE), shape(4 * SIZE)];
    const rules = rulesFor(new Set(many.map(kindOf)));
    for (const rule of rules) run(rule, some);
    const slow = rules.filter((rule) => secondsOf(() => run(rule, many)) > SHORT)
      .map((rule) => ({ code: rule.code, growth: growthOf(rule, shape) }));
    expect(slow.filter(({ growth }) => growth > ALMOST_LINEAR)).toEqual([]);
  });
});
