import { invalid, type Place } from '../base/problems';

/** A class of matches. */
export interface MatchClass<Match> {
  readonly name: string;
  /** How one is written. */
  readonly example: string;
  /** How one is written that takes everything. */
  readonly any: string;
  /** What everything is. */
  readonly everything: string;
  is(value: unknown): value is Match;
}

/** What the matches of an option are made of; a list that is given names at least one. */
export function matchDataOf<Data, Match extends { _data(): Data }>(
  place: Place, option: string, matches: Match[], type: MatchClass<Match>,
): Data[] {
  const { name, example, any, everything } = type;
  if (!Array.isArray(matches)) {
    throw invalid(place, option, matches, { reason: 'it is not a list', fix: `write [${example}]` });
  }
  if (matches.length === 0) {
    throw invalid(place, option, matches, {
      reason: `the API would take every ${everything}`, fix: `write a match, or ${any} where every ${everything} is meant`,
    });
  }
  return [...matches].map((match, i) => {
    if (type.is(match)) return match._data();
    throw invalid(place, `${option}[${i}]`, match, { reason: `it is not a ${name}`, fix: `write ${example}` });
  });
}
