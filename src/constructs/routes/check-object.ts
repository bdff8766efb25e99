import { isRecord } from '../../manifest/manifest';
import { checkKnown, type Known } from '../base/known-options';
import { invalid, type Place } from '../base/problems';

/** Throws where an option that holds options of its own is something else. */
export function checkObject(place: Place, option: string, value: unknown, fix: string): void {
  if (!isRecord(value)) throw invalid(place, option, value, { reason: 'it is not an object', fix });
}

/** Throws where options that may be left out are something else than options, and for those that nothing reads. */
export function checkOptions<T>(place: Place, options: T | undefined, known: Known<T>, fix: string): void {
  if (options !== undefined && options !== null) checkObject(place, 'options', options, fix);
  checkKnown(place, '', options, known);
}
