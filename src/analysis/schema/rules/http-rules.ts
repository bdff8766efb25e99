import { given } from '../../../manifest/manifest';
import { millisecondsOf } from '../../../manifest/text-checks';
import type { Maybe, NodeRule } from './node-rule';

interface PathModifier {
  readonly type: string;
  readonly replacePrefixMatch?: Maybe<string>;
}

interface Filter {
  readonly requestRedirect?: Maybe<{ readonly path?: Maybe<PathModifier> }>;
  readonly urlRewrite?: Maybe<{ readonly path?: Maybe<PathModifier> }>;
}

interface HttpRule {
  readonly matches?: Maybe<readonly { readonly path?: Maybe<{ readonly type?: Maybe<string> }> }[]>;
  readonly filters?: Maybe<readonly Filter[]>;
  readonly backendRefs?: Maybe<readonly { readonly filters?: Maybe<readonly Filter[]> }[]>;
}

const redirectWithoutBackends: NodeRule<HttpRule> = ({ filters, backendRefs }) => {
  if (!filters || !backendRefs || backendRefs.length === 0) return undefined;
  const redirect = filters.findIndex(({ requestRedirect }) => given(requestRedirect));
  if (redirect < 0) return undefined;
  return {
    at: ['backendRefs'],
    reason: `filter ${redirect} of the rule redirects, so no request reaches a backend`,
    fix: 'remove the backends, or put the redirect into a rule of its own',
  };
};

type Replacer = 'requestRedirect' | 'urlRewrite';

/** The one filter of a list that replaces a prefix; where there are several, the API server looks at none. */
function theReplacer(filters: Maybe<readonly Filter[]>, field: Replacer): number | undefined {
  if (!filters) return undefined;
  let found: number | undefined;
  for (let index = 0; index < filters.length; index++) {
    const path = filters[index][field]?.path;
    if (path?.type !== 'ReplacePrefixMatch' || !given(path.replacePrefixMatch)) continue;
    if (found !== undefined) return undefined;
    found = index;
  }
  return found;
}

/** Whether a rule says which prefix is to be replaced; it is "/" where it has no matches, or the one match no path. */
function matchesOnePrefix({ matches }: HttpRule): boolean {
  return !matches || (matches.length === 1 && (matches[0].path?.type ?? 'PathPrefix') === 'PathPrefix');
}

function unknownPrefix(at: (string | number)[], field: Replacer): ReturnType<NodeRule<HttpRule>> {
  return {
    at: [...at, field, 'path'],
    reason: 'which prefix it replaces is said by the matches of the rule, which must be exactly one of type "PathPrefix"',
    fix: 'leave one match with a path of type "PathPrefix", or write type "ReplaceFullPath"',
  };
}

function prefixKnown(field: Replacer): NodeRule<HttpRule> {
  return (rule) => {
    const index = theReplacer(rule.filters, field);
    return index === undefined || matchesOnePrefix(rule) ? undefined : unknownPrefix(['filters', index], field);
  };
}

function backendPrefixKnown(field: Replacer): NodeRule<HttpRule> {
  return (rule) => {
    let found: (string | number)[] | undefined;
    for (const [backend, { filters }] of (rule.backendRefs ?? []).entries()) {
      const index = theReplacer(filters, field);
      if (index === undefined) continue;
      if (found) return undefined;
      found = ['backendRefs', backend, 'filters', index];
    }
    return !found || matchesOnePrefix(rule) ? undefined : unknownPrefix(found, field);
  };
}

interface Timeouts {
  readonly request?: Maybe<string>;
  readonly backendRequest?: Maybe<string>;
}

/** A request timeout of zero is none. */
const backendWithinRequest: NodeRule<Timeouts> = ({ request, backendRequest }) => {
  if (!request || !backendRequest) return undefined;
  const limit = millisecondsOf(request);
  if (limit === 0 || millisecondsOf(backendRequest) <= limit) return undefined;
  return {
    at: ['backendRequest'], reason: `it is longer than the whole request may take ("${request}")`, fix: `write at most "${request}"`,
  };
};

/** What holds for one rule of an HTTPRoute. Source: Gateway API v1.6.1, HTTPRouteRule. */
export const HTTP_RULES: [string, NodeRule<never>][] = [
  ['redirect-without-backends', redirectWithoutBackends],
  ['redirect-prefix-known', prefixKnown('requestRedirect')],
  ['rewrite-prefix-known', prefixKnown('urlRewrite')],
  ['backend-redirect-prefix-known', backendPrefixKnown('requestRedirect')],
  ['backend-rewrite-prefix-known', backendPrefixKnown('urlRewrite')],
  ['backend-request-within-request', backendWithinRequest],
];
