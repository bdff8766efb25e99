import { Category, Severity } from '../../../manifest/finding';
import { isRecord, listOf } from '../../../manifest/manifest';
import { filtersOf, matchesOf, type Part } from '../../../manifest/trap-parts';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { partsOf } from './request-parts';

/** Filters that can answer in the place of a backend: a redirect, and what an implementation makes of its own. */
const ANSWERING = ['RequestRedirect', 'ExtensionRef'];

/** A rule answers by a backend or by a filter; one without takes requests and fails them. */
export const noAnswer: Rule = {
  code: 'GW212',
  title: 'A rule without backends, and without a filter that answers',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, HTTPRouteRule.backendRefs and GRPCRouteRule.backendRefs',
  kinds: REQUEST_KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { kind, spec } = entry.manifest;
    if (!isRecord(spec)) return [];
    // An HTTPRoute with an empty list is refused by the API server.
    if (spec.rules === undefined || (kind === 'GRPCRoute' && listOf(spec.rules).length === 0)) return [noRules(kind)];
    return partsOf(entry, context).rules.filter(isWithoutAnswer).map(({ path }) => ({
      message: kind === 'HTTPRoute'
        ? 'the rule has no backendRefs and no filter that answers, so each request that it takes gets 500'
        : 'the rule has no backendRefs and no filter that answers, so each call that it takes gets UNAVAILABLE',
      fix: kind === 'HTTPRoute' ? 'write backendRefs, or a RequestRedirect filter' : 'write backendRefs', path,
    }));
  },
};

function isWithoutAnswer(rule: Part): boolean {
  return listOf(rule.value.backendRefs).length === 0
    && !filtersOf(rule).some(({ value: { type } }) =>
      ANSWERING.includes(String(type)) || (type === 'CORS' && isForPreflights(rule)));
}

/** Whether a rule takes nothing but what browsers ask before they call, which the filter for CORS answers. */
function isForPreflights(rule: Part): boolean {
  const matches = matchesOf(rule);
  return matches.length > 0 && matches.every(({ value }) => value.method === 'OPTIONS');
}

function noRules(kind: string): RuleResult {
  return kind === 'HTTPRoute'
    ? {
      message: 'without rules the API server writes one that takes every request and has no backend, so each gets 500',
      fix: 'write rules with backendRefs', path: 'spec.rules',
    }
    : { message: 'the route has no rules, so it takes no calls', fix: 'write rules with backendRefs', path: 'spec.rules' };
}
