import { type FieldProblem, fieldProblem } from '../../../manifest/field-problem';
import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { regexProblem } from '../../../manifest/regex';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { trapResult } from '../trap-result';
import { type Expression, expressionsOf } from './expressions';
import { partsOf, REQUEST_KINDS } from './request-parts';

/** Nobody but the gateway reads a regular expression; what it cannot compile it does not serve. */
export const regularExpression: Rule = {
  code: 'GW215',
  title: 'A regular expression that RE2 does not take',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'RE2, syntax; Gateway API, HTTPPathMatch: the dialect is the implementation\'s',
  kinds: REQUEST_KINDS,
  check: (entry: Entry, context: RuleContext): RuleResult[] =>
    flatMap(partsOf(entry, context).matches, (match) => flatMap(expressionsOf(match, entry.manifest.kind), foreignTo))
      .map((problem) => trapResult(problem, 'gateways refuse the rule, or the whole route with it')),
};

/** Longer ones the API server refuses itself. */
function foreignTo({ value, path, limit }: Expression): FieldProblem[] {
  const problem = value !== '' && value.length <= limit ? regexProblem(value, limit) : undefined;
  return problem ? [fieldProblem(path, value, problem.reason, problem.fix)] : [];
}
