import { type ApiObject, App } from 'cdk8s';
import { Backend, type RouteRule, TeamChart, type TeamGrant, TeamRoute, type TeamRouteProps } from '../../../src';
import { testGrant } from '../../util/grants';

/** Part of a manifest. */
export type Json = Record<string, unknown>;

/** The chart of team ecommerce, with one grant or several. */
export function shopChart(...grants: TeamGrant[]): TeamChart {
  return new TeamChart(new App(), 'shop', { grants: grants.length > 0 ? grants : [testGrant()] });
}

/** A backend that no test looks at. */
export const web = (): Backend => Backend.service('web', 8080);

/** A route with one rule, in a chart of its own. */
export function routeWith(rule: Partial<RouteRule>, props: Partial<TeamRouteProps> = {}, ...grants: TeamGrant[]): TeamRoute {
  const backends = rule.canary === undefined ? [web()] : undefined;
  return new TeamRoute(shopChart(...grants), 'web', { rules: [{ backends, ...rule }], ...props });
}

/** The spec of an object as it would be written. */
export function specOf(object: ApiObject): Json {
  return (object.toJson() as { spec: Json }).spec;
}

/** The rules of a route as they would be written. */
export function rulesOf(route: ApiObject): Json[] {
  return specOf(route).rules as Json[];
}
