import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Known } from '../base/known-options';
import { typedProps } from '../base/typed-object';
import { GRPC_FORM } from './grpc-form';
import type { GrpcRule } from './grpc-rule';
import { addRule, attach, partsOf, planRoute, type RoutePlan } from './route-plan';
import { writtenRules } from './rule-names';
import type { TeamRouteOptions } from './team-route-options';

/** Options of a TeamGrpcRoute. */
export interface TeamGrpcRouteProps extends TeamRouteOptions {
  /** The rules, at least one; of rules that fit a call equally well, the first one takes it. */
  readonly rules: GrpcRule[];
}

const OPTIONS: Known<TeamGrpcRouteProps> = { rules: true, hostnames: true, grant: true, listenerSet: true, metadata: true };

/**
 * A GRPCRoute of a team, within one of its grants: it attaches to the granted sections of the granted gateway by name, and
 * serves only granted hostnames. Where a hostname is granted under path prefixes, every match names a service or a method there
 * (`shop.v1.Products` under `/shop.v1.Products`). A hostname that serves both HTTPRoutes and GRPCRoutes at a listener is an error
 * at synth (GW046).
 *
 * Where the grant isolates ingress, the route also holds a policy for each set of pods behind its backends, mirrors
 * included, that lets exactly the gateway's proxies reach their port. Pods that are not known are an error at synth.
 * A backend in another namespace is let in by its owner (`SharedService`).
 *
 * Beyond the limits of one GRPCRoute (16 rules, 64 matches of a rule, 128 of all, 16 hostnames; Gateway API v1.6.1,
 * GRPCRouteSpec) it is several that answer as the one would: this construct is the first of them, the others are its children,
 * with `-rules-2`, `-hosts-2` or `-hosts-2-rules-2` behind the name. Rules that tie have to stand in one of them, and more of
 * those than it holds are refused. A part that comes later is younger than routes that others have at the listener by then, and
 * loses a tie with them that the parts before it would win.
 *
 * @example
 * new TeamGrpcRoute(chart, 'products', {
 *   rules: [{ matches: [GrpcMatch.service('shop.v1.Products')], backends: [Backend.service('product-api-service', 9090)] }],
 * });
 */
export class TeamGrpcRoute extends ApiObject {
  readonly #plan: RoutePlan<GrpcRule>;

  /**
   * @param scope a scope of an application team
   * @param id id of the construct; the route's name derives from it, where metadata names none
   * @param props rules, hostnames, grant, metadata
   * @throws outside a team's scope, for what the grant does not admit, and for what the API would refuse
   */
  public constructor(scope: Construct, id: string, props: TeamGrpcRouteProps) {
    const plan = planRoute(scope, id, {
      form: GRPC_FORM, options: props, known: OPTIONS, rulesIn: (place) => writtenRules(place, props.rules),
    });
    super(scope, id, typedProps(scope, id, partsOf(plan)));
    this.#plan = plan;
    attach(this, plan);
  }

  /**
   * Adds a rule after the others. Beyond the limits it may add a part; of those before it only rules that tie with it can move.
   *
   * @param rule the rule
   * @throws as the constructor does; the route then stays as it was
   */
  public addRule(rule: GrpcRule): void {
    addRule(this, this.#plan, rule);
  }
}
