import type { NetworkPolicy, Peer, Port, Rule } from '../objects';
import { namespaceLabels, portsNamed, type Side } from './allows';
import { meets } from './selectors';

const API = 'NetworkPolicy';

/** What NetworkPolicies say; undefined where none of them isolates the pod. Source: Kubernetes, network policies. */
export function decideNetworkPolicies(side: Side): boolean | undefined {
  const { cluster, pod, direction, world } = side;
  if (!world.isPod(pod, 'subject', API)) return undefined;
  const selecting = cluster.networkPolicies.filter(({ metadata, spec }) =>
    metadata.namespace === pod.metadata.namespace && meets(pod.metadata.labels ?? {}, spec.podSelector));
  const isolating = selecting.filter((policy) => isolates(policy, direction));
  if (isolating.length === 0) return selecting.length > 0 && world.quirks.has('one direction decides both') ? true : undefined;
  return isolating.some((policy) => (policy.spec[direction] ?? []).some((rule) => admits(rule, policy, side)));
}

/** Without policyTypes: always for ingress, and for egress where there is a rule for it. */
function isolates({ spec: { policyTypes, egress = [] } }: NetworkPolicy, direction: 'ingress' | 'egress'): boolean {
  if (policyTypes) return policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || egress.length > 0;
}

/** Missing and empty lists stand for everybody and for every port. */
function admits({ from, to, ports = [] }: Rule, policy: NetworkPolicy, side: Side): boolean {
  const peers = from ?? to ?? [];
  return (ports.length === 0 || ports.some((port) => isPort(port, side))) && (peers.length === 0 || peers.some((peer) => isPeer(peer, policy, side)));
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, policy: NetworkPolicy, { cluster, other, world }: Side): boolean {
  if (ipBlock) return world.holds(ipBlock.cidr, ipBlock.except ?? [], other, API);
  const { pod } = other;
  if (!pod || !world.isPod(pod, 'peer', API)) return false;
  const isNamespace = namespaceSelector ? meets(namespaceLabels(cluster, pod), namespaceSelector) : pod.metadata.namespace === policy.metadata.namespace;
  return isNamespace && meets(pod.metadata.labels ?? {}, podSelector ?? {});
}

/** A name means the ports of that name, of the same protocol, that the destination declares. */
function isPort({ protocol = 'TCP', port, endPort }: Port, side: Side): boolean {
  const { packet } = side;
  if (packet.protocol !== protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return packet.port >= port && packet.port <= (endPort ?? port);
  return portsNamed(port, side, API).some((one) => one.number === packet.port && one.protocol === protocol);
}
