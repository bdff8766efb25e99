import type { Duration } from 'cdk8s';

/**
 * When a request is sent to a backend again. A timeout of the whole request (`timeouts.request`) counts all tries.
 * Experimental channel only. Source: Gateway API v1.6.1, HTTPRouteRetry.
 */
export interface RouteRetry {
  /**
   * Status codes that are tried again, 400 to 599, each once. Every implementation that retries knows 500, 502, 503 and 504.
   *
   * @default - the implementation's
   */
  readonly codes?: number[];
  /**
   * Most further tries, at least 1.
   *
   * @default - the implementation's
   */
  readonly attempts?: number;
  /**
   * Least wait between two tries, in whole milliseconds.
   *
   * @default - the implementation's
   */
  readonly backoff?: Duration;
}
