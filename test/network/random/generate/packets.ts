import { type Node, type Packet, type Pod, podName } from '../objects';
import { OUTSIDE, PORT_NUMBERS, PROTOCOLS, type Settings } from './settings';

const COUNT = 24;

interface End {
  readonly address: string;
  readonly pod?: Pod;
}

/** Between pods, and between pods and the outside; none from a pod to itself, on which policies have no say. */
export function packetsOf(settings: Settings, pods: readonly Pod[], nodes: readonly Node[]): Packet[] {
  const { random, families } = settings;
  return Array.from({ length: COUNT }, () => {
    const family = random.pick(families);
    const [first, second] = random.shuffled(pods);
    const one = endOf(first, family);
    const outgoing = random.chance(0.5);
    const other = second === undefined || random.chance(0.3) ? outside(settings, family, outgoing ? nodes : []) : endOf(second, family);
    return outgoing ? packet(settings, one, other) : packet(settings, other, one);
  });
}

/** Nodes are met as destinations alone: nothing keeps a node from its own pods. */
function outside({ random }: Settings, family: 4 | 6, nodes: readonly Node[]): End {
  const addresses = nodes.flatMap(({ status }) => status.addresses.map(({ address }) => address));
  const known = addresses.filter((address) => isOf(family, address));
  return { address: random.pick(known.length > 0 && random.chance(0.3) ? known : OUTSIDE[family]) };
}

function endOf(pod: Pod, family: 4 | 6): End {
  return { address: pod.status.podIPs.find(({ ip }) => isOf(family, ip))!.ip, pod };
}

function isOf(family: 4 | 6, address: string): boolean {
  return address.includes(':') === (family === 6);
}

/** More often than not to a port that the destination declares, so that names of ports matter. */
function packet({ random }: Settings, from: End, to: End): Packet {
  const declared = to.pod?.spec.containers.flatMap(({ ports = [] }) => ports) ?? [];
  const { protocol = 'TCP', containerPort } = declared.length > 0 && random.chance(0.6)
    ? random.pick(declared)
    : { protocol: random.pick(PROTOCOLS), containerPort: random.chance(0.9) ? random.pick(PORT_NUMBERS) : 1 + random.below(65_535) };
  return {
    from: from.address, to: to.address,
    ...(from.pod && { fromPod: podName(from.pod) }), ...(to.pod && { toPod: podName(to.pod) }),
    protocol, port: containerPort,
  };
}
