/** Where a session's token travels. */
export enum SessionPersistenceType {
  /** In a cookie. */
  COOKIE = 'Cookie',
  /** In a header. */
  HEADER = 'Header',
}

/** How long a session's cookie stays with the client. */
export enum CookieLifetimeType {
  /** Beyond the browser's session, until the session's time is over. */
  PERMANENT = 'Permanent',
  /** As long as the browser's session. */
  SESSION = 'Session',
}

/** A session's cookie. Source: Gateway API v1.6.1, CookieConfig. */
export interface SessionCookie {
  /**
   * How long it stays. `PERMANENT` needs `absoluteTimeout`.
   *
   * @default - the API server's: `SESSION`
   */
  readonly lifetimeType?: CookieLifetimeType;
}

/**
 * Keeps a client with its backend. Experimental channel only.
 *
 * Source: Gateway API v1.6.1, SessionPersistence.
 */
export interface SessionPersistence {
  /**
   * Name of the cookie or header, up to 128 characters.
   *
   * @default - the implementation's
   */
  readonly sessionName?: string;
  /**
   * When a session is over at the latest: a duration such as `12h`.
   *
   * @default - never
   */
  readonly absoluteTimeout?: string;
  /**
   * Where the token travels.
   *
   * @default - the API server's: `COOKIE`
   */
  readonly type?: SessionPersistenceType;
  /**
   * The cookie, with `COOKIE`.
   *
   * @default - the implementation's
   */
  readonly cookieConfig?: SessionCookie;
}
