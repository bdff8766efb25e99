import type { Random } from '../../../cluster/fuzz/random';
import type { Container, Labels, Namespace, Node, Pod } from '../objects';
import { NAMESPACE_KEYS, NAMESPACES, NODES, POD_KEYS, PORT_NAMES, PORT_NUMBERS, PROTOCOLS, type Settings, VALUES } from './settings';

export function namespacesOf({ random }: Settings): Namespace[] {
  return NAMESPACES.slice(0, 2 + random.below(3)).map((name) => ({
    apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: labelsOf(random, NAMESPACE_KEYS, 0.6) },
  }));
}

export function nodesOf({ random, families }: Settings): Node[] {
  return NODES.map((name, i) => ({
    apiVersion: 'v1', kind: 'Node', metadata: { name, labels: labelsOf(random, ['zone'], 0.7) },
    status: { addresses: families.map((family) => ({ type: 'InternalIP', address: family === 4 ? `172.16.0.${i + 1}` : `fd01::${i + 1}` })) },
  }));
}

export function podsOf(settings: Settings, namespaces: readonly Namespace[], nodes: readonly Node[]): Pod[] {
  const { random } = settings;
  return namespaces.flatMap(({ metadata: { name } }, home) =>
    Array.from({ length: 1 + random.below(4) }, (_, i) => podOf(settings, name, `p${i + 1}`, nodes, [home, i + 1])));
}

function podOf({ random, families, openEnds }: Settings, namespace: string, name: string, nodes: readonly Node[], place: readonly [number, number]): Pod {
  const node = random.chance(0.85) ? random.pick(nodes) : undefined;
  const hostNetwork = openEnds && node !== undefined && random.chance(0.1);
  const own = families.map((family) => (family === 4 ? `10.0.${place[0]}.${place[1]}` : `fd00:${place[0] || ''}::${place[1]}`));
  const ips = (hostNetwork ? node.status.addresses.map(({ address }) => address) : own.map(plain)).map((ip) => ({ ip }));
  return {
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name, namespace, ...(random.chance(0.9) && { labels: labelsOf(random, POD_KEYS, 0.7) }) },
    spec: { ...(node && { nodeName: node.metadata.name }), ...(hostNetwork && { hostNetwork }), containers: containersOf(random) },
    status: { podIP: ips[0].ip, podIPs: ips },
  };
}

/** `fd00:::1` is no address: where the place is the first, it is left out. */
function plain(address: string): string {
  return address.replace(':::', '::');
}

function containersOf(random: Random): Container[] {
  return Array.from({ length: random.chance(0.2) ? 2 : 1 }, (_, i) => ({
    name: `c${i + 1}`,
    ...(random.chance(0.85) && { ports: portsOf(random) }),
  }));
}

/** Names are used once in a container, and so are pairs of number and protocol. */
function portsOf(random: Random): NonNullable<Container['ports']> {
  const names = random.shuffled(PORT_NAMES);
  return random.shuffled(PORT_NUMBERS).slice(0, 1 + random.below(3)).map((containerPort, i) => ({
    containerPort,
    ...(random.chance(0.8) && { name: names[i] }),
    ...(random.chance(0.7) && { protocol: random.pick(PROTOCOLS) }),
  }));
}

export function labelsOf(random: Random, keys: readonly string[], share: number): Labels {
  return Object.fromEntries(keys.filter(() => random.chance(share)).map((key) => [key, random.pick(VALUES)]));
}
