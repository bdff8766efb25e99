import { headerNameProblem } from '../../manifest/http-header-checks';
import { regexProblem } from '../../manifest/regex';
import { check } from '../base/problems';
import { portableHeaderValueProblem } from './header-value';
import type { ValueMatchData } from './route-data';

/**
 * A condition on one request header. Names are compared without regard to case, values with it.
 *
 * @example
 * HeaderMatch.exact('X-Mobile-App', 'true');
 */
export class HeaderMatch {
  /**
   * The header has exactly this value.
   *
   * @param name name of the header, up to 256 characters
   * @param value its value, up to 4096 characters
   * @throws for a name or value that no HTTP header can have
   */
  public static exact(name: string, value: string): HeaderMatch {
    const place = { construct: 'HeaderMatch.exact' };
    check(place, 'name', name, headerNameProblem(name));
    check(place, 'value', value, portableHeaderValueProblem(value));
    return new HeaderMatch({ type: 'Exact', name, value });
  }

  /**
   * The header's value matches an expression. Implementations differ in dialect and in whether the whole value has to
   * match; RE2 written for the whole value is understood by most.
   *
   * @param name name of the header, up to 256 characters
   * @param pattern a regular expression of RE2, up to 4096 characters
   * @throws for a name that no HTTP header can have, and for an expression beyond RE2
   */
  public static regex(name: string, pattern: string): HeaderMatch {
    const place = { construct: 'HeaderMatch.regex' };
    check(place, 'name', name, headerNameProblem(name));
    check(place, 'pattern', pattern, regexProblem(pattern, 4096) ?? portableHeaderValueProblem(pattern));
    return new HeaderMatch({ type: 'RegularExpression', name, value: pattern });
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
