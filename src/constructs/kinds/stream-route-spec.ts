import type { CommonRouteSpec } from './common-route-spec';
import type { BackendRef } from './references';

/**
 * Where connections or datagrams go.
 *
 * Source: Gateway API v1.6.1, TLSRouteRule, TCPRouteRule and UDPRouteRule, which are equal.
 */
export interface StreamRouteRule {
  /**
   * Name of the rule, up to 253 characters.
   *
   * @default - none
   */
  readonly name?: string;
  /** Where they go, 1 to 16 backends. */
  readonly backendRefs: BackendRef[];
}

/**
 * Connections or datagrams from listeners to backends.
 *
 * Source: Gateway API v1.6.1, TCPRouteSpec and UDPRouteSpec, which are equal.
 */
export interface StreamRouteSpec extends CommonRouteSpec {
  /** Where they go: exactly one rule. */
  readonly rules: StreamRouteRule[];
}
