import { type FieldProblem, fieldProblem } from './field-problem';
import { flatMap } from './flat-map';
import { noHostnameTrap } from './hostname-traps';
import type { Problem } from './problem';
import { allFiltersOf, backendsOf, filtersOf, type Part, recordAt } from './trap-parts';

/** Redirects and rewrites of a rule that are never meant. Upstream holds a redirect at a backend to be valid, so that is none. */
export function redirectAndRewriteTraps(rule: Part): FieldProblem[] {
  return [
    ...flatMap(allFiltersOf(rule), (filter) => [
      ...emptyRedirects(filter), ...emptyRewrites(filter), ...noHostname(filter), ...badReplacements(filter),
    ]),
    ...rewritesOfRedirected(rule),
  ];
}

/** Redirects that say nothing of the new address. */
export function emptyRedirects(filter: Part): FieldProblem[] {
  return recordAt(filter, 'requestRedirect').filter(isUnset).map(({ path, value }) =>
    fieldProblem(path, value, 'it leads to the address that was asked for, for ever', 'write scheme, hostname, path or port'));
}

/** Rewrites that say nothing of what is rewritten. */
export function emptyRewrites(filter: Part): FieldProblem[] {
  return recordAt(filter, 'urlRewrite').filter(isUnset).map(({ path, value }) =>
    fieldProblem(path, value, 'it changes nothing', 'write hostname or path, or leave the filter out'));
}

function isUnset({ value }: Part): boolean {
  return Object.values(value).every((part) => part === undefined);
}

/** Hostnames of redirects and rewrites that are none. Source: Gateway API v1.6.1, PreciseHostname, which is no address. */
export function noHostname(filter: Part): FieldProblem[] {
  return flatMap(settingsOf(filter), ({ value: { hostname }, path }) =>
    (hostname === undefined ? [] : noHostnameTrap(hostname, `${path}.hostname`)));
}

/** The settings of redirects and rewrites. */
export function settingsOf(filter: Part): Part[] {
  return flatMap(['requestRedirect', 'urlRewrite'], (field) => recordAt(filter, field));
}

/** What no path is replaced with. */
export function badReplacements(filter: Part): FieldProblem[] {
  return flatMap(settingsOf(filter), (settings) => flatMap(recordAt(settings, 'path'), badReplacementsIn));
}

function badReplacementsIn({ value, path }: Part): FieldProblem[] {
  return flatMap(['replaceFullPath', 'replacePrefixMatch'], (field) => {
    const problem = replacementProblem(value[field], path.includes('.urlRewrite'));
    return problem ? [fieldProblem(`${path}.${field}`, value[field], problem.reason, problem.fix)] : [];
  });
}

/** Upstream holds replacements without "/" at their start to be valid, so these are no trap. */
function replacementProblem(value: unknown, isRewrite: boolean): Problem | undefined {
  if (typeof value !== 'string') return undefined;
  if (/[^\x21-\x7e]/.test(value)) return { reason: 'a URL holds neither spaces nor characters beyond ASCII', fix: 'percent-encode them' };
  if (/%(?![0-9A-Fa-f]{2})/.test(value)) return { reason: '"%" stands before two hexadecimal digits', fix: 'write "%25" for "%" itself' };
  if (isRewrite && value.includes('#')) {
    return { reason: 'a request has no fragment', fix: 'write "%23" for "#", or leave out what follows' };
  }
  return /(^|\/)\.\.?(\/|$)/.test(value)
    ? { reason: '"." and ".." are resolved or refused by who reads the URL', fix: 'write the path that they lead to' }
    : undefined;
}

/** Filters of a rule and of its backends meet in one request; the API server looks at each list alone. */
export function rewritesOfRedirected(rule: Part): FieldProblem[] {
  const isOf = (type: string) => ({ value }: Part): boolean => value.type === type;
  const pairs = flatMap(backendsOf(rule), (backend) => {
    const [own, inner] = [filtersOf(rule), filtersOf(backend)];
    return flatMap([[own, inner], [inner, own]], ([rewriting, redirecting]) => {
      const redirect = redirecting.find(isOf('RequestRedirect'));
      return redirect ? rewriting.filter(isOf('URLRewrite')).map((rewrite) => ({ rewrite, redirect })) : [];
    });
  });
  return pairs.map(({ rewrite, redirect }) => fieldProblem(
    rewrite.path, rewrite.value,
    `${redirect.path} redirects, and one request is either redirected or rewritten`,
    'leave one of the two filters out',
  ));
}
