import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { transportOf } from '../../../manifest/route-protocols';
import { isExternalName, type KnownBackend, knownBackends, portsOf, protocolOf } from '../../cluster/backends';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';
import { lossOf } from './loss';

/** A backend whose Service is in the same set has the port that the route names. */
export const backendPort: Rule = {
  code: 'GW021',
  title: 'A backend port that the Service does not have',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendObjectReference: the port is the Service\'s, not the pod\'s',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return knownBackends(entry, context).flatMap((backend) => judge(entry.manifest.kind, backend));
  },
};

function judge(kind: string, { ref, service }: KnownBackend): RuleResult[] {
  const { port } = ref;
  const ports = portsOf(service);
  if (port === undefined || isExternalName(service) || ports.some((one) => one.port === port)) return [];
  const transport = transportOf(kind);
  const usable = ports.filter((one) => protocolOf(one) === transport && typeof one.port === 'number');
  const meant = usable.find(({ targetPort }) => targetPort === port) ?? usable.find((one) => containerPortOf(one) === port);
  const hint = meant ? `: ${port} is the pod's port behind its port ${String(meant.port)}` : '';
  return [{
    message: `${objectText(ref)} has no port ${port}${hint}, so ${lossOf(kind, ref)}`,
    fix: `write ${meant ? String(meant.port) : usable.map((one) => String(one.port)).join(' or ') || 'a port, once the Service has one'}`,
    path: `${ref.path}.port`,
  }];
}

/** A port in quotes is still the pod's. */
function containerPortOf({ targetPort }: Record<string, unknown>): number | undefined {
  return typeof targetPort === 'string' && /^\d+$/.test(targetPort) ? Number(targetPort) : undefined;
}
