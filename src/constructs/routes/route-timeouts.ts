import type { Duration } from 'cdk8s';

/** How long a request may take. Zero switches a timeout off. */
export interface RouteTimeouts {
  /**
   * From the client's request to the end of the response, retries included.
   *
   * @default - the implementation's
   */
  readonly request?: Duration;
  /**
   * One attempt at a backend; at most `request`.
   *
   * @default - the implementation's
   */
  readonly backendRequest?: Duration;
}
