import { invalid, type Place, refused } from '../base/problems';
import { Backend, type BackendOptions } from './backend';

/**
 * A backend that gets requests whole, beside those of a rule: it has neither a share of them nor filters of its own.
 *
 * @param unweighted why a weight says nothing here, and what to write instead
 * @throws for what is no backend, and for one with a weight or filters
 */
export function checkTarget(place: Place, option: string, backend: Backend, unweighted: { reason: string; fix: string }): void {
  if (!(backend instanceof Backend)) {
    throw invalid(place, option, backend, { reason: 'it is not a Backend', fix: 'write Backend.service(\'shadow\', 8080)' });
  }
  const { weight } = backend._options();
  if (weight !== undefined) throw invalid(place, `${option}.weight`, weight, unweighted);
  refuseFilters(place, option, backend._options(), 'only backends of a rule have filters');
}

/** Refuses filters of a backend where nothing would run them. */
export function refuseFilters(place: Place, option: string, { filters }: Pick<BackendOptions, 'filters'>, reason: string): void {
  if (filters === undefined) return;
  throw refused(place, `${option}.filters: ${reason}, so they would have no effect; leave them out`);
}
