import type { Data } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { flatMap } from './flat-map';
import { isRecord, listOf } from './manifest';

/** Filters that can replace the prefix of a path. */
const FIELDS = ['requestRedirect', 'urlRewrite'];

/**
 * Replacing a prefix needs to know which prefix was matched. Of backends, the API server looks at those alone that are the only
 * one of their rule with such a filter.
 */
export function prefixToReplace(rule: Data, path: string): FieldProblem[] {
  return unknownPrefixes(rule, path, (backends) => backends.length === 1);
}

/** The same for several backends with such a filter, which the API server does not look at. */
export function prefixesOfSeveralBackends(rule: Data, path: string): FieldProblem[] {
  return unknownPrefixes({ ...rule, filters: [] }, path, (backends) => backends.length > 1);
}

function unknownPrefixes(rule: Data, path: string, ofInterest: (backends: string[][]) => boolean): FieldProblem[] {
  if (matchesOnePrefix(rule.matches)) return [];
  const places = flatMap(FIELDS, (field) => {
    const backends = listOf(rule.backendRefs)
      .map((ref, index) => replacing(isRecord(ref) ? ref.filters : [], field, `${path}.backendRefs[${index}].filters`))
      .filter((found) => found.length > 0);
    return [...replacing(rule.filters, field, `${path}.filters`), ...(ofInterest(backends) ? backends.flat() : [])];
  });
  return places.map((at) => (fieldProblem(
    at, 'ReplacePrefixMatch',
    `which prefix it replaces is said by ${path}.matches, which must be exactly one PathPrefix match`,
    'leave one match with a path of type "PathPrefix", or write "ReplaceFullPath"',
  )));
}

/** A match without a path, as a rule without matches, is one of the prefix "/". */
function matchesOnePrefix(matches: unknown): boolean {
  const [first, ...others] = matches === undefined ? [{}] : listOf(matches);
  if (!isRecord(first) || others.length > 0) return false;
  const match = first.path ?? {};
  return isRecord(match) && (match.type ?? 'PathPrefix') === 'PathPrefix';
}

/** Where a field of a list of filters replaces a prefix. */
function replacing(filters: unknown, field: string, path: string): string[] {
  return flatMap(listOf(filters), (filter, index) => {
    const settings = isRecord(filter) ? filter[field] : undefined;
    const replaces = isRecord(settings) && isRecord(settings.path) && settings.path.type === 'ReplacePrefixMatch';
    return replaces ? [`${path}[${index}].${field}.path.type`] : [];
  });
}
