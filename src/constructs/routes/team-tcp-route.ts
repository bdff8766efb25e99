import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Known } from '../base/known-options';
import { typedProps } from '../base/typed-object';
import { attach, partsOf, planRoute } from './route-plan';
import { onlyRule, TCP_FORM } from './stream-form';
import type { StreamRule } from './stream-rule';
import type { TeamPortRouteOptions } from './team-route-options';

/** Options of a TeamTcpRoute. */
export interface TeamTcpRouteProps extends TeamPortRouteOptions, StreamRule {}

const OPTIONS: Known<TeamTcpRouteProps> = { backends: true, name: true, listenerNames: true, grant: true, metadata: true };

/**
 * A TCPRoute of a team, within one of its grants: it takes every connection to the granted listeners for TCP. A second
 * route at one of them would get nothing, which is an error at synth (GW045).
 *
 * Where the grant isolates ingress, the route also holds a policy for each set of pods behind its backends, as a TeamRoute
 * does. A backend in another namespace is let in by its owner (`SharedService`).
 *
 * @example
 * new TeamTcpRoute(chart, 'postgres', { listenerNames: ['postgres'], backends: [Backend.service('postgres', 5432)] });
 */
export class TeamTcpRoute extends ApiObject {
  /**
   * @param scope a scope of an application team
   * @param id id of the construct; the route's name derives from it, where metadata names none
   * @param props backends, listenerNames, grant, metadata
   * @throws outside a team's scope, for what the grant does not admit, and for what the API would refuse
   */
  public constructor(scope: Construct, id: string, props: TeamTcpRouteProps) {
    const plan = planRoute(scope, id, { form: TCP_FORM, options: props, known: OPTIONS, rulesIn: () => onlyRule(props) });
    super(scope, id, typedProps(scope, id, partsOf(plan)));
    attach(this, plan);
  }
}
