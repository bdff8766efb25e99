import { isRecord } from '../../manifest/manifest';
import { enumerate } from '../../manifest/text';
import { invalid, type Place, refused } from './problems';

/** The names of a struct's options; a struct that grows makes this incomplete, and the compiler says so. */
export type Known<T> = Record<keyof Required<T>, true>;

/**
 * Refuses options that nothing reads. Compilers do, but plain JavaScript does not, and a misspelled limit would widen what it
 * was meant to narrow.
 *
 * @param at what stands before the option's name in the message, such as `rules[0].`
 */
export function checkKnown<T>(place: Place, at: string, options: T | undefined, known: Known<T>): void {
  const stranger = Object.keys(options ?? {}).find((name) => !Object.prototype.hasOwnProperty.call(known, name));
  if (stranger === undefined) return;
  throw refused(place, `${at}${stranger} is no option here, and would have no effect; write one of ${enumerate(Object.keys(known), 'or')}`);
}

/** Refuses options or props that are no object, and those that nothing reads; they may be left out. */
export function checkOptions<T>(
  place: Place, option: 'options' | 'props', value: T | undefined, known: Known<T>, example: string,
): void {
  if (value !== undefined && !isRecord(value)) {
    throw invalid(place, option, value, { reason: 'it is not an object', fix: `write ${example}` });
  }
  checkKnown(place, '', value, known);
}
