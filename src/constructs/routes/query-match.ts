import { queryParamNameProblem } from '../../manifest/http-header-checks';
import { regexProblem } from '../../manifest/regex';
import { textProblem } from '../../manifest/text-checks';
import { check } from '../base/problems';
import type { ValueMatchData } from './route-data';

const VALUE_LIMIT = 1024;

/**
 * A condition on one parameter of the query. Names and values are compared with regard to case.
 *
 * @example
 * QueryMatch.exact('export', 'pdf');
 */
export class QueryMatch {
  /**
   * The parameter has exactly this value.
   *
   * @param name name of the parameter, up to 256 characters
   * @param value its value, decoded, up to 1024 characters
   * @throws for a name or value that the API does not take
   */
  public static exact(name: string, value: string): QueryMatch {
    const place = { construct: 'QueryMatch.exact' };
    check(place, 'name', name, queryParamNameProblem(name));
    check(place, 'value', value, textProblem(value, 1, VALUE_LIMIT, 'pdf'));
    return new QueryMatch({ type: 'Exact', name, value });
  }

  /**
   * The parameter's value matches an expression. Implementations differ in dialect and in whether the whole value has to
   * match; RE2 written for the whole value is understood by most.
   *
   * @param name name of the parameter, up to 256 characters
   * @param pattern a regular expression of RE2, up to 1024 characters
   * @throws for a name that the API does not take, and for an expression beyond RE2
   */
  public static regex(name: string, pattern: string): QueryMatch {
    const place = { construct: 'QueryMatch.regex' };
    check(place, 'name', name, queryParamNameProblem(name));
    check(place, 'pattern', pattern, regexProblem(pattern, VALUE_LIMIT));
    return new QueryMatch({ type: 'RegularExpression', name, value: pattern });
  }

  readonly #data: ValueMatchData;

  private constructor(data: ValueMatchData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): ValueMatchData {
    return this.#data;
  }
}
