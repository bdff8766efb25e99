import { invalid, type Place } from '../base/problems';
import { HeaderMatch } from './header-match';
import { QueryMatch } from './query-match';
import type { ValueMatchData } from './route-data';

/** The conditions on headers, of which each counts. Names are compared without regard to case. */
export function headersOf(place: Place, headers: HeaderMatch[] | undefined): ValueMatchData[] {
  const data = valuesOf(place, 'headers', headers, HeaderMatch, 'HeaderMatch.exact(\'X-Mobile-App\', \'true\')');
  refuseRepeated(place, 'headers', data, (name) => name.toLowerCase());
  return data;
}

/** The conditions on query parameters, of which each counts. */
export function queriesOf(place: Place, queries: QueryMatch[] | undefined): ValueMatchData[] {
  const data = valuesOf(place, 'queries', queries, QueryMatch, 'QueryMatch.exact(\'export\', \'pdf\')');
  refuseRepeated(place, 'queries', data, (name) => name);
  return data;
}

function valuesOf(
  place: Place, option: string, values: (HeaderMatch | QueryMatch)[] | undefined,
  type: typeof HeaderMatch | typeof QueryMatch, example: string,
): ValueMatchData[] {
  if (values === undefined) return [];
  if (!Array.isArray(values)) throw invalid(place, option, values, { reason: 'it is not a list', fix: `write [${example}]` });
  return [...values].map((value, i) => {
    if (!(value instanceof type)) {
      throw invalid(place, `${option}[${i}]`, value, {
        reason: `it is not a ${type.name}`, fix: `write ${example}`,
      });
    }
    return value._data();
  });
}

/** Of two conditions on one name only the first would count. */
function refuseRepeated(place: Place, option: string, values: ValueMatchData[], key: (name: string) => string): void {
  values.forEach(({ name }, i) => {
    const first = values.findIndex((other) => key(other.name) === key(name));
    if (first === i) return;
    throw invalid(place, `${option}[${i}]`, name, {
      reason: `${option}[${first}] already asks for "${values[first].name}", and only the first of one name counts`,
      fix: 'leave one out, or write one regular expression for both',
    });
  });
}
