import type { Random } from '../../../cluster/fuzz/random';
import type { Namespace, NetworkPolicy, Peer, Port, Rule } from '../objects';
import { namespaceSelector, podSelector } from './selectors';
import { BLOCKS, INNER_BLOCKS, PORT_NAMES, PORT_NUMBERS, PROTOCOLS, type Settings } from './settings';

export function networkPoliciesOf(settings: Settings, namespaces: readonly Namespace[]): NetworkPolicy[] {
  const { random } = settings;
  return Array.from({ length: random.pick([0, 2, 3, 4, 5, 6, 7]) }, (_, i) => policyOf(settings, random.pick(namespaces).metadata.name, `np${i + 1}`));
}

/** Without policyTypes it isolates for ingress, and for egress where it has rules for that. */
function policyOf(settings: Settings, namespace: string, name: string): NetworkPolicy {
  const { random } = settings;
  const types = random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress'], undefined] as const);
  const has = (type: 'Ingress' | 'Egress'): boolean => (types === undefined ? random.chance(0.5) : random.chance(types.includes(type as never) ? 0.85 : 0.1));
  return {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace },
    spec: {
      podSelector: podSelector(random),
      ...(types && { policyTypes: [...types] }),
      ...(has('Ingress') && { ingress: rulesOf(settings, 'from') }),
      ...(has('Egress') && { egress: rulesOf(settings, 'to') }),
    },
  };
}

/** An empty list of rules opens nothing; an empty rule opens all. */
function rulesOf(settings: Settings, field: 'from' | 'to'): Rule[] {
  const { random } = settings;
  return Array.from({ length: random.pick([0, 1, 1, 1, 2, 2]) }, () => ({
    ...(random.chance(0.8) && { [field]: Array.from({ length: random.pick([0, 1, 1, 2, 2, 3]) }, () => peerOf(settings)) }),
    ...(random.chance(0.6) && { ports: Array.from({ length: random.pick([0, 1, 1, 2, 2]) }, () => portOf(random)) }),
  }));
}

function peerOf(settings: Settings): Peer {
  const { random } = settings;
  const form = random.below(10);
  if (form < 3) return { ipBlock: blockOf(settings) };
  return {
    ...(form < 7 && { namespaceSelector: namespaceSelector(random) }),
    ...(form > 4 && { podSelector: podSelector(random) }),
  };
}

export function blockOf(settings: Settings): NonNullable<Peer['ipBlock']> {
  const { random } = settings;
  const [cidr, parts] = random.pick(blocksOf(settings));
  const except = parts.filter(() => random.chance(0.5));
  return { cidr, ...(except.length > 0 && { except }) };
}

/** Of both families, whatever the cluster's own are: a block of the other one holds none of its addresses. */
export function blocksOf({ random, families, blocksHoldPods }: Settings): readonly (readonly [string, readonly string[]])[] {
  const family = random.chance(0.9) ? random.pick(families) : random.pick([4, 6] as const);
  return blocksHoldPods && random.chance(0.5) ? INNER_BLOCKS[family] : BLOCKS[family];
}

function portOf(random: Random): Port {
  const protocol = random.chance(0.75) ? { protocol: random.pick(PROTOCOLS) } : {};
  const form = random.below(10);
  if (form < 2) return protocol;
  if (form < 5) return { ...protocol, port: random.pick(PORT_NAMES) };
  const port = random.pick(PORT_NUMBERS);
  return { ...protocol, port, ...(form > 7 && { endPort: random.pick([port, port + 1, port + 400, 9000, 65_535].filter((end) => end >= port)) }) };
}
