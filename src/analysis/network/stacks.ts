import type { Direction } from '../cluster/network-policy';
import type { NetworkPolicyData } from './network-policies';
import type { PodClass, PodIndex } from './pod-index';
import type { NetworkProfile } from './profile';
import type { Certainty } from './selectors';
import type { Stack, StackPolicy } from './verdict';

/** The policies that select each class of pods: classes that the same ones select share one stack. */
export class StackTable {
  readonly #selecting = new Map<PodClass, { policy: NetworkPolicyData; selects: Certainty }[]>();
  readonly #stacks = new Map<string, Stack>();
  readonly #of: Record<Direction, Map<PodClass, Stack>> = { ingress: new Map(), egress: new Map() };
  readonly #empty = new Set<NetworkPolicyData>();

  public constructor(policies: readonly NetworkPolicyData[], pods: PodIndex, private readonly profile: NetworkProfile) {
    const numbers = new Map<NetworkPolicyData, number>();
    for (const policy of policies) {
      numbers.set(policy, numbers.size);
      const selected = pods.select(policy.subject);
      if (selected.size === 0) this.#empty.add(policy);
      for (const [podClass, selects] of selected) {
        const list = this.#selecting.get(podClass);
        if (list) list.push({ policy, selects });
        else this.#selecting.set(podClass, [{ policy, selects }]);
      }
    }
    for (const podClass of pods.classes) {
      for (const direction of ['ingress', 'egress'] as const) {
        this.#of[direction].set(podClass, this.#intern(podClass, direction, numbers));
      }
    }
  }

  /** The policies that select no pod of the set. */
  public get withoutPods(): ReadonlySet<NetworkPolicyData> {
    return this.#empty;
  }

  public of(podClass: PodClass, direction: Direction): Stack {
    return this.#of[direction].get(podClass)!;
  }

  /** Cluster-wide policies select no pods in the network of nodes. Source: Network Policy API, ClusterNetworkPolicySubject. */
  #isAbout({ tier }: NetworkPolicyData, { hostNetwork }: PodClass): boolean {
    return tier === 'namespace' || !hostNetwork || this.profile.hostNetworkAsPods === true;
  }

  #intern(podClass: PodClass, direction: Direction, numbers: ReadonlyMap<NetworkPolicyData, number>): Stack {
    const selecting = (this.#selecting.get(podClass) ?? []).flatMap(({ policy, selects }): StackPolicy[] => {
      const rules = policy[direction];
      return rules && this.#isAbout(policy, podClass) ? [{ policy, rules, selects }] : [];
    });
    const key = `${direction}:${selecting.map(({ policy, selects }) => `${numbers.get(policy)}${selects}`).join(',')}`;
    const known = this.#stacks.get(key) ?? stackOf(this.#stacks.size, selecting);
    this.#stacks.set(key, known);
    return known;
  }
}

function stackOf(id: number, selecting: readonly StackPolicy[]): Stack {
  const policies = selecting.filter(({ policy }) => !policy.effect);
  const [admin, namespace, baseline] = (['admin', 'namespace', 'baseline'] as const).map((tier) =>
    policies.filter(({ policy }) => policy.tier === tier));
  const [first, last] = [byPriority(admin), byPriority(baseline)];
  const unread = selecting.flatMap(({ policy }) => policy.effect ? [{ ...policy, effect: policy.effect }] : []);
  const rules = [...first.flat(), ...namespace, ...last.flat()].flatMap((one) => one.rules);
  return { id, admin: first, ...(namespace.length > 0 && { namespace }), baseline: last, unread, rules };
}

/** The lowest number decides first. Source: Network Policy API, priority. */
function byPriority(policies: readonly StackPolicy[]): StackPolicy[][] {
  const found = new Map<number, StackPolicy[]>();
  for (const one of policies) {
    const equal = found.get(one.policy.priority);
    if (equal) equal.push(one);
    else found.set(one.policy.priority, [one]);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, equal]) => equal);
}
