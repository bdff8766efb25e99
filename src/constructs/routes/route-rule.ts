import type { CanaryRule } from '../release/canary-rule';
import type { Backend } from './backend';
import type { RouteFilter } from './route-filter';
import type { RouteMatch } from './route-match';
import type { RouteRetry } from './route-retry';
import type { RouteSessionPersistence } from './route-session-persistence';
import type { RouteTimeouts } from './route-timeouts';

/** What every rule can say, whatever it sends its requests to. */
export interface RouteRuleOptions {
  /**
   * Name of the rule: a DNS subdomain, unique in the route.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * Which requests the rule takes: those that fit one of the matches; up to 64 where it keeps sessions.
   *
   * @default - every request for the route's hostnames, or in a mesh for its Service; under a grant of path prefixes there
   * is no default
   */
  readonly matches?: RouteMatch[];
  /**
   * What happens to requests and responses on the way. A backend may have filters of its own beside these.
   *
   * @default - nothing
   */
  readonly filters?: RouteFilter[];
  /**
   * How long a request may take.
   *
   * @default - the implementation's
   */
  readonly timeouts?: RouteTimeouts;
  /**
   * When a request is tried again. Experimental channel only.
   *
   * @default - the implementation's
   */
  readonly retry?: RouteRetry;
  /**
   * Keeps a client with the backend that answered first. Experimental channel only.
   *
   * @default - each request goes by weight
   */
  readonly sessionPersistence?: RouteSessionPersistence;
}

/** One rule of a route: which requests, what happens to them, and who answers. */
export interface RouteRule extends RouteRuleOptions {
  /**
   * Who answers, by weight, up to 16. Not together with `canary`.
   *
   * @default - nobody: the rule needs a canary or a redirect
   */
  readonly backends?: Backend[];
  /**
   * Two versions of one backend, the new one with a part of the requests. Not together with `backends`.
   *
   * @default - none
   */
  readonly canary?: CanaryRule;
}
