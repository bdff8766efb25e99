/** How an authorization service is asked by gRPC. Source: Gateway API v1.6.1, GRPCAuthConfig. */
export interface ExternalAuthGrpcOptions {
  /**
   * Names of request headers that the service gets, up to 64.
   *
   * @default - all headers
   */
  readonly allowedHeaders?: string[];
  /**
   * Most bytes of the body that the service gets, at least 1. Longer bodies are refused or cut, as the implementation does.
   *
   * @default - the body is not sent
   */
  readonly forwardBodyBytes?: number;
}

/** How an authorization service is asked by HTTP. Source: Gateway API v1.6.1, HTTPAuthConfig. */
export interface ExternalAuthHttpOptions {
  /**
   * Path that is put before the request's own.
   *
   * @default - none
   */
  readonly path?: string;
  /**
   * Names of request headers that the service gets, up to 64, beside Host, method, path, Content-Length and Authorization.
   *
   * @default - none beside these
   */
  readonly allowedHeaders?: string[];
  /**
   * Names of headers of the service's answer that the backend gets, up to 64.
   *
   * @default - all of them
   */
  readonly allowedResponseHeaders?: string[];
  /**
   * Most bytes of the body that the service gets, at least 1. Longer bodies are refused or cut, as the implementation does.
   *
   * @default - the body is not sent
   */
  readonly forwardBodyBytes?: number;
}
