import { Category, Severity } from '../../../manifest/finding';
import { isRecord, listOf, type Manifest } from '../../../manifest/manifest';
import { meantInstead } from '../../cluster/absent';
import { tlsTargetsOf } from '../../cluster/backend-tls-targets';
import { type Reference, specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { BACKEND_TLS_POLICY } from '../judged-kinds';

/** A BackendTLSPolicy is for a TCP port, which it calls by the name that the Service gives it. */
export const backendTlsPort: Rule = {
  code: 'GW025',
  title: 'A BackendTLSPolicy for a port that its Service does not have',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, LocalPolicyTargetReferenceWithSectionName: the name of a Service port; GEP-1897: TCP ports only',
  kinds: [BACKEND_TLS_POLICY],
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    return tlsTargetsOf(manifest).flatMap((ref) => {
      if (ref.group !== '' || ref.kind !== 'Service') return [];
      const [service] = index.find('', 'Service', ref.namespace, ref.name);
      return service ? judge(ref, service.manifest) : unknown(ref, meantInstead(ref, index));
    });
  },
};

function unknown({ namespace = '', name, sectionName, path }: Reference, meant: string): RuleResult[] {
  if (!sectionName) return [];
  return [{
    message: `Service ${namespace}/${name} is not here${meant}, so whether it calls a port "${sectionName}" is not known; `
      + 'without such a port the policy has no effect',
    fix: 'compare it with the names of the Service\'s ports', path: `${path}.sectionName`, severity: Severity.UNKNOWN, missing: true,
  }];
}

function judge({ namespace = '', name, sectionName, path }: Reference, service: Manifest): RuleResult[] {
  const ports = listOf(specOf(service).ports).filter(isRecord);
  const ofTcp = ports.filter(isTcp);
  const named = ofTcp.flatMap((port) => (typeof port.name === 'string' ? [port.name] : []));
  if (!sectionName) {
    if (ports.length === 0 || ofTcp.length > 0) return [];
    return [{ message: `Service ${namespace}/${name} has no TCP port, and TLS needs one`, fix: 'leave the policy out', path: `${path}.name` }];
  }
  if (named.includes(sectionName)) return [];
  const other = ports.find((port) => port.name === sectionName);
  const what = other ? `port "${sectionName}" of Service ${namespace}/${name} is for ${String(other.protocol)}, and TLS needs TCP`
    : `Service ${namespace}/${name} calls no port "${sectionName}"`;
  return [{
    message: `${what}, so the policy is not accepted, and its connections are not encrypted`,
    fix: named.length > 0 ? `write ${named.map((one) => `"${one}"`).join(' or ')}`
      : 'name the port in the Service, or leave sectionName out for every port',
    path: `${path}.sectionName`,
  }];
}

const isTcp = ({ protocol = 'TCP' }: Record<string, unknown>): boolean => protocol === 'TCP';
