/** What of a path is replaced. */
export enum HttpPathModifierType {
  /** All of it. */
  REPLACE_FULL_PATH = 'ReplaceFullPath',
  /** The prefix that the rule matched: the rule has exactly one match, of a path prefix. */
  REPLACE_PREFIX_MATCH = 'ReplacePrefixMatch',
}

/** Schemes that a redirect can lead to. */
export enum HttpScheme {
  /** http */
  HTTP = 'http',
  /** https */
  HTTPS = 'https',
}

/** A change of the path. Source: Gateway API v1.6.1, HTTPPathModifier. */
export interface HttpPathModifier {
  /** What is replaced; the field of the same name holds the replacement. */
  readonly type: HttpPathModifierType;
  /**
   * The new path, up to 1024 characters, with `REPLACE_FULL_PATH`.
   *
   * @default - none
   */
  readonly replaceFullPath?: string;
  /**
   * The new prefix, up to 1024 characters, with `REPLACE_PREFIX_MATCH`.
   *
   * @default - none
   */
  readonly replacePrefixMatch?: string;
}

/**
 * An answer that sends the client elsewhere. What is not given stays as the client asked.
 *
 * Source: Gateway API v1.6.1, HTTPRequestRedirectFilter.
 */
export interface HttpRequestRedirect {
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
   * Path of the new address.
   *
   * @default - the request's
   */
  readonly path?: HttpPathModifier;
  /**
   * Port of the new address, 1 to 65535.
   *
   * @default - that of `scheme` where it is given, else the listener's
   */
  readonly port?: number;
  /**
   * Status of the answer: 301, 302, 303, 307 or 308.
   *
   * @default - the API server's: 302
   */
  readonly statusCode?: number;
}

/**
 * A change of the request on its way to the backend.
 *
 * Source: Gateway API v1.6.1, HTTPURLRewriteFilter.
 */
export interface HttpUrlRewrite {
  /**
   * New value of the Host header, without wildcard.
   *
   * @default - the request's
   */
  readonly hostname?: string;
  /**
   * New path.
   *
   * @default - the request's
   */
  readonly path?: HttpPathModifier;
}
