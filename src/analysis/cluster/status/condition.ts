/** A condition of a status, as far as the manifests decide it. */
export interface Condition {
  readonly type: 'Accepted' | 'ResolvedRefs' | 'Conflicted' | 'Programmed';
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  /** Where it is not known: what would decide it. */
  readonly missing?: string;
}

/** A condition that is not known yet: controllers write `Pending` there. */
export function unknown(type: Condition['type'], missing: string): Condition {
  return { type, status: 'Unknown', reason: 'Pending', missing };
}

/** What is wrong with a reference, or what would decide it. */
export type RefProblem = { readonly reason: string } | { readonly missing: string };

/** ResolvedRefs: the first thing that is wrong counts, then the first that is not known. */
export function resolvedRefs(problems: readonly RefProblem[]): Condition {
  const wrong = problems.find((problem) => 'reason' in problem);
  if (wrong && 'reason' in wrong) return { type: 'ResolvedRefs', status: 'False', reason: wrong.reason };
  const [open] = problems;
  return open && 'missing' in open
    ? unknown('ResolvedRefs', open.missing)
    : { type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs' };
}

/** What a part's condition says; parts have each condition once. */
export function conditionOf(conditions: readonly Condition[], type: Condition['type']): Condition {
  return conditions.find((condition) => condition.type === type) ?? unknown(type, 'a controller');
}

/**
 * Accepted of an object with listeners: it is with one of them, and says so where others are not valid.
 * Source: Gateway API v1.6.1, GatewayReasonListenersNotValid and ListenerSetReasonListenersNotValid.
 */
export function acceptedByListeners(listeners: ReadonlyArray<{ readonly conditions: readonly Condition[] }>): Condition {
  const all = listeners.map(({ conditions }) => conditionOf(conditions, 'Accepted'));
  const isPartial = all.some(({ status }) => status === 'False');
  if (all.some(({ status }) => status === 'True')) {
    return { type: 'Accepted', status: 'True', reason: isPartial ? 'ListenersNotValid' : 'Accepted' };
  }
  const open = all.find(({ status }) => status === 'Unknown');
  if (open) return unknown('Accepted', open.missing ?? 'a controller');
  return { type: 'Accepted', status: 'False', reason: 'ListenersNotValid' };
}

/** Whether a Gateway or ListenerSet is not accepted for another reason than its listeners, which then say nothing. */
export function isRefused({ status, reason }: Condition): boolean {
  return status === 'False' && reason !== 'ListenersNotValid';
}
