import type { Entry, RuleContext } from './rule';

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
