import type { Random } from '../../../cluster/fuzz/random';
import type { ClusterPeer, ClusterPolicy, ClusterRule, NewPort, OldPort } from '../objects';
import { blocksOf } from './network-policies';
import { nodeSelector, podsPeer } from './selectors';
import { PORT_NAMES, PORT_NUMBERS, PROTOCOLS, type Settings } from './settings';

const GROUP = 'policy.networking.k8s.io';

type Version = 'v1alpha1' | 'v1alpha2';
type Action = ClusterRule['action'];

export function adminPoliciesOf(settings: Settings): ClusterPolicy[] {
  if (settings.clusterWide !== 'v1alpha1') return [];
  const priorities = prioritiesOf(settings);
  return Array.from({ length: settings.random.below(4) }, (_, i) => ({
    apiVersion: `${GROUP}/v1alpha1`, kind: 'AdminNetworkPolicy', metadata: { name: `anp${i + 1}` },
    spec: { priority: priorities[i], ...bodyOf(settings, 'v1alpha1', ['Allow', 'Deny', 'Pass']) },
  }));
}

/** There is at most one, and it is called default. */
export function baselinePoliciesOf(settings: Settings): ClusterPolicy[] {
  if (settings.clusterWide !== 'v1alpha1' || settings.random.chance(0.35)) return [];
  return [{
    apiVersion: `${GROUP}/v1alpha1`, kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default' },
    spec: bodyOf(settings, 'v1alpha1', ['Allow', 'Deny', 'Deny']),
  }];
}

export function clusterPoliciesOf(settings: Settings): ClusterPolicy[] {
  const { random, clusterWide } = settings;
  if (clusterWide !== 'v1alpha2') return [];
  const priorities = prioritiesOf(settings);
  return Array.from({ length: random.below(5) }, (_, i) => ({
    apiVersion: `${GROUP}/v1alpha2`, kind: 'ClusterNetworkPolicy', metadata: { name: `cnp${i + 1}` },
    spec: {
      tier: random.chance(0.6) ? 'Admin' as const : 'Baseline' as const, priority: priorities[i], ...bodyOf(settings, 'v1alpha2', ['Accept', 'Deny', 'Pass']),
    },
  }));
}

/** Each once, unless the cluster is one of open ends: then from few, so that some tie. */
function prioritiesOf({ random, openEnds }: Settings): number[] {
  if (!openEnds) return random.shuffled([0, 5, 10, 500, 1000]);
  return Array.from({ length: 5 }, () => random.pick([1, 2, 3]));
}

function bodyOf(settings: Settings, version: Version, actions: readonly Action[]): Omit<ClusterPolicy['spec'], 'tier' | 'priority'> {
  const { random } = settings;
  return {
    subject: podsPeer(random),
    ...(random.chance(0.75) && { ingress: rulesOf(settings, version, 'from', actions) }),
    ...(random.chance(0.75) && { egress: rulesOf(settings, version, 'to', actions) }),
  };
}

function rulesOf(settings: Settings, version: Version, field: 'from' | 'to', actions: readonly Action[]): ClusterRule[] {
  const { random } = settings;
  return Array.from({ length: 1 + random.below(3) }, () => {
    const peers = Array.from({ length: 1 + random.below(2) }, () => peerOf(settings, version, field));
    const mayName = peers.every(({ networks, nodes, domainNames }) => !networks && !nodes && !domainNames);
    return {
      // Names of domains are for rules that accept only.
      action: peers.some(({ domainNames }) => domainNames) ? 'Accept' : random.pick(actions),
      [field]: peers,
      ...(random.chance(0.6) && portsOf(random, version, mayName)),
    };
  });
}

function portsOf(random: Random, version: Version, mayName: boolean): Pick<ClusterRule, 'ports' | 'protocols'> {
  const some = <T>(one: () => T): T[] => Array.from({ length: 1 + random.below(2) }, one);
  return version === 'v1alpha1' ? { ports: some(() => oldPort(random, mayName)) } : { protocols: some(() => newPort(random, mayName)) };
}

function peerOf(settings: Settings, version: Version, field: 'from' | 'to'): ClusterPeer {
  const { random, openEnds } = settings;
  const form = random.below(20);
  if (field === 'from' || form < 12) return podsPeer(random);
  if (form === 12 && openEnds) return { nodes: nodeSelector(random) };
  if (form > 12 && form < 15 && openEnds && version === 'v1alpha2') return { domainNames: ['api.example.com'] };
  const cidrs = Array.from({ length: 1 + random.below(2) }, () => random.pick(blocksOf(settings))[0]);
  return { networks: [...new Set(cidrs)] };
}

/** A range ends after it begins. */
function rangeOf(random: Random): { start: number; end: number } {
  const start = random.pick(PORT_NUMBERS);
  return { start, end: random.pick([start + 1, start + 400, 9001, 65_535].filter((end) => end > start)) };
}

function oldPort(random: Random, mayName: boolean): OldPort {
  const protocol = random.chance(0.75) ? { protocol: random.pick(PROTOCOLS) } : {};
  const form = random.below(mayName ? 10 : 7);
  if (form < 4) return { portNumber: { ...protocol, port: random.pick(PORT_NUMBERS) } };
  return form < 7 ? { portRange: { ...protocol, ...rangeOf(random) } } : { namedPort: random.pick(PORT_NAMES) };
}

function newPort(random: Random, mayName: boolean): NewPort {
  const protocol = random.pick(['tcp', 'tcp', 'udp', 'sctp'] as const);
  const form = random.below(mayName ? 10 : 7);
  if (form < 2) return { [protocol]: {} };
  if (form < 5) return { [protocol]: { destinationPort: { number: random.pick(PORT_NUMBERS) } } };
  return form < 7 ? { [protocol]: { destinationPort: { range: rangeOf(random) } } } : { destinationNamedPort: random.pick(PORT_NAMES) };
}
