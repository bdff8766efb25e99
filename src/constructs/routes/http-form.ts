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
    const { place, attachment: { grant, hostnames } } = context;
    const rules = rulesOf(context, names, rule);
    checkPrefixes(place, `${names.options}matches`, grant, hostnames, rules[0].matches);
    checkNeeds(place, names.options, grant, rules);
    return rules;
  },
  problems: uncutHttpRouteProblems,
  traps: httpRouteTraps,
  cut: shardHttpRoute,
};
