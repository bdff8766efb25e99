import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { badReplacements, settingsOf } from '../../../manifest/http-path-traps';
import { type Part, recordAt } from '../../../manifest/trap-parts';
import type { RuleResult } from '../../rule';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { trapResult } from '../trap-result';
import { partsOf } from './request-parts';

/** The API server takes any text for the path that a redirect or rewrite writes. */
export const pathReplacement: Rule = {
  code: 'GW206',
  title: 'A replacement that is no path',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'RFC 3986, 3.3; Gateway API, HTTPPathModifier',
  kinds: [HTTP_ROUTE],
  check: (entry, context) => flatMap(partsOf(entry, context).filters, (filter) => [
    ...badReplacements(filter).map((problem) => trapResult(problem)),
    ...flatMap(settingsOf(filter), noSlash),
  ]),
};

/** Upstream's own cases hold these to be valid; what a gateway makes of them is not said. */
function noSlash(settings: Part): RuleResult[] {
  return flatMap(recordAt(settings, 'path'), ({ value, path }) => flatMap(['replaceFullPath', 'replacePrefixMatch'], (field) => {
    const replacement = value[field];
    if (typeof replacement !== 'string' || replacement.startsWith('/') || replacement === '') return [];
    return [{
      message: `"${replacement}": a path begins with "/", and what a gateway makes of one that does not is not said`,
      fix: `write "/${replacement}"`, path: `${path}.${field}`, severity: Severity.WARNING, category: Category.PORTABILITY,
    }];
  }));
}
