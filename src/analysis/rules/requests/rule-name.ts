import { Category, Severity } from '../../../manifest/finding';
import { isRecord } from '../../../manifest/manifest';
import { ruleNameTraps } from '../../../manifest/route-traps';
import type { Rule } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** Only the experimental channel has the API server hold the names of rules to be unique. */
export const ruleName: Rule = {
  code: 'GW211',
  title: 'Two rules of one name',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteRule.name and GRPCRouteRule.name',
  kinds: REQUEST_KINDS,
  check: ({ manifest }) => ruleNameTraps(manifest.spec).map(({ value, ...problem }) => trapResult(
    { ...problem, value: isRecord(value) ? value.name : value, path: `${problem.path}.name` },
    'policies and metrics name a rule by it, so theirs go to either of the two',
  )),
};
