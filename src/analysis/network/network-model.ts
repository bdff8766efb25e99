import { ClusterIndex } from '../cluster/cluster-index';
import type { Direction } from '../cluster/network-policy';
import type { ContainerPort } from '../cluster/workloads-of-namespace';
import type { Entry } from '../rule';
import type { Family } from './address-cells';
import { BlockTable } from './blocks';
import { ciliumPoliciesOf } from './cilium-policies';
import { groupsOf, type PodGroup } from './equal-pods';
import { labelKeysOf } from './label-keys';
import { type NetworkPolicyData, policiesOf } from './network-policies';
import { type Endpoint, PeerTable } from './peers';
import { type PodClass, PodIndex } from './pod-index';
import { type NetworkWorkload, workloadsOf } from './pods';
import { PortSet, type Protocol } from './port-set';
import { type NetworkProfile, SPECIFICATION } from './profile';
import { StackTable } from './stacks';
import { unreadPoliciesOf, type UnreadPolicy } from './unread-policies';
import { judgeStack, OPEN, type Step, type Verdict } from './verdict';

/** One step on the way to an answer, and on which side it was taken. */
export interface SideStep extends Step {
  readonly side: Direction;
}

/** Whether a connection is possible; `unknown` where manifests and profile do not decide it. */
export type Reach = 'yes' | 'no' | 'unknown';

/** Pods that no selector of the set singles out. */
export const STRANGER: Endpoint = { form: 'imagined', namespace: [], pod: [] };
/** Pods that no rule names. */
export const REST: Endpoint = { form: 'rest' };
const UNDECIDED: Verdict = { allowed: PortSet.NONE, unknown: PortSet.ALL };
const BOTH: readonly Family[] = [4, 6];

type OnStep = (step: SideStep) => void;

/** Pods, namespaces and policies of a set of manifests: what every question about reachability is asked of. */
export class NetworkModel {
  /** The model of some manifests under what a profile says of their cluster. */
  public static of(entries: readonly Entry[] | ClusterIndex, profile: NetworkProfile = SPECIFICATION): NetworkModel {
    return new NetworkModel(entries instanceof ClusterIndex ? entries : new ClusterIndex(entries), profile);
  }

  readonly policies: readonly NetworkPolicyData[];
  /** Policies that are not evaluated: what they may decide is not known. */
  readonly unread: readonly UnreadPolicy[];
  readonly workloads: readonly NetworkWorkload[];
  readonly pods: PodIndex;
  readonly peers: PeerTable;
  readonly stacks: StackTable;
  readonly groups: readonly PodGroup[];
  readonly #groupOf = new Map<PodClass, PodGroup>();
  readonly #classesOf = new Map<NetworkWorkload, PodClass[]>();
  readonly #byName = new Map<string, NetworkWorkload[]>();
  readonly #sides = new Map<string, Verdict>();

  private constructor(readonly index: ClusterIndex, readonly profile: NetworkProfile) {
    const ofPlugins = profile.coreKindsAlone !== true;
    this.policies = [...policiesOf(index), ...ofPlugins ? ciliumPoliciesOf(index) : []];
    this.unread = ofPlugins ? unreadPoliciesOf(index) : [];
    const all = [...this.policies, ...this.unread];
    this.workloads = workloadsOf(index, profile);
    const blocks = new BlockTable(this.policies, profile.families?.length ? profile.families : BOTH);
    this.pods = new PodIndex(this.workloads, labelKeysOf(all, index), blocks, index, profile);
    this.peers = new PeerTable(this.policies, this.pods, blocks, profile);
    this.stacks = new StackTable(all, this.pods, profile);
    this.groups = groupsOf(this.pods.classes, this.policies, this.peers, this.stacks);
    for (const group of this.groups) for (const podClass of group.classes) this.#groupOf.set(podClass, group);
    for (const podClass of this.pods.classes) {
      for (const workload of podClass.workloads) push(this.#classesOf, workload, podClass);
    }
    for (const workload of this.workloads) {
      push(this.#byName, workload.label, workload);
      push(this.#byName, `${workload.namespace}/${workload.name}`, workload);
    }
  }

  /** The workloads of a name: `shop/web`, or `shop/web[Deployment]` where several kinds share it. */
  public named(name: string): readonly NetworkWorkload[] {
    return this.#byName.get(name) ?? [];
  }

  /** The pods of a workload as ends of connections: several where labels or ports of its pods differ. */
  public endpointsOf(workload: NetworkWorkload): Endpoint[] {
    return this.classesOf(workload).map((podClass) => ({ form: 'pods', podClass }));
  }

  /** The classes of a workload's pods: more than one where its pods differ. */
  public classesOf(workload: NetworkWorkload): readonly PodClass[] {
    return this.#classesOf.get(workload) ?? [];
  }

  public groupOf(podClass: PodClass): PodGroup {
    return this.#groupOf.get(podClass)!;
  }

  /** Whether policies let a connection through, of which `port` is the one that the destination listens on. */
  public canReach(from: Endpoint, to: Endpoint, protocol: Protocol, port: number): Reach {
    const { allowed, unknown } = this.verdict(from, to);
    if (allowed.has(protocol, port)) return 'yes';
    return unknown.has(protocol, port) ? 'unknown' : 'no';
  }

  /** What becomes of connections between two endpoints: both sides have to allow them, unless they share a node. */
  public verdict(from: Endpoint, to: Endpoint, onStep?: OnStep): Verdict {
    const said = this.policyVerdict(from, to, onStep);
    return this.mayShareNode(from, to) ? hullOf(said, OPEN) : said;
  }

  /** Whether one end is a node, which may be that of the other end: between these no policy denies anything. */
  public mayShareNode(a: Endpoint, b: Endpoint): boolean {
    const { enforced, hostNetworkAsPods } = this.profile;
    if (enforced !== true || hostNetworkAsPods === true || a.form !== 'pods' || b.form !== 'pods') return false;
    return a.podClass.hostNetwork !== b.podClass.hostNetwork;
  }

  /** What policies say of connections between two endpoints, wherever these run. */
  public policyVerdict(from: Endpoint, to: Endpoint, onStep?: OnStep): Verdict {
    return this.#overFamilies(from, to, (source, target) => {
      const egress = this.#side(source, 'egress', target, onStep);
      const ingress = this.#side(target, 'ingress', source, onStep);
      const allowed = egress.allowed.intersect(ingress.allowed);
      const possible = egress.allowed.union(egress.unknown).intersect(ingress.allowed.union(ingress.unknown));
      return { allowed, unknown: possible.minus(allowed) };
    });
  }

  /** What the policies of one side say. Endpoints without policies let everything through. */
  public side(subject: Endpoint, direction: Direction, other: Endpoint, onStep?: OnStep): Verdict {
    return this.#overFamilies(subject, other, (one, two) => this.#side(one, direction, two, onStep));
  }

  /** Where blocks may hold addresses of pods, each family has an answer: what they do not agree on is not known. */
  #overFamilies(a: Endpoint, b: Endpoint, judge: (a: Endpoint, b: Endpoint) => Verdict): Verdict {
    if (a.form === 'outside' || b.form === 'outside' || !this.#blocksMayMatchPods) return judge(a, b);
    const { families } = this.peers.blocks;
    const shared = families.filter((family) => hasFamily(a, family) && hasFamily(b, family));
    const verdicts = (shared.length > 0 ? shared : families).map((family) => judge(byFamily(a, family), byFamily(b, family)));
    return verdicts.reduce(hullOf);
  }

  get #blocksMayMatchPods(): boolean {
    const { blocksMatchPods, networksMatchPods } = this.profile;
    return this.peers.blocks.blocks.length > 0 && !(blocksMatchPods === false && networksMatchPods === false);
  }

  #side(subject: Endpoint, direction: Direction, other: Endpoint, onStep?: OnStep): Verdict {
    if (this.profile.enforced !== true) return UNDECIDED;
    if (subject.form !== 'pods') return OPEN;
    const key = onStep ? undefined : this.#sideKey(subject.podClass, direction, other);
    const known = key === undefined ? undefined : this.#sides.get(key);
    if (known) return known;
    const stack = this.stacks.of(subject.podClass, direction);
    const step = onStep && ((one: Step): void => onStep({ ...one, side: direction }));
    const verdict = this.#weigh(subject.podClass, other, (end) =>
      judgeStack(stack, end, direction === 'ingress' ? subject.podClass.ports : portsOf(end), this.peers, step));
    if (key !== undefined) this.#sides.set(key, verdict);
    return verdict;
  }

  /** What the profile leaves open of pods in the network of their node: whether policies count for them, and see them as pods. */
  #weigh(subject: PodClass, other: Endpoint, judge: (other: Endpoint) => Verdict): Verdict {
    const asPods = this.profile.hostNetworkAsPods;
    if (subject.hostNetwork && asPods === false) return OPEN;
    const isHost = other.form === 'pods' && other.podClass.hostNetwork && asPods !== true;
    const asNode = isHost ? judge({ form: 'node', family: other.family }) : judge(other);
    const all = isHost && asPods === undefined ? hullOf(judge(other), asNode) : asNode;
    return subject.hostNetwork && asPods === undefined ? hullOf(all, OPEN) : all;
  }

  /** Equal for questions of one answer; undefined for endpoints that are asked about once. */
  #sideKey(subject: PodClass, direction: Direction, other: Endpoint): string | undefined {
    const { id } = this.groupOf(subject);
    if (other.form === 'outside') return `${direction} ${id} ${other.cell.id}`;
    if (other === REST) return `${direction} ${id} rest`;
    return other === STRANGER ? `${direction} ${id} stranger` : undefined;
  }
}

/** What holds whichever of two verdicts counts. */
function hullOf(a: Verdict, b: Verdict): Verdict {
  if (a === b) return a;
  const allowed = a.allowed.intersect(b.allowed);
  return { allowed, unknown: a.allowed.union(a.unknown).union(b.allowed).union(b.unknown).minus(allowed) };
}

function hasFamily(endpoint: Endpoint, family: Family): boolean {
  if (endpoint.form !== 'pods') return true;
  const { family: asked = family, podClass: { places } } = endpoint;
  return asked === family && (!places || places.has(family));
}

function byFamily(endpoint: Endpoint, family: Family): Endpoint {
  return endpoint.form === 'pods' || endpoint.form === 'imagined' ? { ...endpoint, family } : endpoint;
}

function portsOf(endpoint: Endpoint): readonly ContainerPort[] {
  return endpoint.form === 'pods' ? endpoint.podClass.ports : [];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
