import { Category, Severity } from '../../../manifest/finding';
import { repeatedConditions } from '../../../manifest/header-traps';
import type { Rule } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { ofEach } from './request-parts';

/** Names of headers are compared without case, and of equal ones the first counts. */
export const headerMatchedTwice: Rule = {
  code: 'GW200',
  title: 'A match that names a header twice',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPHeaderMatch and GRPCHeaderMatch',
  kinds: REQUEST_KINDS,
  check: ofEach('matches', repeatedConditions, 'the match takes requests that this condition was to refuse'),
};
