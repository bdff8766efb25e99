/** Kinds of routes that listeners for HTTP and HTTPS serve. Source: Gateway API v1.6.1, AllowedRoutes. */
export enum RouteKind {
  /** Requests over HTTP. */
  HTTP_ROUTE = 'HTTPRoute',
  /** Calls over gRPC. */
  GRPC_ROUTE = 'GRPCRoute',
}
