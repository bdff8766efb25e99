import { given } from '../../../manifest/manifest';
import type { Maybe, NodeRule } from './node-rule';

interface Filter {
  readonly type: string;
}

/** A filter of a type stands once in a list. */
function once(type: string): NodeRule<readonly Filter[]> {
  return (filters) => {
    let first = -1;
    for (let index = 0; index < filters.length; index++) {
      if (filters[index].type !== type) continue;
      if (first >= 0) return repeated(type, index, first);
      first = index;
    }
    return undefined;
  };
}

function repeated(type: string, index: number, first: number): ReturnType<NodeRule<unknown>> {
  return {
    at: [index], reason: `item ${first} of this list is a ${type} filter too, and one is the limit`, fix: 'put both into one filter',
  };
}

const redirectOrRewrite: NodeRule<readonly Filter[]> = (filters) => {
  const rewrite = filters.findIndex(({ type }) => type === 'URLRewrite');
  if (rewrite < 0 || !filters.some(({ type }) => type === 'RequestRedirect')) return undefined;
  return {
    at: [rewrite],
    reason: 'a redirect in the same list answers the request, so there is nothing to rewrite',
    fix: 'leave one of the two filters out, or put them into rules of their own',
  };
};

const percentOrFraction: NodeRule<{ percent?: unknown; fraction?: unknown }> = ({ percent, fraction }) => {
  if (!given(percent) || !given(fraction)) return undefined;
  return { at: ['percent'], reason: 'fraction says already which share is mirrored', fix: 'leave percent or fraction out' };
};

const fractionWithinWhole: NodeRule<{ numerator: number; denominator?: Maybe<number> }> = ({ numerator, denominator }) => {
  const whole = denominator ?? 100;
  if (numerator <= whole) return undefined;
  return { at: ['numerator'], reason: `it is more than the whole, the denominator ${whole}`, fix: `write at most ${whole}` };
};

/** A wildcard says everything already. Source: Gateway API v1.6.1, HTTPCORSFilter. */
const wildcardAlone: NodeRule<readonly string[]> = (values) => {
  if (values.length < 2 || !values.includes('*')) return undefined;
  return {
    at: [values.indexOf('*')],
    reason: '"*" says everything, so nothing stands beside it',
    fix: 'leave "*" or the other entries out',
  };
};

/** What holds for a list of filters, and inside of one. Source: Gateway API v1.6.1, HTTPRouteRule and GRPCRouteRule. */
export const FILTER_RULES: [string, NodeRule<never>][] = [
  ['request-header-modifier-once', once('RequestHeaderModifier')],
  ['response-header-modifier-once', once('ResponseHeaderModifier')],
  ['cors-once', once('CORS')],
  ['request-redirect-once', once('RequestRedirect')],
  ['url-rewrite-once', once('URLRewrite')],
  ['redirect-or-rewrite', redirectOrRewrite],
  ['mirror-percent-or-fraction', percentOrFraction],
  ['fraction-within-whole', fractionWithinWhole],
  ['wildcard-alone', wildcardAlone],
];
