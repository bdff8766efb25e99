import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Known } from '../base/known-options';
import { typedProps } from '../base/typed-object';
import { attach, partsOf, planRoute } from './route-plan';
import { onlyRule, UDP_FORM } from './stream-form';
import type { StreamRule } from './stream-rule';
import type { TeamPortRouteOptions } from './team-route-options';

/** Options of a TeamUdpRoute. */
export interface TeamUdpRouteProps extends TeamPortRouteOptions, StreamRule {}

const OPTIONS: Known<TeamUdpRouteProps> = { backends: true, name: true, listenerNames: true, grant: true, metadata: true };

/**
 * A UDPRoute of a team, within one of its grants: it takes every datagram to the granted listeners for UDP. Its backends
 * are Service ports for UDP. A second route at one of the listeners would get nothing, which is an error at synth (GW045).
 *
 * Where the grant isolates ingress, the route also holds a policy for each set of pods behind its backends, as a TeamRoute
 * does. A backend in another namespace is let in by its owner (`SharedService`).
 *
 * @example
 * new TeamUdpRoute(chart, 'dns', { listenerNames: ['dns'], backends: [Backend.service('dns', 53)] });
 */
export class TeamUdpRoute extends ApiObject {
  /**
   * @param scope a scope of an application team
   * @param id id of the construct; the route's name derives from it, where metadata names none
   * @param props backends, listenerNames, grant, metadata
   * @throws outside a team's scope, for what the grant does not admit, and for what the API would refuse
   */
  public constructor(scope: Construct, id: string, props: TeamUdpRouteProps) {
    const plan = planRoute(scope, id, { form: UDP_FORM, options: props, known: OPTIONS, rulesIn: () => onlyRule(props) });
    super(scope, id, typedProps(scope, id, partsOf(plan)));
    attach(this, plan);
  }
}
