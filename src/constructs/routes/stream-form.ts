import type { RuleJson } from '../../manifest/cut-rule';
import type { RouteJson, ShardedRoute } from '../../manifest/shard-routes';
import { tcpRouteProblems, udpRouteProblems } from '../../manifest/stream-route-checks';
import { streamRouteTraps } from '../../manifest/stream-route-traps';
import { TLS_HOSTNAME_LIMIT, tlsRouteProblems } from '../../manifest/tls-route-checks';
import { tlsRouteTraps } from '../../manifest/tls-route-traps';
import { refused } from '../base/problems';
import type { SpecChecks } from '../kinds/parts';
import { refuseFilters } from './backend-target';
import { refusePrefixes } from './prefix-limits';
import type { BackendRefData } from './route-data';
import type { RouteForm } from './route-form';
import { type RuleContext, serviceRef, weightedRefs } from './rule-backends';
import { ruleName, type WrittenRule } from './rule-names';
import type { StreamRule } from './stream-rule';

const form = (kind: string, construct: string, checks: SpecChecks): RouteForm<StreamRule> => ({
  ...checks, kind, construct, rulesOf: (context, written) => [ruleOf(kind, context, written)], cut: onePart,
});

/** Routes of one rule, with hostnames up to their limit. */
function onePart<Rule extends RuleJson>({ hostnames = [], rules }: RouteJson<Rule>): ShardedRoute<Rule> {
  return { parts: [{ suffix: '', ...(hostnames.length > 0 && { hostnames: [...hostnames] }), rules: [...rules] }], problems: [] };
}

/** TLSRoutes. */
export const TLS_FORM: RouteForm<StreamRule> = {
  ...form('TLSRoute', 'TeamTlsRoute', { problems: tlsRouteProblems, traps: tlsRouteTraps }),
  hostnameLimit: TLS_HOSTNAME_LIMIT,
};

/** TCPRoutes. */
export const TCP_FORM = form('TCPRoute', 'TeamTcpRoute', { problems: tcpRouteProblems, traps: streamRouteTraps });

/** UDPRoutes. */
export const UDP_FORM = form('UDPRoute', 'TeamUdpRoute', { problems: udpRouteProblems, traps: streamRouteTraps });

/** The one rule of a route that the construct itself is. */
export function onlyRule({ backends, name }: StreamRule): WrittenRule<StreamRule>[] {
  return [{ names: { rule: 'the route', options: '' }, rule: { backends, name } }];
}

function ruleOf(kind: string, context: RuleContext, { names, rule }: WrittenRule<StreamRule>): object {
  const { place, attachment } = context;
  refusePrefixes(place, kind, attachment);
  const refs = weightedRefs(context, `${names.options}backends`, rule.backends, (backend, weight): BackendRefData => {
    refuseFilters(place, backend.option, backend, `a ${kind} has none`);
    return { ...serviceRef(context, backend), weight };
  });
  if (refs.length === 0) {
    throw refused(place, `${names.rule} has no backends, so nothing would answer; `
      + 'write backends: [Backend.service(\'database\', 5432)]');
  }
  return { ...ruleName(place, names.options, rule.name), backendRefs: refs };
}
