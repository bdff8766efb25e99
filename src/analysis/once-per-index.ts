import type { ClusterIndex } from './cluster/cluster-index';

/** What is asked of all objects together is answered once for each set of them. */
export function oncePerIndex<T>(answer: (index: ClusterIndex) => T): (index: ClusterIndex) => T {
  const answers = new WeakMap<ClusterIndex, { readonly answered: T }>();
  return (index) => {
    const known = answers.get(index) ?? { answered: answer(index) };
    answers.set(index, known);
    return known.answered;
  };
}
