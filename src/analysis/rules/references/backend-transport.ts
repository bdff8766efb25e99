import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { transportOf } from '../../../manifest/route-protocols';
import { isExternalName, type KnownBackend, knownBackends, portsOf, protocolOf } from '../../cluster/backends';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';
import { lossOf } from './loss';

/** Datagrams go to a port for UDP, connections to one for TCP. */
export const backendTransport: Rule = {
  code: 'GW303',
  title: 'A backend port of the other transport',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Kubernetes, ServicePort.protocol; Gateway API, GEP-1911',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return knownBackends(entry, context).flatMap((backend) => judge(entry.manifest.kind, backend));
  },
};

function judge(kind: string, { ref, service }: KnownBackend): RuleResult[] {
  const transport = transportOf(kind);
  const protocols = portsOf(service).filter(({ port }) => ref.port !== undefined && port === ref.port).map(protocolOf);
  if (isExternalName(service) || protocols.length === 0 || protocols.includes(transport)) return [];
  return [{
    message: `port ${ref.port} of ${objectText(ref)} is for ${protocols.join(' and ')}, and a ${kind} carries ${transport}, `
      + `so ${lossOf(kind, ref)}`,
    fix: `write a port for ${transport}, or give the Service one with protocol: ${transport}`, path: `${ref.path}.port`,
  }];
}
