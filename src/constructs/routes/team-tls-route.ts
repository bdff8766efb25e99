import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Known } from '../base/known-options';
import { typedProps } from '../base/typed-object';
import { attach, partsOf, planRoute } from './route-plan';
import { onlyRule, TLS_FORM } from './stream-form';
import type { StreamRule } from './stream-rule';
import type { TeamRouteOptions } from './team-route-options';

/** Options of a TeamTlsRoute. */
export interface TeamTlsRouteProps extends TeamRouteOptions, StreamRule {}

const OPTIONS: Known<TeamTlsRouteProps> = {
  backends: true, name: true, hostnames: true, grant: true, listenerSet: true, metadata: true,
};

/**
 * A TLSRoute of a team, within one of its grants: it attaches to the granted listeners for TLS by name, and takes connections
 * by the hostname that the client asks for, of the granted ones. At a listener that ends TLS (`Listener.tls`) backends get
 * what was inside; at one that passes it on (`Listener.tlsPassthrough`) they end TLS themselves.
 *
 * Where the grant isolates ingress, the route also holds a policy for each set of pods behind its backends, as a TeamRoute
 * does. A backend in another namespace is let in by its owner (`SharedService`).
 *
 * @example
 * new TeamTlsRoute(chart, 'vault', { hostnames: ['vault.company.com'], backends: [Backend.service('vault', 8200)] });
 */
export class TeamTlsRoute extends ApiObject {
  /**
   * @param scope a scope of an application team
   * @param id id of the construct; the route's name derives from it, where metadata names none
   * @param props backends, hostnames, grant, metadata
   * @throws outside a team's scope, for what the grant does not admit, and for what the API would refuse
   */
  public constructor(scope: Construct, id: string, props: TeamTlsRouteProps) {
    const plan = planRoute(scope, id, { form: TLS_FORM, options: props, known: OPTIONS, rulesIn: () => onlyRule(props) });
    super(scope, id, typedProps(scope, id, partsOf(plan)));
    attach(this, plan);
  }
}
