import { Category, Severity } from '../../../manifest/finding';
import { prefixesOfSeveralBackends } from '../../../manifest/http-prefix-checks';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { ofEach } from './request-parts';

/** The API server looks at backends alone that are the only one of their rule with such a filter. */
export const unknownPrefix: Rule = {
  code: 'GW205',
  title: 'A prefix to replace that no match names',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPPathModifier',
  kinds: [HTTP_ROUTE],
  check: ofEach('rules', ({ value, path }) => prefixesOfSeveralBackends(value, path)),
};
