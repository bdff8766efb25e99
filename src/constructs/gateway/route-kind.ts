/** Kinds of routes. Which listeners serve which stands in Gateway API v1.6.1, AllowedRoutes. */
export enum RouteKind {
  /** Requests over HTTP, at listeners for HTTPS and HTTP. */
  HTTP_ROUTE = 'HTTPRoute',
  /** Calls over gRPC, at listeners for HTTPS and HTTP. */
  GRPC_ROUTE = 'GRPCRoute',
  /** TLS connections by the hostname that the client names, at listeners for TLS. */
  TLS_ROUTE = 'TLSRoute',
  /** Every connection of a listener for TCP. */
  TCP_ROUTE = 'TCPRoute',
  /** Every datagram of a listener for UDP. */
  UDP_ROUTE = 'UDPRoute',
}
