import { Category, Severity } from '../../../manifest/finding';
import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { objectText } from '../../../manifest/object-text';
import { type KnownBackend, knownBackends } from '../../cluster/backends';
import { isService, specOf, targetRefsOf } from '../../cluster/references';
import { keepsSessions } from '../../cluster/session-policies';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GRPC_ROUTE, HTTP_ROUTE, X_BACKEND_TRAFFIC_POLICY } from '../judged-kinds';

/** Sessions are kept by the gateway or by the Service, and not by both. */
export const sessionAffinity: Rule = {
  code: 'GW345',
  title: 'Session persistence for a Service with session affinity of its own',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1619: session persistence beside sessionAffinity of a Service',
  kinds: [X_BACKEND_TRAFFIC_POLICY, HTTP_ROUTE, GRPC_ROUTE],
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return (entry.manifest.kind === 'XBackendTrafficPolicy' ? ofPolicy(entry, context) : ofRoute(entry, context))
      .filter(({ service }) => specOf(service).sessionAffinity === 'ClientIP')
      .map(({ ref }) => ({
        message: `${objectText(ref)} has sessionAffinity: ClientIP; where requests go through the Service's address both `
          + 'choose a pod, and implementations are to reject the route',
        fix: 'write sessionAffinity: None in the Service, or leave sessionPersistence out', path: ref.path,
      }));
  },
};

function ofPolicy(entry: Entry, { index }: RuleContext): KnownBackend[] {
  if (!keepsSessions(entry)) return [];
  return targetRefsOf(entry.manifest).filter(isService).flatMap((ref) =>
    index.find('', 'Service', ref.namespace, ref.name).slice(0, 1).map(({ manifest }) => ({ ref, service: manifest })));
}

function ofRoute(entry: Entry, context: RuleContext): KnownBackend[] {
  const rules = persistentRules(entry.manifest);
  return rules.length === 0 ? [] : knownBackends(entry, context).filter(({ ref }) => rules.some((at) => ref.path.startsWith(`${at}.backendRefs[`)));
}

/** Paths of the rules of a route that keep sessions. */
export function persistentRules(route: Manifest): string[] {
  return listOf(specOf(route).rules).flatMap((rule, i) => (isRecord(rule) && isRecord(rule.sessionPersistence) ? [`spec.rules[${i}]`] : []));
}
