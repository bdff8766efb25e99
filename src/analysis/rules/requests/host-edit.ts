import { Category, Severity } from '../../../manifest/finding';
import { hostEdits } from '../../../manifest/header-traps';
import type { Rule } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { ofEach } from './request-parts';

/** The host of a request is changed by a rewrite; as a header implementations keep it. */
export const hostEdit: Rule = {
  code: 'GW221',
  title: 'A header filter that edits Host',
  severity: Severity.WARNING,
  category: Category.PORTABILITY,
  source: 'Gateway API, HTTPHeaderFilter and HTTPURLRewriteFilter',
  kinds: REQUEST_KINDS,
  check: ofEach('filters', hostEdits),
};
