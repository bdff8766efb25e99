import { uncutHttpRouteProblems } from '../../manifest/http-route-checks';
import { httpRouteTraps } from '../../manifest/http-route-traps';
import { shardHttpRoute } from '../../manifest/shard-routes';
import { checkPrefixes } from './prefix-limits';
import type { RouteForm } from './route-form';
import type { RouteRule } from './route-rule';
import { rulesOf } from './rule-data';
import { checkNeeds } from './rule-needs';

/** HTTPRoutes. */
export const HTTP_FORM: RouteForm<RouteRule> = {
  kind: 'HTTPRoute',
  construct: 'TeamRoute',
  rulesOf(context, { names, rule }) {
    const { place, attachment } = context;
    const rules = rulesOf(context, names, rule);
    checkPrefixes(place, `${names.options}matches`, attachment, rules[0].matches);
    if (attachment.grant !== undefined) checkNeeds(place, names.options, attachment.grant, rules);
    return rules;
  },
  problems: uncutHttpRouteProblems,
  traps: httpRouteTraps,
  cut: shardHttpRoute,
};

/** HTTPRoutes of a mesh. */
export const MESH_HTTP_FORM: RouteForm<RouteRule> = { ...HTTP_FORM, construct: 'MeshRoute' };
