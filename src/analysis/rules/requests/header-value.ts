import { Category, Severity } from '../../../manifest/finding';
import { flatMap } from '../../../manifest/flat-map';
import { badHeaderValues, badMatchValues } from '../../../manifest/header-traps';
import type { Rule } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { trapResult } from '../trap-result';
import { partsOf } from './request-parts';

/** Control characters end a header, or have the message refused. */
export const headerValue: Rule = {
  code: 'GW223',
  title: 'A header value that no request carries',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'RFC 9110, 5.5; Gateway API, HTTPHeader and HTTPHeaderMatch',
  kinds: REQUEST_KINDS,
  check: (entry, context) => {
    const { matches, filters } = partsOf(entry, context);
    return [...flatMap(matches, badMatchValues), ...flatMap(filters, badHeaderValues)].map((problem) => trapResult(problem));
  },
};
