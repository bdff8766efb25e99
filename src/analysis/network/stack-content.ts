import { jsonText } from '../../manifest/json-text';
import type { NetworkRule, RulePeer } from './network-policies';
import { Numbers } from './numbers';
import type { Stack, StackPolicy } from './verdict';

/** What stacks say, whatever the policies are called that say it: many workloads have a policy each of the same content. */
export class ContentTable {
  readonly #of = new Map<Stack, number>();

  /** `peerOf`: equal for equal peers. */
  public constructor(private readonly peerOf: (peer: RulePeer) => number, private readonly numbers = new Numbers()) {}

  /** Equal for stacks that say the same. */
  public of(stack: Stack): number {
    const known = this.#of.get(stack);
    if (known !== undefined) return known;
    const { admin, namespace, baseline, unread } = stack;
    const effects = [...new Set(unread.map(({ effect }) => jsonText([effect.opens, effect.closes])))].sort();
    const text = jsonText([this.#ordered(admin), namespace && this.#union(namespace), this.#ordered(baseline), effects]);
    const number = this.numbers.of(text);
    this.#of.set(stack, number);
    return number;
  }

  /** NetworkPolicies add up: neither order nor repetition of their rules counts. */
  #union(policies: readonly StackPolicy[]): string[] {
    return [...new Set(policies.flatMap(({ rules }) => rules.map((rule) => this.#textOf(rule))))].sort();
  }

  /** Of cluster-wide policies the order of priorities counts, and that of the rules of each. */
  #ordered(tiers: Stack['admin']): unknown {
    const textOf = ({ rules, selects }: StackPolicy): string => jsonText([selects, rules.map((rule) => this.#textOf(rule))]);
    return tiers.map((equal) => equal.map(textOf).sort());
  }

  #textOf({ action, peers, ports }: NetworkRule): string {
    return jsonText([action, peers?.map((peer) => this.peerOf(peer)).sort((a, b) => a - b), ports]);
  }
}
