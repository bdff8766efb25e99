import type { Duration } from 'cdk8s';
import type { CookieLifetimeType, SessionPersistenceType } from '../kinds/session-persistence';

/**
 * Keeps a client with the backend, and the pod of it, that answered its first request. Weights then share out sessions,
 * not requests. Experimental channel only. Source: Gateway API v1.6.1, SessionPersistence.
 */
export interface RouteSessionPersistence {
  /**
   * Where the session's token travels.
   *
   * @default SessionPersistenceType.COOKIE
   */
  readonly type?: SessionPersistenceType;
  /**
   * Name of the cookie or header, up to 128 characters. Two rules should not use one name: the API leaves open what that does.
   *
   * @default - the implementation's
   */
  readonly sessionName?: string;
  /**
   * When a session is over at the latest, in whole milliseconds.
   *
   * @default - never
   */
  readonly absoluteTimeout?: Duration;
  /**
   * How long the cookie stays with the client. `PERMANENT` needs `absoluteTimeout`. Not with `SessionPersistenceType.HEADER`.
   *
   * @default - the API server's: `SESSION`
   */
  readonly cookieLifetime?: CookieLifetimeType;
}
