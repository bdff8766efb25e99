import { invalid, type Place } from '../base/problems';
import type { FilterData } from './filter-data';
import { RouteFilter } from './route-filter';

/** The filters of one rule or one backend, and how messages name the option that holds them. */
export interface FilterList {
  readonly option: string;
  readonly filters: readonly FilterData[];
}

/** What the filters of an option are made of. */
export function filtersOf(place: Place, option: string, filters: RouteFilter[] | undefined): FilterData[] {
  return filters === undefined ? [] : checkedFilters(place, option, filters).map((filter) => filter._data());
}

/** A copy of a list of filters, each of which is one. */
export function checkedFilters(place: Place, option: string, filters: RouteFilter[]): RouteFilter[] {
  if (!Array.isArray(filters)) {
    throw invalid(place, option, filters, {
      reason: 'it is not a list', fix: 'write [RouteFilter.replaceRequestHeaders({ … })]',
    });
  }
  return [...filters].map((filter, i) => {
    if (filter instanceof RouteFilter) return filter;
    throw invalid(place, `${option}[${i}]`, filter, {
      reason: 'it is not a RouteFilter', fix: 'write RouteFilter.replaceRequestHeaders({ … })',
    });
  });
}
