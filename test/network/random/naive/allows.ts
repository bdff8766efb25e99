import { type Labels, type Packet, type Pod, podName, type TestCluster } from '../objects';
import { decideTier } from './cluster-policies';
import { decideNetworkPolicies } from './network-policies';
import type { Api, End, Role, World } from './world';

/** One side of a packet, as policies look at it. */
export interface Side {
  readonly cluster: TestCluster;
  readonly world: World;
  readonly packet: Packet;
  readonly direction: 'ingress' | 'egress';
  /** The pod whose policies are asked. */
  readonly pod: Pod;
  readonly other: End;
}

/**
 * Whether policies let a packet through, straight from the specifications: each policy, rule and peer is looked at anew, one
 * after the other. Both the side that sends and the side that receives have to let it pass, unless one is the node of the other.
 */
export function allows(cluster: TestCluster, packet: Packet, world: World): boolean {
  const from = endOf(cluster, packet.from, packet.fromPod);
  const to = endOf(cluster, packet.to, packet.toPod);
  const sideAllows = (direction: 'ingress' | 'egress', { pod }: End, other: End): boolean =>
    pod === undefined || decide({ cluster, world, packet, direction, pod, other });
  return world.isOwnNode(from, to) || sideAllows('egress', from, to) && sideAllows('ingress', to, from);
}

/** The tiers in their order; what none of them decides is allowed. Source: Network Policy API, ClusterNetworkPolicySpec.tier. */
function decide(side: Side): boolean {
  const admin = decideTier(side, 'Admin');
  if (admin === 'allow' || admin === 'deny') return admin === 'allow';
  return decideNetworkPolicies(side) ?? decideTier(side, 'Baseline') !== 'deny';
}

function endOf({ pods }: TestCluster, address: string, name: string | undefined): End {
  return { address, pod: name === undefined ? undefined : pods.find((pod) => podName(pod) === name) };
}

/** The labels of a pod's namespace; the control plane adds its name to them. */
export function namespaceLabels({ namespaces }: TestCluster, { metadata }: Pod): Labels {
  const labels = namespaces.find(({ metadata: { name } }) => name === metadata.namespace)?.metadata.labels;
  return { ...labels, 'kubernetes.io/metadata.name': metadata.namespace! };
}

interface NumberedPort {
  readonly number: number;
  readonly protocol: string;
}

/** The ports of a name that the destination declares: a pod that is one for policies of this API. */
export function portsNamed(name: string | undefined, { direction, pod, other, world }: Side, api: Api): NumberedPort[] {
  const [destination, role]: [Pod | undefined, Role] = direction === 'ingress' ? [pod, 'subject'] : [other.pod, 'peer'];
  if (!destination || !world.isPod(destination, role, api)) return [];
  return destination.spec.containers.flatMap(({ ports = [] }) => ports).filter((port) => port.name === name)
    .map(({ containerPort, protocol = 'TCP' }) => ({ number: containerPort, protocol }));
}
