import { FEATURE_NAMES } from '../../manifest/feature-names';
import { type ReportData, supportOf } from '../../manifest/feature-reports';
import { once, onceEach } from '../once';
import { featuresOfEntry } from './features-of';
import { type JudgedNeed, judgeNeeds } from './judged-needs';
import { type Serving, servingOf } from './serving';

/** A feature that an object needs and an implementation that serves it does not have. */
interface UnsupportedNeed {
  readonly need: JudgedNeed;
  readonly serving: Serving;
}

/** What the implementations that serve an object do not have of what it needs. A class of gateways says nothing of a mesh. */
export const unsupportedNeeds = onceEach((entry, context): readonly UnsupportedNeed[] => {
  const found: UnsupportedNeed[] = [];
  for (const serving of servingOf(entry, context)) {
    const { byGateways, inMesh } = lackedBy(serving.report);
    const needs = featuresOfEntry(entry, context)
      .filter((need) => (need.inMesh ? serving.byClass === undefined && inMesh.has(need.feature) : byGateways.has(need.feature)));
    if (needs.length > 0) found.push(...judgeNeeds(needs, serving.report).map((need) => ({ need, serving })));
  }
  return found;
});

/** The features that a report says are not there. */
interface Lacked {
  readonly byGateways: ReadonlySet<string>;
  readonly inMesh: ReadonlySet<string>;
}

const lackedBy = once((report: ReportData): Lacked => {
  const named = (inMesh: boolean): Set<string> =>
    new Set(FEATURE_NAMES.filter((feature) => supportOf(report, feature, inMesh).support === 'no'));
  return { byGateways: named(false), inMesh: named(true) };
});
