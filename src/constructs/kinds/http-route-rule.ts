import type { HttpRouteFilter } from './http-route-filter';
import type { HttpRouteMatch } from './http-route-match';
import type { BackendRef } from './references';
import type { SessionPersistence } from './session-persistence';

/** A backend with its share of the requests. Source: Gateway API v1.6.1, HTTPBackendRef. */
export interface HttpBackendRef extends BackendRef {
  /**
   * Steps for requests to this backend alone, up to 16.
   *
   * @default - none
   */
  readonly filters?: HttpRouteFilter[];
}

/**
 * How long a request may take. Durations are up to four whole numbers with h, m, s or ms: `1m30s`; `0s` stands for no limit.
 *
 * Source: Gateway API v1.6.1, HTTPRouteTimeouts.
 */
export interface HttpRouteTimeouts {
  /**
   * From the gateway's receiving the request to its finishing the response.
   *
   * @default - the implementation's
   */
  readonly request?: string;
  /**
   * For one request from the gateway to a backend; not longer than `request`.
   *
   * @default - the implementation's
   */
  readonly backendRequest?: string;
}

/**
 * When a request is tried again. Experimental channel only.
 *
 * Source: Gateway API v1.6.1, HTTPRouteRetry.
 */
export interface HttpRouteRetry {
  /**
   * Status codes that are tried again, 400 to 599, each once.
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
   * Least wait between tries: a duration such as `100ms`.
   *
   * @default - the implementation's
   */
  readonly backoff?: string;
}

/**
 * Which requests go where, and what happens to them on the way.
 *
 * Source: Gateway API v1.6.1, HTTPRouteRule.
 */
export interface HttpRouteRule {
  /**
   * Name of the rule, unique in the route, up to 253 characters.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * Which requests: those that one of the matches takes. Up to 64, and up to 128 in all rules of a route.
   *
   * @default - the API server's: every path
   */
  readonly matches?: HttpRouteMatch[];
  /**
   * Steps on the way, up to 16. A redirect stands neither with backends nor with a rewrite.
   *
   * @default - none
   */
  readonly filters?: HttpRouteFilter[];
  /**
   * Where the requests go, up to 16.
   *
   * @default - nowhere: without a redirect the answer is an error
   */
  readonly backendRefs?: HttpBackendRef[];
  /**
   * How long a request may take.
   *
   * @default - the implementation's
   */
  readonly timeouts?: HttpRouteTimeouts;
  /**
   * When a request is tried again. Experimental channel only.
   *
   * @default - the implementation's
   */
  readonly retry?: HttpRouteRetry;
  /**
   * Keeps a client with its backend. Experimental channel only.
   *
   * @default - it is not kept
   */
  readonly sessionPersistence?: SessionPersistence;
}
