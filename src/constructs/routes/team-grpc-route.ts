import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkKnown, type Known } from '../base/known-options';
import { settle, typedProps } from '../base/typed-object';
import { GRPC_FORM } from './grpc-form';
import type { GrpcRule } from './grpc-rule';
import { addRule, attach, partsOf, planRoute, type RoutePlan } from './route-plan';
import { namesOf, writtenRules } from './rule-names';
import type { TeamRouteOptions } from './team-route-options';

/** Options of a TeamGrpcRoute. */
export interface TeamGrpcRouteProps extends TeamRouteOptions {
  /** The rules, 1 to 16; of rules that fit a call equally well, the first one takes it. */
  readonly rules: GrpcRule[];
}

const OPTIONS: Known<TeamGrpcRouteProps> = { rules: true, hostnames: true, grant: true, listenerSet: true, metadata: true };

/**
 * A GRPCRoute of a team, within one of its grants: it attaches to the granted sections of the granted gateway by name, and
 * serves only granted hostnames. A hostname that is granted under path prefixes has no GRPCRoutes, and one that serves both
 * HTTPRoutes and GRPCRoutes at a listener is an error at synth (GW046).
 *
 * Where the grant isolates ingress, the route also holds a policy for each set of pods behind its backends, mirrors
 * included, that lets exactly the gateway's proxies reach their port. Pods that are not known are an error at synth.
 * A backend in another namespace is let in by its owner (`SharedService`).
 *
 * @example
 * new TeamGrpcRoute(chart, 'products', {
 *   rules: [{ matches: [GrpcMatch.service('shop.v1.Products')], backends: [Backend.service('product-api-service', 9090)] }],
 * });
 */
export class TeamGrpcRoute extends ApiObject {
  readonly #plan: RoutePlan<GrpcRule>;
  #written: number;

  /**
   * @param scope a scope of an application team
   * @param id id of the construct; the route's name derives from it, where metadata names none
   * @param props rules, hostnames, grant, metadata
   * @throws outside a team's scope, for what the grant does not admit, and for what the API would refuse
   */
  public constructor(scope: Construct, id: string, props: TeamGrpcRouteProps) {
    const plan = planRoute(scope, id, {
      form: GRPC_FORM, construct: 'TeamGrpcRoute', options: props,
      rulesIn: (place) => {
        checkKnown(place, '', props, OPTIONS);
        return writtenRules(place, props.rules);
      },
    });
    super(scope, id, typedProps(scope, id, partsOf(plan, props)));
    settle(this);
    this.#plan = plan;
    this.#written = props.rules.length;
    attach(this, plan);
  }

  /**
   * Adds a rule after the others.
   *
   * @param rule the rule
   * @throws as the constructor does; the route then stays as it was
   */
  public addRule(rule: GrpcRule): void {
    addRule(this, this.#plan, { names: namesOf(this.#written), rule });
    this.#written += 1;
  }
}
