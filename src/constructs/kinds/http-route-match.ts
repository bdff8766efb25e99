/** How a path is compared. */
export enum PathMatchType {
  /** The whole path, case-sensitive. */
  EXACT = 'Exact',
  /** Path elements from the start: `/api` takes `/api` and `/api/x`, not `/apis`. */
  PATH_PREFIX = 'PathPrefix',
  /** A regular expression, in the implementation's dialect. */
  REGULAR_EXPRESSION = 'RegularExpression',
}

/** How a header's value is compared. */
export enum HeaderMatchType {
  /** The whole value, case-sensitive. */
  EXACT = 'Exact',
  /** A regular expression, in the implementation's dialect. */
  REGULAR_EXPRESSION = 'RegularExpression',
}

/** How a query parameter's value is compared. */
export enum QueryParamMatchType {
  /** The whole value, case-sensitive. */
  EXACT = 'Exact',
  /** A regular expression, in the implementation's dialect. */
  REGULAR_EXPRESSION = 'RegularExpression',
}

/** Methods of HTTP. */
export enum HttpMethod {
  /** GET */
  GET = 'GET',
  /** HEAD */
  HEAD = 'HEAD',
  /** POST */
  POST = 'POST',
  /** PUT */
  PUT = 'PUT',
  /** DELETE */
  DELETE = 'DELETE',
  /** CONNECT */
  CONNECT = 'CONNECT',
  /** OPTIONS */
  OPTIONS = 'OPTIONS',
  /** TRACE */
  TRACE = 'TRACE',
  /** PATCH */
  PATCH = 'PATCH',
}

/** A condition on the path. Source: Gateway API v1.6.1, HTTPPathMatch. */
export interface HttpPathMatch {
  /**
   * How it is compared.
   *
   * @default - the API server's: `PATH_PREFIX`
   */
  readonly type?: PathMatchType;
  /**
   * The path, up to 1024 characters. Exact and prefix paths start with `/` and hold no `//`, `.` or `..` segment, `%2f` or `#`.
   *
   * @default - the API server's: `/`
   */
  readonly value?: string;
}

/** A condition on a header. Source: Gateway API v1.6.1, HTTPHeaderMatch. */
export interface HttpHeaderMatch {
  /** Name of the header, up to 256 characters; upper and lower case are the same to clients. */
  readonly name: string;
  /** Value, 1 to 4096 characters. */
  readonly value: string;
  /**
   * How the value is compared.
   *
   * @default - the API server's: `EXACT`
   */
  readonly type?: HeaderMatchType;
}

/** A condition on a query parameter. Source: Gateway API v1.6.1, HTTPQueryParamMatch. */
export interface HttpQueryParamMatch {
  /** Name of the parameter, up to 256 characters, case-sensitive. */
  readonly name: string;
  /** Value, 1 to 1024 characters. */
  readonly value: string;
  /**
   * How the value is compared.
   *
   * @default - the API server's: `EXACT`
   */
  readonly type?: QueryParamMatchType;
}

/**
 * Which requests a rule takes: those that meet every condition here.
 *
 * Source: Gateway API v1.6.1, HTTPRouteMatch.
 */
export interface HttpRouteMatch {
  /**
   * Condition on the path.
   *
   * @default - the API server's: every path (prefix `/`)
   */
  readonly path?: HttpPathMatch;
  /**
   * Conditions on headers, up to 16, each name once.
   *
   * @default - none
   */
  readonly headers?: HttpHeaderMatch[];
  /**
   * Conditions on query parameters, up to 16, each name once.
   *
   * @default - none
   */
  readonly queryParams?: HttpQueryParamMatch[];
  /**
   * The method.
   *
   * @default - every method
   */
  readonly method?: HttpMethod;
}
