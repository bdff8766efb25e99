import { Category, Severity } from '../../../manifest/finding';
import { groupBy } from '../../../manifest/group-by';
import { GATEWAY_API } from '../../../manifest/kinds';
import { nameFeature, nameServing, whoHas } from '../../features/feature-messages';
import { featuresOfEntry } from '../../features/features-of';
import { type JudgedNeed, judgeNeeds } from '../../features/judged-needs';
import { type Serving, servingOf } from '../../features/serving';
import { oncePerRun } from '../../once';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { FEATURE_KINDS } from '../judged-kinds';

/** A feature of which a report says nothing, at the first object that needs it. */
interface UnknownNeed {
  readonly entry: Entry;
  readonly need: JudgedNeed;
  readonly serving: Serving;
  objects: number;
}

/** Each feature that is not known once, by the first object: hundreds of routes need the same ones. */
const unknownNeeds = oncePerRun((context: RuleContext) => {
  const found = new Map<string, UnknownNeed>();
  for (const entry of FEATURE_KINDS.flatMap((kind) => context.index.ofKind(GATEWAY_API, kind.slice(GATEWAY_API.length + 1)))) {
    for (const serving of servingOf(entry, context)) {
      if (serving.byClass !== undefined) continue;
      for (const need of judgeNeeds(featuresOfEntry(entry, context), serving.report)) note(found, entry, need, serving);
    }
  }
  return groupBy([...found.values()], ({ entry }) => entry);
});

function note(found: Map<string, UnknownNeed>, entry: Entry, need: JudgedNeed, serving: Serving): void {
  if (need.support !== 'unknown' || need.behavioural) return;
  const key = `${nameFeature(need)} ${need.inMesh ?? false}`;
  const known = found.get(key);
  if (known) known.objects++;
  else found.set(key, { entry, need, serving, objects: 1 });
}

/** Where the implementation is named and its report does not answer for a feature. */
export const unknownFeature: Rule = {
  code: 'GW501',
  title: 'A feature of which the implementation\'s report says nothing',
  severity: Severity.UNKNOWN,
  category: Category.PORTABILITY,
  source: 'Gateway API, conformance reports',
  kinds: FEATURE_KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    if (!context.implementation) return [];
    return (unknownNeeds(context).get(entry) ?? []).map(({ need, serving, objects }) => ({
      message: `whether ${nameServing(serving)} has ${nameFeature(need)} is not known: ${need.why}`
        + `${objects > 1 ? `; ${objects} objects need it` : ''}`,
      fix: `look it up in its documentation, or try it; ${whoHas(need, featuresOfEntry(entry, context))}`,
      path: need.path,
    }));
  },
};
