import { type Packet, type Pod, podName } from '../objects';
import { OUTSIDE, PORT_NUMBERS, PROTOCOLS, type Settings } from './settings';

const COUNT = 24;

interface End {
  readonly address: string;
  readonly pod?: string;
}

/** Between pods, and between pods and the outside; none from a pod to itself, on which policies have no say. */
export function packetsOf(settings: Settings, pods: readonly Pod[]): Packet[] {
  const { random, families } = settings;
  return Array.from({ length: COUNT }, () => {
    const family = random.pick(families);
    const [first, second] = random.shuffled(pods);
    const one = endOf(first, family);
    const other = second === undefined || random.chance(0.3) ? { address: random.pick(OUTSIDE[family]) } : endOf(second, family);
    return random.chance(0.5) ? packet(settings, one, other) : packet(settings, other, one);
  });
}

function endOf(pod: Pod, family: 4 | 6): End {
  const { ip } = pod.status.podIPs.find((one) => one.ip.includes(':') === (family === 6))!;
  return { address: ip, pod: podName(pod) };
}

function packet({ random }: Settings, from: End, to: End): Packet {
  return {
    from: from.address, to: to.address,
    ...(from.pod !== undefined && { fromPod: from.pod }), ...(to.pod !== undefined && { toPod: to.pod }),
    protocol: random.pick(PROTOCOLS), port: random.chance(0.9) ? random.pick(PORT_NUMBERS) : 1 + random.below(65_535),
  };
}
