import { readFileSync } from 'node:fs';
import type { Reading } from '../../manifest/contract-reader';
import { show } from '../../manifest/problem';
import { type Place, refused } from '../base/problems';

/** The text of a contract. */
export function contractFile(place: Place, file: string): string {
  if (typeof file !== 'string' || file === '') throw refused(place, `file ${show(file)}: it is not a path; write one such as "contracts/ecommerce.json"`);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw refused(place, `file ${show(file)}: ${missing ? 'there is no such file' : `it cannot be read (${String((error as NodeJS.ErrnoException).code)})`}; `
      + 'contracts are written by the synth of those who grant: take theirs, or run it first');
  }
}

/** What was read, or the error that says why it is no contract. */
export function contractContent<T>(place: Place, what: string, reading: Reading<T>): T {
  if ('contract' in reading) return reading.contract;
  throw refused(place, `${what}: ${reading.problem}`);
}
