/** What manifests show of a control. `not-assessable` is an answer: what would decide it does not stand in manifests. */
export type EvidenceVerdict = 'satisfied' | 'violated' | 'not-assessable';

/** What a set of manifests shows of one control of a benchmark. */
export interface Evidence {
  /** Name of the benchmark, without its version. */
  readonly benchmark: string;
  readonly version: string;
  /** The control's id there; ids differ between benchmarks and between versions of one. */
  readonly control: string;
  readonly title: string;
  readonly verdict: EvidenceVerdict;
  /** Why, in a sentence or two. */
  readonly statement: string;
  /** What was asked of the manifests, and what each question found. */
  readonly queries: readonly QueryResult[];
  /** What the verdict takes for granted. */
  readonly assumptions: readonly string[];
}

/** One question, as it was asked. */
export interface QueryResult {
  readonly question: string;
  /** A command that asks the same, or the fields that were read. */
  readonly query: string;
  /** The objects that it is about, as `Kind namespace/name`, in order. */
  readonly objects: readonly string[];
  /** Where it does not hold. */
  readonly violations: readonly Violation[];
  /** Why it has no answer here. */
  readonly unanswered?: string;
}

/** An object of which a question does not hold, and why. */
export interface Violation {
  readonly object: string;
  readonly reason: string;
}
