import type { RuleJson } from './cut-rule';
import { type MatchStanding, mayTie } from './match-standing';
import type { RouteLimits } from './route-limits';

/** A rule that stands in a part, or is about to. */
export interface Placed<Rule extends RuleJson> {
  readonly rule: Rule;
  /** Which of the written rules it is, or was cut from. */
  readonly written: number;
  /** How many matches it counts for. */
  readonly matches: number;
  readonly standings: readonly MatchStanding[];
}

/** Rules that must stand in one part, in their order: each ties with another of them. */
interface TieGroup<Rule extends RuleJson> {
  readonly rules: readonly Placed<Rule>[];
  readonly part: number;
}

/**
 * Rules in parts, first fit in the order in which they come. A rule that ties with none takes the first part with room; one that
 * ties joins those that it ties with. Where their part has no room, or they stand in several, that group alone moves.
 */
export class RulePlaces<Rule extends RuleJson> {
  /** A part can become empty; its number stays, so that the others keep theirs. */
  private readonly inParts: Placed<Rule>[][] = [];
  /** In the order in which the rules came, which is their order in a part. */
  private readonly groupOf = new Map<Placed<Rule>, TieGroup<Rule>>();
  private readonly ranked = new Map<string, [MatchStanding, Placed<Rule>][]>();
  private readonly unranked: [MatchStanding, Placed<Rule>][] = [];

  public constructor(private readonly limits: RouteLimits) {}

  /** The groups that a rule ties with. */
  public tiedWith({ standings }: Placed<Rule>): TieGroup<Rule>[] {
    const ties = standings.flatMap((standing) => this.candidates(standing).filter(([other]) => mayTie(standing, other)));
    return [...new Set(ties.map(([, placed]) => this.groupOf.get(placed)!))];
  }

  /** Whether rules fit into one part. */
  public fit(rules: readonly Placed<Rule>[]): boolean {
    return rules.length <= this.limits.rules && matchesOf(rules) <= this.limits.allMatches;
  }

  /** Places a rule with the groups that it ties with, which together fit into a part. */
  public place(placed: Placed<Rule>, tied: readonly TieGroup<Rule>[]): void {
    const rules = [...tied.flatMap((group) => group.rules), placed];
    for (const { part } of tied) this.inParts[part] = this.inParts[part].filter((rule) => !rules.includes(rule));
    const part = this.partFor(rules, tied);
    (this.inParts[part] ??= []).push(...rules);
    const group = { rules, part };
    rules.forEach((rule) => this.groupOf.set(rule, group));
  }

  /** Makes rules known to those that come after them. */
  public remember(rules: readonly Placed<Rule>[]): void {
    for (const placed of rules) {
      for (const standing of placed.standings) this.listOf(standing).push([standing, placed]);
    }
  }

  /** The rules of each part, in their order. */
  public parts(): Rule[][] {
    const parts: Rule[][] = this.inParts.map(() => []);
    for (const [{ rule }, { part }] of this.groupOf) parts[part].push(rule);
    return parts;
  }

  private listOf({ rank }: MatchStanding): [MatchStanding, Placed<Rule>][] {
    if (rank === undefined) return this.unranked;
    const list = this.ranked.get(rank) ?? [];
    this.ranked.set(rank, list);
    return list;
  }

  private candidates({ rank }: MatchStanding): [MatchStanding, Placed<Rule>][] {
    const ranked = rank === undefined ? [...this.ranked.values()].flat() : this.ranked.get(rank) ?? [];
    return [...ranked, ...this.unranked];
  }

  /** Where rules stay if they can, else the first part with room for them. */
  private partFor(rules: readonly Placed<Rule>[], tied: readonly TieGroup<Rule>[]): number {
    const hasRoom = (part: number): boolean => this.fit([...this.inParts[part] ?? [], ...rules]);
    const [home, ...others] = new Set(tied.map(({ part }) => part));
    if (home !== undefined && others.length === 0 && hasRoom(home)) return home;
    let part = 0;
    while (!hasRoom(part)) part++;
    return part;
  }
}

/** How many matches rules count for together. */
export function matchesOf(rules: readonly Placed<RuleJson>[]): number {
  return rules.reduce((sum, { matches }) => sum + matches, 0);
}
