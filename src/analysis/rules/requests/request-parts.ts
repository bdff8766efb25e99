import type { FieldProblem } from '../../../manifest/field-problem';
import { flatMap } from '../../../manifest/flat-map';
import { allFiltersOf, backendsOf, matchesOf, type Part, rulesOf } from '../../../manifest/trap-parts';
import { onceEach, type Question } from '../../once';
import type { RuleResult } from '../../rule';
import { trapResult } from '../trap-result';

/** The parts of a route that is judged; its rules are walked once for all that is asked of them. */
interface RequestParts {
  readonly rules: readonly Part[];
  readonly matches: readonly Part[];
  readonly backends: readonly Part[];
  /** The filters of rules and of their backends. */
  readonly filters: readonly Part[];
}

/** The parts of the route that is judged. */
export const partsOf: Question<RequestParts> = onceEach(({ manifest }) => {
  const rules = rulesOf(manifest.spec);
  const filters = flatMap(rules, allFiltersOf);
  return { rules, matches: flatMap(rules, matchesOf), backends: flatMap(rules, backendsOf), filters };
});

/** What a rule says of each part of one sort. */
export function ofEach(
  part: keyof RequestParts, problems: (part: Part) => FieldProblem[], effect?: string,
): Question<RuleResult[]> {
  return (entry, context) => flatMap(partsOf(entry, context)[part], problems).map((problem) => trapResult(problem, effect));
}
