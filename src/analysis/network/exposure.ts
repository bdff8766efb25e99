import { jsonText } from '../../manifest/json-text';
import type { Direction } from '../cluster/network-policy';
import type { ContainerPort } from '../cluster/workloads-of-namespace';
import { type NetworkModel, REST } from './network-model';
import type { RulePeer } from './network-policies';
import type { Endpoint, ResolvedPeer } from './peers';
import type { PodClass } from './pod-index';
import type { NetworkWorkload } from './pods';
import type { PortSet } from './port-set';
import { selectorKey } from './selectors';
import type { Stack } from './verdict';

type PodPeer = Extract<RulePeer, { form: 'pods' }>;

/** Who is not in the set: pods that rules describe; undefined for any pod of the cluster. */
export type Absent = PodPeer | undefined;

/** What a workload exchanges with pods that are not in the set. */
export interface Exposure {
  readonly workload: NetworkWorkload;
  readonly direction: Direction;
  readonly with: Absent;
  readonly allowed: PortSet;
  readonly unknown: PortSet;
  /** Ports that rules for egress open by a name, whatever number the other end gives it. */
  readonly names: readonly PortName[];
}

export type PortName = Required<Pick<ContainerPort, 'protocol' | 'name'>>;

/** What policies let pass between workloads and pods that are not in the set; `counts` leaves some descriptions out. */
export function exposuresOf(
  model: NetworkModel, counts: (peer: ResolvedPeer) => boolean = () => true, workloads = model.workloads,
): Exposure[] {
  const found = describedPods(model, counts);
  return workloads.flatMap((workload) => model.classesOf(workload).flatMap((podClass) =>
    (['ingress', 'egress'] as const).flatMap((direction) => exposedSide(model, workload, podClass, direction, found))));
}

function exposedSide(
  model: NetworkModel, workload: NetworkWorkload, podClass: PodClass, direction: Direction,
  found: ReadonlyMap<string, ResolvedPeer>,
): Exposure[] {
  const stack = model.stacks.of(podClass, direction);
  const judge = (other: Endpoint, absent: Absent): Exposure => ({
    workload,
    direction,
    with: absent,
    ...model.side({ form: 'pods', podClass }, direction, other),
    names: direction === 'egress' ? namesOf(stack, other, model) : [],
  });
  const anyone = judge(REST, undefined);
  const named = relevantTo(stack, found)
    .map(({ peer, namespace, pod }) => judge(described({ namespace, pod }), peer as PodPeer));
  return [...isNothing(anyone) ? [] : [anyone], ...named.filter((one) => !isSame(one, anyone))];
}

/** The peers that a stack's own rules describe: others it cannot tell apart from anyone. */
function relevantTo(stack: Stack, found: ReadonlyMap<string, ResolvedPeer>): readonly ResolvedPeer[] {
  const own = new Set<ResolvedPeer>();
  for (const { peers = [] } of stack.rules) {
    for (const peer of peers) {
      const resolved = peer.form === 'pods' ? found.get(descriptionOf(peer)) : undefined;
      if (resolved) own.add(resolved);
    }
  }
  return [...own];
}

/** Ports that NetworkPolicies open by name to some pods. */
function namesOf({ namespace = [] }: Stack, other: Endpoint, model: NetworkModel): PortName[] {
  const found = new Map<string, PortName>();
  for (const rule of namespace.flatMap(({ rules }) => rules)) {
    if (model.peers.matches(rule, other) === 'no') continue;
    for (const { name, protocol = 'TCP' } of rule.ports ?? []) if (name !== undefined) found.set(`${protocol} ${name}`, { protocol, name });
  }
  return [...found.values()];
}

function isNothing({ allowed, unknown, names }: Exposure): boolean {
  return allowed.isEmpty && unknown.isEmpty && names.length === 0;
}

function isSame(a: Exposure, b: Exposure): boolean {
  return a.allowed.equals(b.allowed) && a.unknown.equals(b.unknown) && jsonText(a.names) === jsonText(b.names);
}

/** What rules describe by selectors, equal ones once. */
function describedPods(model: NetworkModel, counts: (peer: ResolvedPeer) => boolean): Map<string, ResolvedPeer> {
  const found = new Map<string, ResolvedPeer>();
  for (const resolved of model.peers.all) {
    const { peer, namespace, pod } = resolved;
    if (peer.form !== 'pods' || namespace.length + pod.length === 0) continue;
    if (counts(resolved) && !found.has(descriptionOf(peer))) found.set(descriptionOf(peer), resolved);
  }
  return found;
}

/** Equal for equal selectors, however they are written. */
function descriptionOf({ namespace, namespaceSelector, podSelector }: PodPeer): string {
  return `${namespace ?? selectorKey(namespaceSelector)} / ${selectorKey(podSelector)}`;
}

/** Pods as a peer describes them, which the set need not hold. */
export function described({ namespace, pod }: Pick<ResolvedPeer, 'namespace' | 'pod'>): Endpoint {
  return { form: 'imagined', namespace, pod };
}
