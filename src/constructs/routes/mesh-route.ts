import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Known } from '../base/known-options';
import { typedProps } from '../base/typed-object';
import { MESH_HTTP_FORM } from './http-form';
import { meshAttachment } from './mesh-attachment';
import type { MeshRouteOptions } from './mesh-route-options';
import { addRule, attach, partsOf, planRoute, type RoutePlan } from './route-plan';
import type { RouteRule } from './route-rule';
import { writtenRules } from './rule-names';

/** Options of a MeshRoute. */
export interface MeshRouteProps extends MeshRouteOptions {
  /** The rules, at least one; of rules that fit a request equally well, the first one takes it. */
  readonly rules: RouteRule[];
}

const OPTIONS: Known<MeshRouteProps> = { service: true, rules: true, metadata: true };

/**
 * An HTTPRoute of a team for requests inside a mesh: callers name a Service, and the rules say who answers. Any grant of the
 * scope for HTTPRoutes gives it its namespaces; gateways, hostnames and prefixes play no part.
 *
 * Once a Service has such a route, requests that none of its routes takes are refused (GW048). Backends of other namespaces
 * need no ReferenceGrant. No network policy is made: callers are pods of the mesh, not a gateway's proxies, so where a grant
 * isolates ingress the operators open the way from the callers. Source: Gateway API, GEP-1294.
 *
 * Beyond the limits of one HTTPRoute (16 rules, 64 matches of a rule, 128 of all; Gateway API v1.6.1, HTTPRouteSpec) it is
 * several that answer as the one would: this construct is the first of them, the others are its children, with `-rules-2`
 * and so on behind the name. Rules that tie have to stand in one of them, and more of those than it holds are refused.
 * A part that comes later is younger than routes that others have at the Service by then, and loses a tie with them that
 * the parts before it would win.
 *
 * @example
 * new MeshRoute(chart, 'products', {
 *   service: Backend.service('product-api-service', 8080),
 *   rules: [
 *     { matches: [RouteMatch.pathPrefix('/v2')], backends: [Backend.service('product-api-v2-service', 8080)] },
 *     { backends: [Backend.service('product-api-service', 8080)] },
 *   ],
 * });
 */
export class MeshRoute extends ApiObject {
  readonly #plan: RoutePlan<RouteRule>;

  /**
   * @param scope a scope of an application team
   * @param id id of the construct; the route's name derives from it, where metadata names none
   * @param props the Service that is called, rules, metadata
   * @throws outside a team's scope, for a Service that was not granted or that no mesh knows, and for what the API would refuse
   */
  public constructor(scope: Construct, id: string, props: MeshRouteProps) {
    const plan = planRoute(scope, id, {
      form: MESH_HTTP_FORM, options: props, known: OPTIONS,
      attachTo: (...asked) => meshAttachment(...asked, props),
      rulesIn: (place) => writtenRules(place, props.rules),
    });
    super(scope, id, typedProps(scope, id, partsOf(plan)));
    this.#plan = plan;
    attach(this, plan);
  }

  /**
   * Adds a rule after the others.
   *
   * @param rule the rule
   * @throws as the constructor does; the route then stays as it was
   */
  public addRule(rule: RouteRule): void {
    addRule(this, this.#plan, rule);
  }
}
