import type { GrpcRouteFilter } from './grpc-route-filter';
import type { GrpcRouteMatch } from './grpc-route-match';
import type { BackendRef } from './references';
import type { SessionPersistence } from './session-persistence';

/** A backend with its share of the calls. Source: Gateway API v1.6.1, GRPCBackendRef. */
export interface GrpcBackendRef extends BackendRef {
  /**
   * Steps for calls to this backend alone, up to 16.
   *
   * @default - none
   */
  readonly filters?: GrpcRouteFilter[];
}

/**
 * Which calls go where, and what happens to them on the way.
 *
 * Source: Gateway API v1.6.1, GRPCRouteRule.
 */
export interface GrpcRouteRule {
  /**
   * Name of the rule, unique in the route, up to 253 characters.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * Which calls: those that one of the matches takes. Up to 64, and up to 128 in all rules of a route.
   *
   * @default - every call
   */
  readonly matches?: GrpcRouteMatch[];
  /**
   * Steps on the way, up to 16.
   *
   * @default - none
   */
  readonly filters?: GrpcRouteFilter[];
  /**
   * Where the calls go, up to 16.
   *
   * @default - nowhere: the answer is the status UNAVAILABLE
   */
  readonly backendRefs?: GrpcBackendRef[];
  /**
   * Keeps a client with its backend. Experimental channel only.
   *
   * @default - it is not kept
   */
  readonly sessionPersistence?: SessionPersistence;
}
