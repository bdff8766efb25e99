import { type Manifest, manifestOf } from '../harness/manifests';
import { objectIn, type Row, writes } from './rows';
import { ABSENT, BANK, ISOLATED, NEW, SHOP, SMALL } from './world';

const NAME = 'kubernetes.io/metadata.name';
const policy = (spec: object, namespace = SHOP) => objectIn(namespace, 'networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ...spec } });
const egress = (to: object[], ports?: object[]) => policy({ policyTypes: ['Egress'], egress: [{ to, ...(ports && { ports }) }] });
const ingress = (from: object[], ports?: object[], namespace = SHOP) =>
  policy({ policyTypes: ['Ingress'], ingress: [{ from, ...(ports && { ports }) }] }, namespace);

const ledger = { podSelector: { matchLabels: { app: 'ledger' } } };
const bank = { namespaceSelector: { matchLabels: { [NAME]: BANK } }, ...ledger };
const byExpression = (expression: object) => ({ namespaceSelector: { matchExpressions: [{ key: NAME, ...expression }] } });
const bankIn = { ...byExpression({ operator: 'In', values: [BANK] }), ...ledger };
const port = { protocol: 'TCP', port: 8443 };
const block = { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.9/32'] } };
const resolver = { namespaceSelector: { matchLabels: { [NAME]: 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };

/** What a team's policies may open, each in the form that users write. */
const GOOD: readonly [string, Manifest][] = [
  ['its own namespace', egress([{ podSelector: {} }])],
  ['a declared neighbour by labels', egress([bank], [port])],
  ['a declared neighbour by In', egress([bankIn], [port])],
  ['a neighbour with further labels', egress([{ ...bank, podSelector: { matchLabels: { app: 'ledger', tier: 'api' } } }], [port])],
  ['a granted destination', egress([block], [{ protocol: 'TCP', port: 443 }])],
  ['the resolvers', egress([resolver], [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }])],
  ['nobody', policy({ policyTypes: ['Ingress', 'Egress'] })],
];

const BAD: readonly [string, Manifest][] = [
  ['every way out', policy({ policyTypes: ['Egress'], egress: [{}] })],
  ['every way in', policy({ policyTypes: ['Ingress'], ingress: [{}] })],
  ['every address', egress([{ ipBlock: { cidr: '0.0.0.0/0' } }])],
  ['every namespace', egress([{ namespaceSelector: {} }])],
  ['every namespace, on the neighbour\'s port', egress([{ ...ledger, namespaceSelector: {} }], [port])],
  ['all ports of a neighbour', egress([bank])],
  ['another port of a neighbour', egress([bank], [{ ...port, port: 8444 }])],
  ['a range of ports of a neighbour', egress([bank], [{ ...port, endPort: 9000 }])],
  ['another protocol of a neighbour', egress([bank], [{ ...port, protocol: 'UDP' }])],
  ['a port by name of a neighbour', egress([bank], [{ ...port, port: 'https' }])],
  ['a second port beside the neighbour\'s', egress([bank], [port, { ...port, port: 22 }])],
  ['other pods of a neighbour', egress([{ ...bank, podSelector: {} }], [port])],
  ['all pods of a neighbour', egress([{ namespaceSelector: bank.namespaceSelector }], [port])],
  ['a neighbour and another, by In', egress([{ ...ledger, ...byExpression({ operator: 'In', values: [BANK, SMALL] }) }], [port])],
  ['namespaces by NotIn', egress([{ ...ledger, ...byExpression({ operator: 'NotIn', values: [BANK] }) }], [port])],
  ['namespaces by Exists', egress([{ ...ledger, ...byExpression({ operator: 'Exists' }) }], [port])],
  ['namespaces by another label', egress([{ ...ledger, namespaceSelector: { matchLabels: { team: 'bank' } } }], [port])],
  ['the neighbour the other way round', ingress([bank], [port])],
  ['a destination without its exception', egress([{ ipBlock: { cidr: '203.0.113.0/24' } }], [{ protocol: 'TCP', port: 443 }])],
  ['a wider block', egress([{ ipBlock: { cidr: '203.0.0.0/16', except: block.ipBlock.except } }], [{ protocol: 'TCP', port: 443 }])],
  ['a good rule and a bad one', policy({ policyTypes: ['Egress'], egress: [{ to: [bank], ports: [port] }, { to: [{ namespaceSelector: {} }] }] })],
];

function networkPolicies(): Row[] {
  const shard = 'cluster-guards-network-policies-0';
  return [
    ...BAD.flatMap(([what, bad], i) => writes(shard, `a NetworkPolicy that opens ${what}`, bad, GOOD[i % GOOD.length][1])),
    ...writes(shard, 'a NetworkPolicy that lets in another than the declared neighbour',
      ingress([{ namespaceSelector: { matchLabels: { [NAME]: SMALL } } }], [port], BANK),
      ingress([{ namespaceSelector: { matchLabels: { [NAME]: SHOP } }, podSelector: { matchLabels: { app: 'web' } } }], [port], BANK)),
    ...writes('cluster-guards-network-policies-ungranted', 'a NetworkPolicy from another namespace where nothing was declared',
      ingress([bank], [port], NEW), ingress([{ podSelector: {} }], undefined, NEW)),
  ];
}

/** A twin by name of a policy that selects all pods, whoever applies it. */
function twins(): Row[] {
  const both = (spec: object) => policy({ podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Ingress', 'Egress'], ...spec });
  const older = both({ podSelector: {} });
  const opened = both({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
  const bad: [string, object][] = [
    ['for some pods', {}], ['for pods by expression', { podSelector: { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] } }],
    ['for one direction', { podSelector: {}, policyTypes: ['Ingress'] }],
  ];
  return bad.flatMap(([what, spec]) => writes('cluster-guards-network-policies-0', `a default deny into one ${what}`, both(spec), opened,
    { older, relabelled: opened, only: 'update' }));
}

const proxies = {
  namespaceSelector: { matchLabels: { [NAME]: 'envoy-gateway-system' } },
  podSelector: {
    matchLabels: { 'gateway.envoyproxy.io/owning-gateway-name': 'company-gateway', 'gateway.envoyproxy.io/owning-gateway-namespace': 'gateway-system' },
  },
};

/** What passes both policies of an isolated namespace, for all: it lets the gateway's proxies reach labelled pods. */
export const FOR_THE_PROXIES: Manifest = policy({
  podSelector: { matchLabels: { app: 'a' } }, policyTypes: ['Ingress'], ingress: [{ from: [proxies], ports: [{ protocol: 'TCP', port: 8080 }] }],
}, ISOLATED);

const namespace = (name: string, metadata: object = {}) => manifestOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...metadata } });

/** A Role inside a namespace allows changing it, its labels included. */
function namespaces(): Row[] {
  const policyName = 'cluster-guards-namespaces';
  const keys: [string, object][] = [
    ['pod security', { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }],
    ['mesh injection', { labels: { 'istio-injection': 'disabled' } }],
    ['mesh mode', { labels: { 'istio.io/dataplane-mode': 'none' } }],
    ['another mesh', { annotations: { 'linkerd.io/inject': 'disabled' } }],
    ['a network plugin', { annotations: { 'k8s.ovn.org/egress-ip': 'x' } }],
    ['a listed key', { labels: { 'company.com/tier': 'platform' } }],
  ];
  const patched = ([what, patch]: [string, object], subresource?: string): Row => ({
    what: `patch ${what} of a namespace${subresource === undefined ? '' : ` through ${subresource}`}`, policy: policyName, tenant: 'rights', stored: [],
    deny: { verb: 'patch', manifest: namespace(SHOP), subresource, patch: { metadata: patch } },
    allow: { verb: 'patch', manifest: namespace(SHOP), subresource, patch: { metadata: { labels: { 'example.com/note': 'x' } } } },
  });
  return [
    ...keys.map((key) => patched(key)), patched(keys[0], 'status'), patched(keys[0], 'finalize'),
  ];
}

/** Only the pipeline may create namespaces at all. */
export const NAMESPACE_CREATIONS: readonly [string, Manifest, Manifest][] = [
  ['one that was granted', namespace(ABSENT), namespace('proof-free')],
  ['one with a guarded label', namespace('proof-free', { labels: { 'istio-injection': 'disabled' } }), namespace('proof-free', { labels: { team: 'x' } })],
];

/** The doors of network policies and namespaces. */
export const DOORS_OF_POLICIES: readonly Row[] = [...networkPolicies(), ...twins(), ...namespaces()];
