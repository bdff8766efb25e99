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

/** Answers a question about all objects of a run once, when it is first asked. */
export function oncePerRun<T>(answer: (context: RuleContext) => T): (context: RuleContext) => T {
  const answers = new WeakMap<RuleContext, { readonly answered: T }>();
  return (context) => {
    const known = answers.get(context) ?? { answered: answer(context) };
    answers.set(context, known);
    return known.answered;
  };
}

/** Answers a question about one object once, whatever it is asked beside. */
export function oncePerEntry<T>(answer: (entry: Entry) => T): (entry: Entry) => T {
  const answers = new WeakMap<Entry, { readonly answered: T }>();
  return (entry) => {
    const known = answers.get(entry) ?? { answered: answer(entry) };
    answers.set(entry, known);
    return known.answered;
  };
}
