import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { wordOf } from '../../../manifest/problem';
import { filtersOf, type Part } from '../../../manifest/trap-parts';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { partsOf } from './request-parts';

/** The one whose support at a backend has a name, by which implementations say that they have it. */
const NAMED = 'RequestHeaderModifier';

/** Most implementations know filters of rules alone. */
export const backendFilter: Rule = {
  code: 'GW220',
  title: 'A filter at a backend that few implementations have there',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, HTTPBackendRef.filters: support is the implementation\'s',
  kinds: REQUEST_KINDS,
  check: (entry: Entry, context: RuleContext): RuleResult[] => flatMap(partsOf(entry, context).backends, (backend) =>
    filtersOf(backend).filter(({ value }) => typeof value.type === 'string' && value.type !== NAMED)
      .map((filter) => resultOf(filter, backend))),
};

function resultOf({ value: { type }, path }: Part, { value: { name } }: Part): RuleResult {
  return type === 'RequestRedirect'
    ? {
      message: `backend "${wordOf(name)}" never gets the requests that fall to it: where an implementation has the filter there, they are `
        + 'redirected, and elsewhere the rule is not accepted',
      fix: 'put the redirect into a rule of its own', path,
    }
    : {
      message: `${String(type)} at backend "${wordOf(name)}" is left to the implementation, and one without it does not accept the rule`,
      fix: 'put the filter on the rule, or the backend into a rule of its own', path,
    };
}
