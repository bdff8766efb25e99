/** What one route can hold. */
export interface RouteLimits {
  readonly rules: number;
  /** Matches of one rule. */
  readonly matches: number;
  /** Matches of all rules together. */
  readonly allMatches: number;
  readonly hostnames: number;
}

/** The limits of an HTTPRoute and of a GRPCRoute. Source: Gateway API v1.6.1, HTTPRouteSpec and GRPCRouteSpec. */
export const ROUTE_LIMITS: RouteLimits = { rules: 16, matches: 64, allMatches: 128, hostnames: 16 };

/** Those of a route that is still to be cut into several. */
export const NO_LIMITS: RouteLimits = { rules: Infinity, matches: Infinity, allMatches: Infinity, hostnames: Infinity };
