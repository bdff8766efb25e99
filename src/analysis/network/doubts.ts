import type { Direction } from '../cluster/network-policy';
import type { SideAnswer } from './explain';
import type { NetworkModel } from './network-model';
import type { NetworkPolicyData, RulePeer } from './network-policies';
import type { Endpoint } from './peers';
import { describeUnread } from './unread-policies';
import { unreadAbout } from './verdict';

export const NOT_ENFORCED = 'no network plugin is known that enforces policies, so no claim about them is assessable';

/** Why an answer is not known: what would have to be said of the cluster, or added to the set. */
export function doubtsOf(model: NetworkModel, from: Endpoint, to: Endpoint, sides: readonly SideAnswer[]): string[] {
  if (model.profile.enforced !== true) return [NOT_ENFORCED];
  const doubts = new Set<string>();
  for (const end of [from, to]) for (const doubt of ofEnd(model, end)) doubts.add(doubt);
  if (model.mayShareNode(from, to)) doubts.add(ofNode(from, to));
  for (const { side, reach, decisions } of sides) {
    const [subject, other] = side === 'egress' ? [from, to] : [to, from];
    for (const { policy, rule, isCertain } of decisions) {
      if (isCertain || !rule) continue;
      for (const peer of rule.peers ?? []) {
        if (model.peers.takes(model.peers.resolved(peer), other) === 'maybe') doubts.add(ofPeer(model, peer, other));
      }
      const ofSubject = policy.subject.namespace === undefined ? ofNamespace(model, subject, policy.label) : [];
      ofSubject.forEach((doubt) => doubts.add(doubt));
    }
    for (const tie of tiesOf(decisions)) doubts.add(tie);
    if (reach === 'unknown') for (const unread of unreadOf(model, subject, side, other)) doubts.add(unread);
  }
  if (doubts.size === 0) doubts.add('IPv4 and IPv6 have different answers here');
  return [...doubts];
}

/** The policies that are not evaluated and may decide it on one side, as reasons name them. */
export function unreadOf({ stacks }: NetworkModel, subject: Endpoint, side: Direction, other: Endpoint): string[] {
  return subject.form === 'pods' ? unreadAbout(stacks.of(subject.podClass, side), other).map(describeUnread) : [];
}

function ofEnd({ profile }: NetworkModel, end: Endpoint): string[] {
  if (end.form !== 'pods' || !end.podClass.hostNetwork || profile.hostNetworkAsPods !== undefined) return [];
  return [`${end.podClass.name} is in the network of its node, and plugins differ in whether policies count there`];
}

/** Source: Kubernetes, NetworkPolicy: traffic to and from the node where a Pod is running is always allowed. */
function ofNode(...ends: readonly Endpoint[]): string {
  const onNode = ends.find((end) => end.form === 'pods' && end.podClass.hostNetwork);
  const name = onNode?.form === 'pods' ? onNode.podClass.name : '';
  return `${name} is in the network of its node, and traffic between a node and the pods that run on it is never denied`;
}

function ofPeer(model: NetworkModel, peer: RulePeer, other: Endpoint): string {
  if (peer.form === 'outside') return `the set does not show ${peer.what}`;
  if (peer.form === 'pods') {
    if (other.form === 'imagined') return `pods that the set does not show may have labels that decide whether ${peer.path} takes them`;
    return `labels of Namespace ${namespaceOf(other)}, which is not in the set, decide whether ${peer.path} takes it`;
  }
  const id = model.peers.blocks.idOf(peer);
  if (id !== undefined && model.peers.blocks.blocks[id].isMapped) {
    return `${cidrOf(peer)} is IPv4 in the notation of IPv6, which plugins read in different ways`;
  }
  if (other.form === 'pods' && other.podClass.places) return `plugins differ in whether ${cidrOf(peer)} holds pods`;
  return `the set does not show whether ${cidrOf(peer)} holds addresses of the pods, and plugins differ in whether blocks match pods`;
}

function cidrOf(peer: RulePeer): string {
  return peer.form === 'block' ? peer.cidr : peer.path;
}

function namespaceOf(end: Endpoint): string {
  return end.form === 'pods' ? end.podClass.namespace : '(none)';
}

function ofNamespace({ pods }: NetworkModel, subject: Endpoint, policy: string): string[] {
  const namespace = subject.form === 'pods' ? pods.namespaces.get(subject.podClass.namespace) : undefined;
  if (!namespace || namespace.isKnown) return [];
  return [`labels of Namespace ${namespace.name}, which is not in the set, decide whether ${policy} selects it`];
}

function areTied(a: NetworkPolicyData, b: NetworkPolicyData): boolean {
  return a !== b && a.tier === b.tier && a.priority === b.priority;
}

/** Policies of one tier and priority that decide in different ways. */
function tiesOf(decisions: SideAnswer['decisions']): string[] {
  const certain = decisions.filter(({ policy, rule, isCertain }) => policy.tier !== 'namespace' && rule && isCertain);
  return certain.flatMap((one, i) => certain.slice(i + 1).flatMap((other) => {
    if (!areTied(one.policy, other.policy) || one.action === other.action) return [];
    return [`${one.policy.label} and ${other.policy.label} have priority ${one.policy.priority}, and no one says which of them counts`];
  }));
}
