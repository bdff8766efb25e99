import { Category, Severity } from '../../../manifest/finding';
import { rewritesOfRedirected } from '../../../manifest/http-path-traps';
import type { Rule } from '../../rule';
import { HTTP_ROUTE } from '../judged-kinds';
import { ofEach } from './request-parts';

/** The API server looks at each list of filters alone; those of a rule and of its backends meet in one request. */
export const redirectAndRewrite: Rule = {
  code: 'GW203',
  title: 'A redirect beside a rewrite in one rule',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteRule.filters',
  kinds: [HTTP_ROUTE],
  check: ofEach('rules', rewritesOfRedirected, 'the two filters cannot be combined, so the rule is not accepted'),
};
