import { checkBackendFilters } from './filter-conflicts';
import type { FilterList } from './filter-list';
import { mergeFilters } from './merge-filters';
import type { ResolvedBackend } from './resolve-backend';
import type { BackendRefData } from './route-data';
import { type RuleContext, serviceRef, take } from './rule-backends';

/** A reference to a backend with its weight and its own filters, beside those of the rule. */
export function filteredRef(
  context: RuleContext, ofRule: FilterList, own: FilterList, { backend, weight }: { backend: ResolvedBackend; weight: number },
): BackendRefData {
  checkBackendFilters(context.place, own, ofRule);
  const merged = mergedFilters(context, own);
  return { ...serviceRef(context, backend), weight, ...(merged.length > 0 && { filters: merged }) };
}

/** The filters of one list as the API has them; their backends are noted with the others of the route. */
export function mergedFilters(context: RuleContext, { option, filters }: FilterList): object[] {
  return mergeFilters(context.place, option, filters, ({ backend }, at) => serviceRef(context, take(context, at, backend)));
}
