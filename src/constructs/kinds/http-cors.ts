/** Methods that a cross-origin rule allows. */
export enum HttpCorsMethod {
  /** Every method; stands alone. */
  ALL = '*',
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

/**
 * Which web pages of other origins may call.
 *
 * Source: Gateway API v1.6.1, HTTPCORSFilter.
 */
export interface HttpCors {
  /**
   * Origins, up to 64: `https://www.company.com`, with `*.` as first label of the host, or `*` alone for all.
   *
   * @default - none
   */
  readonly allowOrigins?: string[];
  /**
   * Whether calls carry cookies and the like.
   *
   * @default - they do not
   */
  readonly allowCredentials?: boolean;
  /**
   * Methods, up to 9.
   *
   * @default - those that need no permission
   */
  readonly allowMethods?: HttpCorsMethod[];
  /**
   * Names of request headers, up to 64, or `*` alone for all.
   *
   * @default - those that need no permission
   */
  readonly allowHeaders?: string[];
  /**
   * Names of response headers that the page may read, up to 64.
   *
   * @default - those that need no permission
   */
  readonly exposeHeaders?: string[];
  /**
   * How long a browser keeps the answer, in seconds, at least 1.
   *
   * @default - the API server's: 5
   */
  readonly maxAge?: number;
}
