import type { Backend } from './backend';
import type { GrpcMatch } from './grpc-match';
import type { RouteFilter } from './route-filter';
import type { RouteSessionPersistence } from './route-session-persistence';

/** One rule of a TeamGrpcRoute: which calls, what happens to them, and who answers. */
export interface GrpcRule {
  /** Who answers, by weight, 1 to 16. */
  readonly backends: Backend[];
  /**
   * Which calls the rule takes: those that fit one of the matches; up to 64 where it keeps sessions.
   *
   * @default - every call for the route's hostnames
   */
  readonly matches?: GrpcMatch[];
  /**
   * What happens to calls and answers on the way: changes of headers, and mirrors. The other filters are of HTTP.
   *
   * @default - nothing
   */
  readonly filters?: RouteFilter[];
  /**
   * Name of the rule: a DNS subdomain, unique in the route.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * Keeps a client with the backend that answered first. Experimental channel only. Few clients of gRPC keep cookies: a session
   * by header (metadata of the call) asks less of them.
   *
   * @default - each call goes by weight
   */
  readonly sessionPersistence?: RouteSessionPersistence;
}
