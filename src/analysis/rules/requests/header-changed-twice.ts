import { Category, Severity } from '../../../manifest/finding';
import { repeatedChanges } from '../../../manifest/header-traps';
import type { Rule } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { ofEach } from './request-parts';

/** A filter has one action for a header, whatever the case of its name. */
export const headerChangedTwice: Rule = {
  code: 'GW201',
  title: 'A header that one filter changes twice',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPHeaderFilter',
  kinds: REQUEST_KINDS,
  check: ofEach('filters', repeatedChanges, 'the specification calls such a filter invalid and leaves its effect open'),
};
