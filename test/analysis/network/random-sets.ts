import { type NetworkProfile, NP_GUARD, SPECIFICATION } from '../../../src/analysis/network';
import type { Manifest } from '../../../src/manifest/manifest';

/** Ways to read policies that random sets are judged in. */
export const PROFILES: Record<string, NetworkProfile> = {
  'netpol-analyzer': NP_GUARD,
  'the specification': SPECIFICATION,
  'a plugin whose blocks hold pods': { enforced: true, blocksMatchPods: true, networksMatchPods: true, hostNetworkAsPods: false },
};

/** Numbers that look random, the same for the same seed. */
export function randomOf(seed: number): { below: (limit: number) => number; pick: <T>(list: readonly T[]) => T; chance: (share: number) => boolean } {
  let state = seed * 2_654_435_761 >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)], chance: (share) => next() < share };
}

const NAMESPACES = ['a', 'b', 'c'];
const VALUES = ['x', 'y'];
const BLOCKS = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '192.0.2.7/32', '::/0', 'fd00::/8'];

/** A small set with every kind of policy, seldom twice the same. */
export function randomSet(seed: number): Manifest[] {
  const random = randomOf(seed);
  const { below, pick, chance } = random;
  const labels = (): Record<string, string> => Object.fromEntries(['app', 'tier'].filter(() => chance(0.7)).map((key) => [key, pick(VALUES)]));
  const selector = (): object => {
    if (chance(0.25)) return {};
    if (chance(0.6)) return { matchLabels: { [pick(['app', 'tier'])]: pick(VALUES) } };
    const operator = pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
    return { matchExpressions: [{ key: pick(['app', 'tier']), operator, ...(/In$/.test(operator) && { values: [pick(VALUES)] }) }] };
  };
  const namespaces = (): object => (chance(0.5) ? { matchLabels: { 'kubernetes.io/metadata.name': pick(NAMESPACES) } } : selector());
  const block = (): string => pick(BLOCKS);
  const port = (): object => pick([
    { port: 80 }, { port: 'http' }, { port: 80, endPort: 90 }, { protocol: 'UDP' }, { protocol: 'UDP', port: 53 }, { protocol: 'SCTP', port: 7 },
  ]);
  const newPort = (): object => pick([
    { tcp: { destinationPort: { number: 80 } } }, { destinationNamedPort: 'http' },
    { udp: { destinationPort: { range: { start: 50, end: 60 } } } }, { sctp: {} },
  ]);
  const times = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);
  const some = <T>(most: number, make: () => T): T[] => [make(), ...times(most - 1, make)];
  const peer = (): object => pick([
    () => ({ podSelector: selector() }), () => ({ namespaceSelector: namespaces() }), () => ({ namespaceSelector: namespaces(), podSelector: selector() }),
    () => ({ ipBlock: { cidr: block(), ...(chance(0.3) && { except: ['10.1.2.0/24'] }) } }),
  ])();
  const rules = (field: string): object[] =>
    times(2, () => ({ ...(chance(0.85) && { [field]: some(2, peer) }), ...(chance(0.5) && { ports: some(2, port) }) }));
  const clusterPeer = (out: boolean): object => pick([
    () => ({ namespaces: namespaces() }), () => ({ pods: { namespaceSelector: namespaces(), podSelector: selector() } }),
    () => (out ? { networks: [block()] } : { namespaces: {} }),
  ])();
  const clusterRules = (field: string): object[] => times(3, () => ({
    action: pick(['Accept', 'Deny', 'Pass']),
    [field]: some(2, () => clusterPeer(field === 'to')),
    ...(chance(0.5) && { protocols: some(2, newPort) }),
  }));
  const namespacesHere = NAMESPACES.filter(() => chance(0.8));
  return [
    ...namespacesHere.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: labels() } })),
    ...Array.from({ length: 6 }, (_, i) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `p${i}`, namespace: pick(NAMESPACES), labels: labels() },
      spec: {
        ...(chance(0.1) && { hostNetwork: true }),
        containers: [{ ports: chance(0.6) ? [{ name: 'http', containerPort: pick([80, 8080]) }] : [] }],
      },
      ...(chance(0.5) && { status: { podIPs: [{ ip: pick(['10.1.0.5', '10.2.0.5', '192.0.2.7']) }, ...(chance(0.5) ? [{ ip: 'fd00::5' }] : [])] } }),
    })),
    ...times(4, () => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `n${below(1000)}`, namespace: pick(NAMESPACES) },
      spec: { podSelector: selector(), policyTypes: pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']]), ingress: rules('from'), egress: rules('to') },
    })),
    ...times(3, () => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: `c${below(1000)}` },
      spec: {
        tier: pick(['Admin', 'Admin', 'Baseline']),
        priority: below(3),
        subject: pick([() => ({ namespaces: namespaces() }), () => ({ pods: { namespaceSelector: namespaces(), podSelector: selector() } })])(),
        ingress: clusterRules('from'),
        egress: clusterRules('to'),
      },
    })),
  ];
}
