import { pathProblem } from '../../manifest/path';
import { regexProblem } from '../../manifest/regex';
import { enumerate } from '../../manifest/text';
import { checkOptions } from '../base/known-options';
import { check, invalid, type Place } from '../base/problems';
import { HttpMethod } from '../kinds/http-route-match';
import type { HeaderMatch } from './header-match';
import type { QueryMatch } from './query-match';
import type { RouteMatchData } from './route-data';
import { headersOf, queriesOf } from './value-matches';

/** What a match asks for beside the path. All of it has to hold. */
export interface RouteMatchOptions {
  /**
   * Conditions on headers, up to 16, each header once.
   *
   * @default - any headers
   */
  readonly headers?: HeaderMatch[];
  /**
   * Conditions on query parameters, up to 16, each parameter once.
   *
   * @default - any query
   */
  readonly queries?: QueryMatch[];
  /**
   * The method.
   *
   * @default - any method
   */
  readonly method?: HttpMethod;
}

/**
 * Which requests a rule takes. A request has to fit the path and everything else of one match.
 * The most specific match of all routes wins: exact path, longest prefix, method, most headers, most query parameters.
 * Source: Gateway API v1.6.1, HTTPRouteMatch.
 *
 * @example
 * RouteMatch.pathPrefix('/mobile', { headers: [HeaderMatch.exact('X-Mobile-App', 'true')] });
 */
export class RouteMatch {
  /**
   * Paths under a prefix, by path element: `/api` takes `/api` and `/api/users`, not `/apis`.
   *
   * @param path the prefix, with a leading '/'
   * @param options headers, query parameters, method
   * @throws for a path that no request can have
   */
  public static pathPrefix(path: string, options: RouteMatchOptions = {}): RouteMatch {
    const place = { construct: 'RouteMatch.pathPrefix' };
    check(place, 'path', path, pathProblem(path));
    return new RouteMatch({ path: { type: 'PathPrefix', value: path }, ...conditions(place, options) });
  }

  /**
   * One path: `/reports` does not take `/reports/`.
   *
   * @param path the path, with a leading '/'
   * @param options headers, query parameters, method
   * @throws for a path that no request can have
   */
  public static pathExact(path: string, options: RouteMatchOptions = {}): RouteMatch {
    const place = { construct: 'RouteMatch.pathExact' };
    check(place, 'path', path, pathProblem(path));
    return new RouteMatch({ path: { type: 'Exact', value: path }, ...conditions(place, options) });
  }

  /**
   * Paths that match an expression. Dialect, anchoring and precedence are the implementation's; RE2 written for the
   * whole path is understood by most. A grant of path prefixes does not admit it.
   *
   * @param pattern a regular expression of RE2, up to 1024 characters
   * @param options headers, query parameters, method
   * @throws for an expression beyond RE2
   */
  public static pathRegex(pattern: string, options: RouteMatchOptions = {}): RouteMatch {
    const place = { construct: 'RouteMatch.pathRegex' };
    check(place, 'pattern', pattern, regexProblem(pattern, 1024));
    return new RouteMatch({ path: { type: 'RegularExpression', value: pattern }, ...conditions(place, options) });
  }

  /**
   * Every path, with what is asked beside it.
   *
   * @param options headers, query parameters, method
   */
  public static anyPath(options: RouteMatchOptions = {}): RouteMatch {
    const place = { construct: 'RouteMatch.anyPath' };
    return new RouteMatch({ path: { type: 'PathPrefix', value: '/' }, ...conditions(place, options) });
  }

  readonly #data: RouteMatchData;

  private constructor(data: RouteMatchData) {
    this.#data = data;
  }

  /** @internal */
  public _data(): RouteMatchData {
    return this.#data;
  }
}

function conditions(place: Place, options: RouteMatchOptions): Omit<RouteMatchData, 'path'> {
  checkOptions(place, 'options', options, { headers: true, queries: true, method: true }, '{ headers, queries, method }');
  const { headers, queries, method } = options ?? {};
  if (method !== undefined && !Object.values(HttpMethod).includes(method)) {
    throw invalid(place, 'method', method, {
      reason: 'it is not a method that the API knows', fix: `write HttpMethod.${enumerate(Object.values(HttpMethod), 'or')}`,
    });
  }
  const headerData = headersOf(place, headers);
  const queryData = queriesOf(place, queries);
  return {
    ...(headerData.length > 0 && { headers: headerData }),
    ...(queryData.length > 0 && { queryParams: queryData }),
    ...(method !== undefined && { method }),
  };
}
