import type { FieldProblem } from '../../manifest/field-problem';
import { tcpRouteProblems, udpRouteProblems } from '../../manifest/stream-route-checks';
import { tlsRouteProblems } from '../../manifest/tls-route-checks';
import { refused } from '../base/problems';
import { refuseFilters } from './backend-target';
import { refusePrefixes } from './prefix-limits';
import type { BackendRefData } from './route-data';
import type { RouteForm } from './route-form';
import { type RuleContext, serviceRef, weightedRefs } from './rule-backends';
import { ruleName, type WrittenRule } from './rule-names';
import type { StreamRule } from './stream-rule';

const form = (
  kind: string, construct: string, since: number, problemsOf: (spec: unknown) => FieldProblem[],
): RouteForm<StreamRule> => ({
  kind, construct, ruleLimit: 1, since, problemsOf, rulesOf: (context, written) => [ruleOf(kind, context, written)],
});

/** TLSRoutes. */
export const TLS_FORM = form('TLSRoute', 'TeamTlsRoute', 5, tlsRouteProblems);

/** TCPRoutes. */
export const TCP_FORM = form('TCPRoute', 'TeamTcpRoute', 6, tcpRouteProblems);

/** UDPRoutes. */
export const UDP_FORM = form('UDPRoute', 'TeamUdpRoute', 6, udpRouteProblems);

/** The one rule of a route that the construct itself is. */
export function onlyRule({ backends, name }: StreamRule): WrittenRule<StreamRule>[] {
  return [{ names: { rule: 'the route', options: '' }, rule: { backends, name } }];
}

function ruleOf(kind: string, context: RuleContext, { names, rule }: WrittenRule<StreamRule>): object {
  const { place, attachment: { grant, hostnames } } = context;
  refusePrefixes(place, kind, grant, hostnames);
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
