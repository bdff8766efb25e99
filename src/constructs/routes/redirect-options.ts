import type { HttpScheme } from '../kinds/http-redirect-rewrite';

/** Where a redirect leads. What is left out stays as in the request; at least one part has to change. */
export interface RedirectOptions {
  /**
   * Scheme of the new address.
   *
   * @default - the request's
   */
  readonly scheme?: HttpScheme;
  /**
   * Hostname of the new address, without wildcard.
   *
   * @default - the request's
   */
  readonly hostname?: string;
  /**
   * Port of the new address, 1 to 65535.
   *
   * @default - the well-known port where `scheme` is given, else the listener's
   */
  readonly port?: number;
  /**
   * The whole new path. Not together with `prefix`.
   *
   * @default - the request's path
   */
  readonly fullPath?: string;
  /**
   * What stands in the place of the prefix that matched. The rule then has exactly one match, by prefix.
   *
   * @default - the request's path
   */
  readonly prefix?: string;
  /**
   * 301, 302, 303, 307 or 308.
   *
   * @default 302
   */
  readonly statusCode?: number;
}
