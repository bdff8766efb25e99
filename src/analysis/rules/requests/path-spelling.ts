import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { badAuthPaths, otherSpelling, wildcardPaths } from '../../../manifest/http-route-traps';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { trapResult } from '../trap-result';
import { partsOf } from './request-parts';

/** Paths are compared as text, and clients and proxies write them in their plain spelling. */
export const pathSpelling: Rule = {
  code: 'GW222',
  title: 'A path that no request has in this spelling',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'RFC 3986, 6.2.2.2; Gateway API, HTTPPathMatch and HTTPAuthConfig',
  kinds: [HTTP_ROUTE],
  check: (entry, context) => {
    const { matches, filters } = partsOf(entry, context);
    const problems = [...flatMap(matches, otherSpelling), ...flatMap(matches, wildcardPaths), ...flatMap(filters, badAuthPaths)];
    return problems.map((problem) => trapResult(problem));
  },
};
