import type { Entry } from '../../analysis/rule';
import type { Inputs } from './read-inputs';

type LineAt = (entry: Entry, path?: string) => number | undefined;

/** Finds the line of a field of an object: of an object that was not read there is none. */
export function lineFinder({ places, lines }: Pick<Inputs, 'places' | 'lines'>): LineAt {
  return (entry, path = '') => {
    const place = places.get(entry);
    const whole = [place?.path ?? '', path].filter((part) => part !== '').join('.').replaceAll('.[', '[');
    return place && lines.lineOf(place.document, whole);
  };
}
