import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { NO_EXPRESSION, regexProblem } from '../../../manifest/regex';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { trapResult } from '../trap-result';
import { type Expression, expressionsOf } from './expressions';
import { partsOf } from './request-parts';

/** Nobody but the gateway reads a regular expression; what it cannot compile it does not serve. */
export const regularExpression: Rule = {
  code: 'GW215',
  title: 'A regular expression that RE2 does not take',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'RE2, syntax; Gateway API, HTTPPathMatch: the dialect is the implementation\'s',
  kinds: REQUEST_KINDS,
  check: (entry: Entry, context: RuleContext): RuleResult[] =>
    flatMap(partsOf(entry, context).matches, (match) => flatMap(expressionsOf(match, entry.manifest.kind), judge)),
};

/** Longer ones the API server refuses itself. What other dialects have is a matter of the implementation. */
function judge({ value, path, limit }: Expression): RuleResult[] {
  const problem = value !== '' && value.length <= limit ? regexProblem(value, limit) : undefined;
  if (!problem) return [];
  return problem === NO_EXPRESSION
    ? [{
      ...trapResult({ path, value, ...problem }, 'gateways refuse the rule, or the whole route with it'),
      severity: Severity.ERROR, category: Category.SEMANTIC,
    }]
    : [trapResult({ path, value, ...problem }, 'gateways with RE2 refuse the rule, or the whole route with it')];
}
