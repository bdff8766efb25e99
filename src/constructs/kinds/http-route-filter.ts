import type { HttpCors } from './http-cors';
import type { HttpExternalAuth } from './http-external-auth';
import type { HttpHeaderModifier } from './http-header-modifier';
import type { HttpRequestRedirect, HttpUrlRewrite } from './http-redirect-rewrite';
import type { BackendObjectReference, LocalObjectReference } from './references';

/** What a filter does. Mirrors and extensions may stand several times in a list, the others once. */
export enum HttpRouteFilterType {
  /** Changes headers of the request. */
  REQUEST_HEADER_MODIFIER = 'RequestHeaderModifier',
  /** Changes headers of the response. */
  RESPONSE_HEADER_MODIFIER = 'ResponseHeaderModifier',
  /** Sends a copy of the request to another backend. */
  REQUEST_MIRROR = 'RequestMirror',
  /** Answers with a redirect. */
  REQUEST_REDIRECT = 'RequestRedirect',
  /** Changes hostname or path on the way to the backend. */
  URL_REWRITE = 'URLRewrite',
  /** Does what an object of the implementation says. */
  EXTENSION_REF = 'ExtensionRef',
  /** Answers browsers that ask for another origin. */
  CORS = 'CORS',
  /** Asks a service first. Experimental channel only. */
  EXTERNAL_AUTH = 'ExternalAuth',
}

/** A share of the requests. Source: Gateway API v1.6.1, Fraction. */
export interface HttpFraction {
  /** How many, at least 0 and at most the denominator. */
  readonly numerator: number;
  /**
   * Of how many, at least 1.
   *
   * @default - the API server's: 100
   */
  readonly denominator?: number;
}

/**
 * A copy of requests, whose answer is thrown away.
 *
 * Source: Gateway API v1.6.1, HTTPRequestMirrorFilter.
 */
export interface HttpRequestMirror {
  /** Who gets the copy. */
  readonly backendRef: BackendObjectReference;
  /**
   * Share of the requests, 0 to 100. Not with `fraction`.
   *
   * @default - every request
   */
  readonly percent?: number;
  /**
   * Share of the requests, finer than a percentage. Not with `percent`.
   *
   * @default - every request
   */
  readonly fraction?: HttpFraction;
}

/**
 * A step on the way of a request or its response: a type, and the field of that type.
 *
 * Source: Gateway API v1.6.1, HTTPRouteFilter.
 */
export interface HttpRouteFilter {
  /** What the filter does. */
  readonly type: HttpRouteFilterType;
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
   * With `REQUEST_REDIRECT`.
   *
   * @default - none
   */
  readonly requestRedirect?: HttpRequestRedirect;
  /**
   * With `URL_REWRITE`.
   *
   * @default - none
   */
  readonly urlRewrite?: HttpUrlRewrite;
  /**
   * With `EXTENSION_REF`: an object of the route's namespace.
   *
   * @default - none
   */
  readonly extensionRef?: LocalObjectReference;
  /**
   * With `CORS`.
   *
   * @default - none
   */
  readonly cors?: HttpCors;
  /**
   * With `EXTERNAL_AUTH`. Experimental channel only.
   *
   * @default - none
   */
  readonly externalAuth?: HttpExternalAuth;
}
