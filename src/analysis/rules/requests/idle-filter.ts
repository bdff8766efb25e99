import { Category, Severity } from '../../../manifest/finding';
import { emptyModifiers } from '../../../manifest/header-traps';
import { emptyRewrites } from '../../../manifest/http-path-traps';
import type { Rule } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { ofEach } from './request-parts';

/** The API server takes filters without anything to do, which nobody means. */
export const idleFilter: Rule = {
  code: 'GW202',
  title: 'A filter that changes nothing',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPHeaderFilter and HTTPURLRewriteFilter',
  kinds: REQUEST_KINDS,
  check: ofEach('filters', (filter) => [...emptyModifiers(filter), ...emptyRewrites(filter)]),
};
