import { isRecord } from '../../manifest/manifest';
import { invalid, type Place } from '../base/problems';

/** Throws where an option that holds options of its own is something else. */
export function checkObject(place: Place, option: string, value: unknown, fix: string): void {
  if (!isRecord(value)) throw invalid(place, option, value, { reason: 'it is not an object', fix });
}

/** Throws where options that may be left out are something else than options. */
export function checkOptions(place: Place, options: unknown, fix: string): void {
  if (options !== undefined && options !== null) checkObject(place, 'options', options, fix);
}
