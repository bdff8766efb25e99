import type { GatewayDefaultScope } from './gateway-spec';
import type { ParentReference } from './references';

/**
 * What routes of every kind say.
 *
 * Source: Gateway API v1.6.1, CommonRouteSpec.
 */
export interface CommonRouteSpec {
  /**
   * What the route attaches to, up to 32. References to one parent name different sections of it.
   *
   * @default - nothing: the route does nothing, unless `useDefaultGateways` says otherwise
   */
  readonly parentRefs?: ParentReference[];
  /**
   * Whether the route also attaches to Gateways that are defaults. Experimental channel only.
   *
   * @default - it does not
   */
  readonly useDefaultGateways?: GatewayDefaultScope;
}
