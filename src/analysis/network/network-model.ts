import { ClusterIndex } from '../cluster/cluster-index';
import { requirementsOf } from '../cluster/label-selector';
import type { Direction } from '../cluster/network-policy';
import { specOf } from '../cluster/references';
import type { ContainerPort } from '../cluster/workloads-of-namespace';
import type { Entry } from '../rule';
import { type PodClass, PodIndex, portsKey } from './groups';
import { type NetworkPolicyData, policiesOf } from './network-policies';
import { type Endpoint, PeerTable } from './peers';
import { type NetworkWorkload, workloadsOf } from './pods';
import { PortSet } from './port-set';
import { type NetworkProfile, SPECIFICATION } from './profile';
import { StackTable } from './stacks';
import { judgeStack, OPEN, type Stack, type Step, type Verdict } from './verdict';

/** Pods that policies treat alike, in whatever namespaces they stand: what holds for one holds for all. */
export interface PodGroup {
  readonly id: number;
  readonly classes: readonly PodClass[];
  readonly ingress: Stack;
  readonly egress: Stack;
  readonly hostNetwork: boolean;
}

/** One step on the way to an answer, and on which side it was taken. */
export interface SideStep extends Step {
  readonly side: Direction;
}

/** Pods that no selector of the set singles out. */
export const STRANGER: Endpoint = { form: 'imagined', namespace: [], pod: [] };
const NODE: Endpoint = { form: 'node' };

/** Pods, namespaces and policies of a set of manifests: what every question about reachability is asked of. */
export class NetworkModel {
  readonly index: ClusterIndex;
  readonly policies: readonly NetworkPolicyData[];
  readonly workloads: readonly NetworkWorkload[];
  readonly pods: PodIndex;
  readonly peers: PeerTable;
  readonly stacks: StackTable;
  readonly groups: readonly PodGroup[];
  readonly #groupOf = new Map<PodClass, PodGroup>();
  readonly #classesOf = new Map<NetworkWorkload, PodClass[]>();
  readonly #byLabel = new Map<string, NetworkWorkload>();
  readonly #sides = new Map<string, Verdict>();

  public constructor(entries: readonly Entry[] | ClusterIndex, readonly profile: NetworkProfile = SPECIFICATION) {
    this.index = entries instanceof ClusterIndex ? entries : new ClusterIndex(entries);
    this.policies = policiesOf(this.index);
    this.workloads = workloadsOf(this.index);
    this.pods = new PodIndex(this.workloads, keysOf(this.policies, this.index), this.index, profile);
    this.peers = new PeerTable(this.policies, this.pods, profile);
    this.stacks = new StackTable(this.policies, this.pods);
    this.groups = this.#group();
    for (const podClass of this.pods.classes) {
      for (const workload of podClass.workloads) {
        const classes = this.#classesOf.get(workload);
        if (classes) classes.push(podClass);
        else this.#classesOf.set(workload, [podClass]);
      }
    }
    for (const workload of this.workloads) this.#byLabel.set(workload.label, workload);
  }

  /** A workload by its label, `shop/web[Deployment]`. */
  public workload(label: string): NetworkWorkload | undefined {
    return this.#byLabel.get(label);
  }

  /** The classes of a workload's pods: more than one where its pods differ. */
  public classesOf(workload: NetworkWorkload): readonly PodClass[] {
    return this.#classesOf.get(workload) ?? [];
  }

  public groupOf(podClass: PodClass): PodGroup {
    return this.#groupOf.get(podClass)!;
  }

  /** What policies say of connections between two endpoints: both sides have to allow them. */
  public verdict(from: Endpoint, to: Endpoint, onStep?: (step: SideStep) => void): Verdict {
    const egress = this.side(from, 'egress', to, onStep);
    const ingress = this.side(to, 'ingress', from, onStep);
    const allowed = egress.allowed.intersect(ingress.allowed);
    const possible = egress.allowed.union(egress.unknown).intersect(ingress.allowed.union(ingress.unknown));
    return { allowed, unknown: possible.minus(allowed) };
  }

  /** What the policies of one side say. Endpoints without policies let everything through. */
  public side(subject: Endpoint, direction: Direction, other: Endpoint, onStep?: (step: SideStep) => void): Verdict {
    if (subject.form !== 'pods') return OPEN;
    const stack = this.stacks.of(subject.podClass, direction);
    const declared = direction === 'ingress' ? subject.podClass.ports : portsOf(other);
    const key = onStep ? undefined : this.#sideKey(subject.podClass, direction, other);
    const known = key === undefined ? undefined : this.#sides.get(key);
    if (known) return known;
    const step = onStep && ((one: Step): void => onStep({ ...one, side: direction }));
    const verdict = this.#weigh(subject.podClass, other, judgeStack(stack, other, declared, this.peers, step), () =>
      judgeStack(stack, NODE, declared, this.peers));
    if (key !== undefined) this.#sides.set(key, verdict);
    return verdict;
  }

  /** What the profile leaves open: whether policies are enforced, and count for pods in the network of their node. */
  #weigh(subject: PodClass, other: Endpoint, verdict: Verdict, asNode: () => Verdict): Verdict {
    const uncertain = this.profile.enforced !== true || this.stacks.uncertain(subject).length > 0
      || (subject.hostNetwork && this.profile.hostNetworkAsPods !== true);
    if (uncertain) return { allowed: verdict.allowed, unknown: PortSet.ALL.minus(verdict.allowed) };
    if (other.form !== 'pods' || !other.podClass.hostNetwork || this.profile.hostNetworkAsPods === true) return verdict;
    const node = asNode();
    const allowed = verdict.allowed.intersect(node.allowed);
    return { allowed, unknown: verdict.allowed.union(verdict.unknown).union(node.allowed).union(node.unknown).minus(allowed) };
  }

  /** Equal for questions of one answer; undefined for endpoints that are asked about once. */
  #sideKey(subject: PodClass, direction: Direction, other: Endpoint): string | undefined {
    const { id } = this.groupOf(subject);
    if (other.form === 'pods') return undefined;
    if (other.form === 'outside') return `${direction} ${id} ${other.cell.id}`;
    return other === STRANGER ? `${direction} ${id} stranger` : undefined;
  }

  #group(): PodGroup[] {
    const memberships = new Map<PodClass, string[]>();
    for (const { id, pods } of this.peers.all) {
      for (const [podClass, certainty] of pods ?? []) {
        const list = memberships.get(podClass);
        if (list) list.push(`${id}${certainty}`);
        else memberships.set(podClass, [`${id}${certainty}`]);
      }
    }
    const names = namesOf(this.policies);
    const groups = new Map<string, PodGroup & { classes: PodClass[] }>();
    for (const podClass of this.pods.classes) {
      const ingress = this.stacks.of(podClass, 'ingress');
      const egress = this.stacks.of(podClass, 'egress');
      const named = portsKey(podClass.ports.filter(({ name }) => name !== undefined && names.has(name)));
      const { hostNetwork } = podClass;
      const key = JSON.stringify([ingress.id, egress.id, memberships.get(podClass), named, hostNetwork, this.stacks.uncertain(podClass).length > 0]);
      const group = groups.get(key) ?? { id: groups.size, classes: [], ingress, egress, hostNetwork };
      groups.set(key, group);
      group.classes.push(podClass);
      this.#groupOf.set(podClass, group);
    }
    return [...groups.values()];
  }
}

function portsOf(endpoint: Endpoint): readonly ContainerPort[] {
  return endpoint.form === 'pods' ? endpoint.podClass.ports : [];
}

/** The keys of labels that any selector for pods looks at. */
function keysOf(policies: readonly NetworkPolicyData[], index: ClusterIndex): Set<string> {
  const keys = new Set<string>();
  const add = (selector: unknown): void => requirementsOf(selector).forEach(({ key }) => keys.add(key));
  for (const { subject, ingress = [], egress = [] } of policies) {
    add(subject.podSelector);
    for (const { peers = [] } of [...ingress, ...egress]) {
      for (const peer of peers) if (peer.form === 'pods') add(peer.podSelector);
    }
  }
  for (const { manifest } of index.ofKind('', 'Service')) add({ matchLabels: specOf(manifest).selector });
  return keys;
}

/** The names of ports that rules use. */
function namesOf(policies: readonly NetworkPolicyData[]): Set<string> {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  return new Set(rules.flatMap(({ ports = [] }) => ports.flatMap(({ name }) => name ?? [])));
}
