import { onceEach } from '../once-each';
import { featuresOfEntry } from './features-of';
import { type JudgedNeed, judgeNeeds } from './judged-needs';
import { type Serving, servingOf } from './serving';

/** A feature that an object needs and an implementation that serves it does not have. */
export interface UnsupportedNeed {
  readonly need: JudgedNeed;
  readonly serving: Serving;
}

/** What the implementations that serve an object do not have of what it needs. A class of gateways says nothing of a mesh. */
export const unsupportedNeeds = onceEach((entry, context): readonly UnsupportedNeed[] => {
  const all = servingOf(entry, context);
  if (all.length === 0) return NONE;
  const needs = featuresOfEntry(entry, context.index);
  return all.flatMap((serving) => judgeNeeds(needs, serving.report)
    .filter(({ support, inMesh }) => support === 'no' && (serving.byClass === undefined || !inMesh))
    .map((need) => ({ need, serving })));
});

const NONE: readonly UnsupportedNeed[] = [];
