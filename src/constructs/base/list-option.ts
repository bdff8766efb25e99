import { invalid, type Place } from './problems';

/**
 * An option that is a list: empty where it is left out, refused where it is something else. Its holes become values, so that what
 * goes over the list meets them.
 */
export function listOption<T>(place: Place, option: string, value: T[] | undefined, example: string): T[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return [...value];
  throw invalid(place, option, value, { reason: 'it is not a list', fix: `write ${example}` });
}
