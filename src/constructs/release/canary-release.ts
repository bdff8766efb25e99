import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Known } from '../base/known-options';
import { typedProps } from '../base/typed-object';
import { HTTP_FORM } from '../routes/http-form';
import { attach, partsOf, planRoute } from '../routes/route-plan';
import type { RouteRule, RouteRuleOptions } from '../routes/route-rule';
import type { WrittenRule } from '../routes/rule-names';
import type { TeamRouteOptions } from '../routes/team-route-options';
import type { CanaryRule } from './canary-rule';

/** Options of a CanaryRelease. */
export interface CanaryReleaseProps extends TeamRouteOptions, RouteRuleOptions, CanaryRule {}

const OPTIONS: Known<CanaryReleaseProps> = {
  stable: true, canary: true, weight: true, mirror: true, preview: true, state: true,
  matches: true, name: true, filters: true, timeouts: true, retry: true, sessionPersistence: true,
  hostnames: true, grant: true, listenerSet: true, metadata: true,
};

/**
 * An HTTPRoute of a team that shares its requests between two versions of a backend, in percent. It is a TeamRoute with
 * one rule whose backends are `canary`; the preview adds a rule. Whatever the state of the release, nothing of the
 * manifest changes but the shares.
 *
 * With `sessionPersistence` the shares are of new sessions, not of requests: a client stays with the version that answered
 * it first, and may do so after the canary's share changed or the release was aborted, until its session is over. So the
 * canary's part of the requests follows the weight slowly, and `absoluteTimeout` says how slowly. The preview keeps
 * sessions of its own, under the name with `-preview`.
 *
 * Beyond 16 hostnames, or 64 matches of its rule, it is several HTTPRoutes, as a TeamRoute is; a part that comes later is younger
 * than routes that others have at the listener by then, and loses a tie with them that the parts before it would win.
 *
 * @example
 * new CanaryRelease(chart, 'products', {
 *   matches: [RouteMatch.pathPrefix('/api/products')],
 *   stable: Backend.service('product-api-service', 8080),
 *   canary: Backend.service('product-api-v2-service', 8080),
 *   weight: 20,
 * });
 */
export class CanaryRelease extends ApiObject {
  /**
   * @param scope a scope of an application team
   * @param id id of the construct; the route's name derives from it, where metadata names none
   * @param props both versions, the canary's share, and everything that a rule can say
   * @throws outside a team's scope, for what the grant does not admit, and for what the API would refuse
   */
  public constructor(scope: Construct, id: string, props: CanaryReleaseProps) {
    const plan = planRoute(scope, id, {
      form: HTTP_FORM, construct: 'CanaryRelease', options: props, known: OPTIONS, rulesIn: () => [writtenRule(props)],
    });
    super(scope, id, typedProps(scope, id, partsOf(plan)));
    attach(this, plan);
  }
}

function writtenRule(props: CanaryReleaseProps): WrittenRule<RouteRule> {
  const { matches, name, filters, timeouts, retry, sessionPersistence } = props;
  const { stable, canary, weight, mirror, preview, state } = props;
  return {
    names: { rule: 'the release', options: '', canary: '' },
    rule: {
      name, filters, timeouts, retry, sessionPersistence, matches, canary: { stable, canary, weight, mirror, preview, state },
    },
  };
}
