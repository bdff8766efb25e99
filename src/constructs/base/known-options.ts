import { enumerate } from '../../manifest/text';
import { type Place, refused } from './problems';

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
