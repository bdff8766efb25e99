import { flatMap } from '../../manifest/flat-map';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { type Reference, referenceOf, specOf } from './references';

/** The filters of implementations' own that a route names, in rules and in backends; they stand in the route's namespace. */
export function extensionRefsOf(manifest: Manifest): Reference[] {
  return flatMap(listOf(specOf(manifest).rules), (rule, i) => {
    if (!isRecord(rule)) return [];
    const at = `spec.rules[${i}]`;
    const backends = flatMap(listOf(rule.backendRefs), (ref, j) =>
      (isRecord(ref) ? inFilters(ref.filters, `${at}.backendRefs[${j}]`, manifest) : []));
    return [...inFilters(rule.filters, at, manifest), ...backends];
  });
}

function inFilters(filters: unknown, at: string, manifest: Manifest): Reference[] {
  return flatMap(listOf(filters), (filter, i) => {
    const ref = isRecord(filter) && isRecord(filter.extensionRef) ? { ...filter.extensionRef, namespace: undefined } : undefined;
    return referenceOf(ref, `${at}.filters[${i}].extensionRef`, manifest, { group: '', kind: '' });
  });
}
