import { isRecord } from '../../manifest/manifest';
import { invalid, type Place } from './problems';

/** Throws where an option that holds options of its own is something else. */
export function checkObject(place: Place, option: string, value: unknown, fix: string): void {
  if (!isRecord(value)) throw invalid(place, option, value, { reason: 'it is not an object', fix });
}
