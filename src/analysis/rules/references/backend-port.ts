import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { type Transport, transportOf } from '../../../manifest/route-protocols';
import { type Reference, specOf } from '../../cluster/references';
import { backendsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** A backend whose Service is in the same set has the port that the route names. */
export const backendPort: Rule = {
  code: 'GW021',
  title: 'A backend port that the Service does not have',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, BackendObjectReference: the port is the Service\'s, not the pod\'s',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    if (!isRoute(entry.manifest)) return [];
    const { index } = context;
    const transport = transportOf(entry.manifest.kind);
    return backendsOf(entry, context).flatMap((ref) => {
      const [service] = ref.group === '' && ref.kind === 'Service' ? index.find('', 'Service', ref.namespace, ref.name) : [];
      return service ? judge(ref, transport, service.manifest) : [];
    });
  },
};

function judge(ref: Reference, transport: Transport, service: Manifest): RuleResult[] {
  const ports = listOf(specOf(service).ports).flatMap((port) => (
    isRecord(port) && typeof port.port === 'number' && (port.protocol ?? 'TCP') === transport ? [port.port] : []));
  if (specOf(service).type === 'ExternalName') {
    return [{
      message: `Service ${ref.namespace}/${ref.name} is an ExternalName, which implementations refuse as a backend (CVE-2021-25740)`,
      fix: 'route to a Service with pods', path: `${ref.path}.name`,
    }];
  }
  if (ref.port === undefined || ports.includes(ref.port)) return [];
  return [{
    message: transport === 'TCP'
      ? `Service ${ref.namespace}/${ref.name} has no port ${ref.port}, so its share of the requests gets 500`
      : `Service ${ref.namespace}/${ref.name} has no port ${ref.port} for ${transport}, so its share of the traffic is dropped`,
    fix: `write ${ports.join(' or ') || 'a port, once the Service has one'}`, path: `${ref.path}.port`,
  }];
}
