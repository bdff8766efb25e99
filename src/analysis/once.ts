import type { ClusterIndex } from './cluster/cluster-index';
import type { Entry, RuleContext } from './rule';

/** Answers a question about an object once, and keeps the answer as long as the object. */
export function once<K extends object, T>(answer: (of: K) => T): (of: K) => T {
  const answers = new WeakMap<K, { readonly answered: T }>();
  return (of) => {
    const known = answers.get(of);
    if (known) return known.answered;
    const answered = answer(of);
    answers.set(of, { answered });
    return answered;
  };
}

/** Answers a question about all objects of a run once, when it is first asked. */
export const oncePerRun: <T>(answer: (context: RuleContext) => T) => (context: RuleContext) => T = once;

/** Answers a question about one object once, whatever it is asked beside. */
export const oncePerEntry: <T>(answer: (entry: Entry) => T) => (entry: Entry) => T = once;

/** What is asked of all objects together is answered once for each set of them. */
export const oncePerIndex: <T>(answer: (index: ClusterIndex) => T) => (index: ClusterIndex) => T = once;

/** What is asked of one thing among all objects is answered once for each set of them. */
export function oncePerKey<K, T>(answer: (key: K, index: ClusterIndex) => T): (key: K, index: ClusterIndex) => T {
  const answersIn = oncePerIndex(() => new Map<K, T>());
  return (key, index) => {
    const answers = answersIn(index);
    if (!answers.has(key)) answers.set(key, answer(key, index));
    return answers.get(key) as T;
  };
}

/** Something that several rules ask of an object. */
export type Question<T> = (entry: Entry, context: RuleContext) => T;

/**
 * Answers a question once for each object of a run: the rules judge one object after the other, so the last answer is
 * all that is remembered.
 */
export function onceEach<T>(answer: Question<T>): Question<T> {
  const latest = new WeakMap<RuleContext, { readonly entry: Entry; readonly answered: T }>();
  return (entry, context) => {
    const known = latest.get(context);
    if (known?.entry === entry) return known.answered;
    const answered = answer(entry, context);
    latest.set(context, { entry, answered });
    return answered;
  };
}
