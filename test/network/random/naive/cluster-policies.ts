import type { ClusterPeer, ClusterPolicy, ClusterRule, NewPort, NewPortSettings, OldPort, Pod, PodsPeer, Selector } from '../objects';
import { namespaceLabels, portsNamed, type Side } from './allows';
import { meets } from './selectors';
import type { Quirk, Role } from './world';

const API = 'cluster-wide';

export type ClusterAction = 'allow' | 'deny' | 'pass';

/** The known ones are all of v1alpha1. */
const NO_QUIRKS: ReadonlySet<Quirk> = new Set();
const ACTIONS = { Allow: 'allow', Accept: 'allow', Deny: 'deny', Pass: 'pass' } as const;

/** What a tier of cluster-wide policies says, the lowest priority first. Source: Network Policy API, ClusterNetworkPolicySpec.priority. */
export function decideTier(side: Side, tier: 'Admin' | 'Baseline'): ClusterAction | undefined {
  const speaking = policiesOf(side, tier).filter(({ spec }) => takes(spec.subject, side.pod, 'subject', side)).flatMap((policy) => {
    const quirks = policy.apiVersion.endsWith('/v1alpha1') ? side.world.quirks : NO_QUIRKS;
    const rule = (policy.spec[side.direction] ?? []).find((one) => applies(one, side, quirks));
    return rule ? [{ policy, action: ACTIONS[rule.action] }] : [];
  });
  if (speaking.length === 0) return undefined;
  const first = Math.min(...speaking.map(({ policy }) => policy.spec.priority ?? 0));
  const tied = speaking.filter(({ policy }) => (policy.spec.priority ?? 0) === first);
  const picked = tied.length === 1 ? tied[0].policy : side.world.pick(tied.map(({ policy }) => policy));
  return tied.find(({ policy }) => policy === picked)!.action;
}

function policiesOf({ cluster }: Side, tier: 'Admin' | 'Baseline'): ClusterPolicy[] {
  const old = tier === 'Admin' ? cluster.adminNetworkPolicies : cluster.baselineAdminNetworkPolicies;
  return [...old, ...cluster.clusterNetworkPolicies.filter(({ spec }) => spec.tier === tier)];
}

function takes({ namespaces, pods }: PodsPeer, pod: Pod | undefined, role: Role, { cluster, world }: Side): boolean {
  if (!pod || !world.isPod(pod, role, API)) return false;
  const labels = namespaceLabels(cluster, pod);
  if (namespaces) return meets(labels, namespaces);
  return pods !== undefined && meets(labels, pods.namespaceSelector) && meets(pod.metadata.labels ?? {}, pods.podSelector);
}

function applies({ from, to, ports = [], protocols = [] }: ClusterRule, side: Side, quirks: ReadonlySet<Quirk>): boolean {
  const isAny = ports.length + protocols.length === 0;
  if (!isAny && !ports.some((port) => isOldPort(port, side, quirks)) && !protocols.some((port) => isNewPort(port, side))) return false;
  return (from ?? to ?? []).some((peer) => isPeer(peer, side, quirks));
}

function isPeer(peer: ClusterPeer, side: Side, quirks: ReadonlySet<Quirk>): boolean {
  const { other, cluster, world } = side;
  if (takes(peer, other.pod, 'peer', side)) return true;
  if (peer.networks?.some((cidr) => world.holds(cidr, [], other, API))) return true;
  if (peer.domainNames?.some((domain) => world.resolves(domain, other))) return true;
  const { nodes } = peer;
  if (!nodes) return false;
  if (quirks.has('nodes are their pods')) return isOnNode(nodes, side);
  return world.isNode(nodes, cluster.nodes, other);
}

/** Whether the peer is a pod on a node that a selector takes; one without a node counts as one on a node without labels. */
function isOnNode(selector: Selector, { other: { pod }, cluster, world }: Side): boolean {
  if (!pod || !world.isPod(pod, 'peer', API)) return false;
  return meets(cluster.nodes.find(({ metadata }) => metadata.name === pod.spec.nodeName)?.metadata.labels ?? {}, selector);
}

function isOldPort({ portNumber, portRange, namedPort }: OldPort, side: Side, quirks: ReadonlySet<Quirk>): boolean {
  const { packet: { port, protocol } } = side;
  if (portNumber) return (portNumber.protocol ?? 'TCP') === protocol && portNumber.port === port;
  if (portRange) return (portRange.protocol ?? 'TCP') === protocol && portRange.start <= port && port <= portRange.end;
  return isNamed(namedPort, side, quirks.has('a name is any port'));
}

function isNewPort({ tcp, udp, sctp, destinationNamedPort }: NewPort, side: Side): boolean {
  if (destinationNamedPort !== undefined) return isNamed(destinationNamedPort, side, false);
  const settings = { TCP: tcp, UDP: udp, SCTP: sctp }[side.packet.protocol];
  return settings !== undefined && isNumber(settings, side.packet.port);
}

function isNumber({ destinationPort: { number, range } = {} }: NewPortSettings, port: number): boolean {
  if (number !== undefined) return number === port;
  return range === undefined || (range.start <= port && port <= range.end);
}

function isNamed(name: string | undefined, side: Side, isAnyPort: boolean): boolean {
  const { port, protocol } = side.packet;
  return portsNamed(name, side, API).some((one) => isAnyPort || (one.number === port && one.protocol === protocol));
}
