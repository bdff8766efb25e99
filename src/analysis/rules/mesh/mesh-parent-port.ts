import { Category, Severity } from '../../../manifest/finding';
import type { Manifest } from '../../../manifest/manifest';
import { quoted } from '../../../manifest/text';
import { isExternalName, portsOf } from '../../cluster/backends';
import { meshParents } from '../../cluster/mesh-parents';
import type { Reference } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** A route inside a mesh is for a port that its Service has. */
export const meshParentPort: Rule = {
  code: 'GW360',
  title: 'A parent Service without the port that the route is for',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParentReference.port and sectionName: of a Service, the number or the name of its port',
  kinds: ROUTE_TYPES,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return meshParents(entry, context).flatMap(({ ref, service }) =>
      (service && !isExternalName(service) ? judge(ref, service) : []));
  },
};

function judge({ namespace = '', name, port, sectionName, path }: Reference, service: Manifest): RuleResult[] {
  const ports = portsOf(service);
  const at = `Service ${namespace}/${name}`;
  const effect = 'so the route is not accepted, and the requests go their way without it';
  const numbers = ports.flatMap((one) => (typeof one.port === 'number' ? [one.port] : [])).join(' or ');
  const names = quoted(ports.flatMap((one) => (typeof one.name === 'string' ? [one.name] : [])));
  const results: RuleResult[] = [];
  if (port !== undefined && !ports.some((one) => one.port === port)) {
    const behind = ports.find((one) => one.targetPort === port && typeof one.port === 'number');
    results.push({
      message: `${at} has no port ${port}${behind ? `: that is the pod's port behind its port ${String(behind.port)}` : ''}, ${effect}`,
      fix: `write ${behind ? String(behind.port) : numbers || 'a port, once the Service has one'}`, path: `${path}.port`,
    });
  }
  if (sectionName !== undefined && !ports.some((one) => one.name === sectionName)) {
    results.push({
      message: `${at} calls no port "${sectionName}", ${effect}`, fix: names === '' ? `write ${numbers === '' ? 'a port, once the Service has one' : `port: ${numbers}`}` : `write one of ${names}`,
      path: `${path}.sectionName`,
    });
  }
  return results;
}
