import type { HttpHeaderModifier } from './http-header-modifier';
import type { HttpRequestMirror } from './http-route-filter';
import type { LocalObjectReference } from './references';

/** What a filter does. Mirrors and extensions may stand several times in a list, the others once. */
export enum GrpcRouteFilterType {
  /** Changes headers of the call. */
  REQUEST_HEADER_MODIFIER = 'RequestHeaderModifier',
  /** Changes headers of the answer. */
  RESPONSE_HEADER_MODIFIER = 'ResponseHeaderModifier',
  /** Sends a copy of the call to another backend. */
  REQUEST_MIRROR = 'RequestMirror',
  /** Does what an object of the implementation says. */
  EXTENSION_REF = 'ExtensionRef',
}

/**
 * A step on the way of a call or its answer: a type, and the field of that type.
 *
 * Source: Gateway API v1.6.1, GRPCRouteFilter.
 */
export interface GrpcRouteFilter {
  /** What the filter does. */
  readonly type: GrpcRouteFilterType;
  /**
   * With `REQUEST_HEADER_MODIFIER`.
   *
   * @default - none
   */
  readonly requestHeaderModifier?: HttpHeaderModifier;
  /**
   * With `RESPONSE_HEADER_MODIFIER`.
   *
   * @default - none
   */
  readonly responseHeaderModifier?: HttpHeaderModifier;
  /**
   * With `REQUEST_MIRROR`.
   *
   * @default - none
   */
  readonly requestMirror?: HttpRequestMirror;
  /**
   * With `EXTENSION_REF`: an object of the route's namespace.
   *
   * @default - none
   */
  readonly extensionRef?: LocalObjectReference;
}
