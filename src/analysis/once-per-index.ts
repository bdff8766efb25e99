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

/** What is asked of one thing among all objects is answered once for each set of them. */
export function oncePerKey<K, T>(answer: (key: K, index: ClusterIndex) => T): (key: K, index: ClusterIndex) => T {
  const answersIn = oncePerIndex(() => new Map<K, T>());
  return (key, index) => {
    const answers = answersIn(index);
    if (!answers.has(key)) answers.set(key, answer(key, index));
    return answers.get(key) as T;
  };
}
