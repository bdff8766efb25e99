import type { HttpHeaderMatch } from './http-route-match';

/** How the names of service and method are compared. */
export enum GrpcMethodMatchType {
  /** The whole names, case-sensitive. */
  EXACT = 'Exact',
  /** Regular expressions, in the implementation's dialect. */
  REGULAR_EXPRESSION = 'RegularExpression',
}

/**
 * A condition on what is called: the service, the method, or both.
 *
 * Source: Gateway API v1.6.1, GRPCMethodMatch.
 */
export interface GrpcMethodMatch {
  /**
   * How names are compared.
   *
   * @default - the API server's: `EXACT`
   */
  readonly type?: GrpcMethodMatchType;
  /**
   * Name of the service with its package, such as `shop.v1.Products`, up to 1024 characters.
   *
   * @default - every service; not every implementation takes a method alone
   */
  readonly service?: string;
  /**
   * Name of the method, up to 1024 characters.
   *
   * @default - every method of the service
   */
  readonly method?: string;
}

/**
 * Which calls a rule takes: those that meet every condition here.
 *
 * Source: Gateway API v1.6.1, GRPCRouteMatch.
 */
export interface GrpcRouteMatch {
  /**
   * Condition on service and method.
   *
   * @default - every service and method
   */
  readonly method?: GrpcMethodMatch;
  /**
   * Conditions on headers (the metadata of a call), up to 16, each name once.
   *
   * @default - none
   */
  readonly headers?: HttpHeaderMatch[];
}
