import { type Place, refused } from '../base/problems';
import type { FilterData } from './filter-data';
import type { FilterList } from './filter-list';

/**
 * What a backend's filters cannot say beside those of its rule.
 *
 * @throws for a redirect, which would answer in the backend's place, and for what both change: the API does not say whose
 * change counts, and implementations differ
 */
export function checkBackendFilters(place: Place, backend: FilterList, rule: FilterList): void {
  const ofRule = new Map<string, string>();
  rule.filters.forEach((filter, i) => changesOf(filter).forEach((change) => ofRule.set(change, `${rule.option}[${i}]`)));
  backend.filters.forEach((filter, i) => {
    const option = `${backend.option}[${i}]`;
    if (filter.form === 'redirect') {
      throw refused(place, `${option} redirects, so the backend would never get the requests that it has a share of; `
        + 'put the redirect into a rule of its own');
    }
    const twice = changesOf(filter).find((change) => ofRule.has(change));
    if (twice === undefined) return;
    throw refused(place, `${option} changes the ${twice}, which ${ofRule.get(twice)} already does for the whole rule, `
      + 'and the API does not say which of both counts; leave one of them out');
  });
}

/** What of a request or response a filter changes. */
function changesOf(filter: FilterData): string[] {
  if (filter.form === 'headers') return filter.headers.map(({ name }) => `${filter.direction} header "${name.toLowerCase()}"`);
  if (filter.form !== 'rewrite') return [];
  return [...(filter.parts.hostname === undefined ? [] : ['hostname']), ...(filter.parts.path === undefined ? [] : ['path'])];
}
