/** What the backend sees in place of what the client sent. */
export interface RewriteOptions {
  /**
   * The Host header, without wildcard.
   *
   * @default - the request's
   */
  readonly hostname?: string;
  /**
   * The whole new path. Not together with `prefix`.
   *
   * @default - the request's path
   */
  readonly fullPath?: string;
  /**
   * What stands in the place of the prefix that matched; '/' strips it. The rule then has exactly one match, by prefix.
   *
   * @default - the request's path
   */
  readonly prefix?: string;
}
