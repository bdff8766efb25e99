import { cidrContains, cidrProblem, parseCidr } from '../../manifest/cidr';
import type { DestinationData, PortData } from '../../manifest/grant-data';
import { labelProblem } from '../../manifest/names';
import { exceptionProblem } from '../../manifest/network-policy-checks';
import { portProblem } from '../../manifest/numbers';
import type { Problem } from '../../manifest/problem';
import { listOption } from '../base/list-option';
import { check, invalid, type Place, refused } from '../base/problems';
import { NetworkPolicyProtocol } from '../kinds/network-policy-rules';
import { Pods } from '../routes/pods';
import type { DestinationOptions, WorkloadDestinationOptions } from './destination-options';

/** IPv4 addresses written as IPv6 would get past the exceptions, which are for IPv4. */
export function mappedProblem(cidr: string): Problem | undefined {
  const block = parseCidr(cidr);
  const mapped = parseCidr('::ffff:0:0/96')!;
  if (!block || !cidrContains(mapped, block)) return undefined;
  return { reason: 'it is an IPv4 block written as IPv6', fix: 'write the IPv4 form, such as "203.0.113.0/24"' };
}

/** Names carry data out to whoever answers for them. */
export const NEVER_DNS: Problem = {
  reason: 'DNS is never anywhere:53; the lockdown opens it to the resolver of the cluster\'s profile',
  fix: 'leave port 53 out, or write Destination.cidr("203.0.113.53/32", 53, …) for a resolver',
};

/** What leaves the cluster is opened with a reason. */
export function neededReasonProblem(reason: unknown): Problem | undefined {
  if (typeof reason === 'string' && reason.trim() !== '') return undefined;
  return { reason: 'a way out of the cluster needs a reason to be judged by', fix: 'write { reason: \'payment provider\' }' };
}

/** The exceptions to an address block. */
export function exceptOf(place: Place, cidr: string, except: string[] | undefined): string[] {
  const outer = parseCidr(cidr)!;
  const parts = listOption(place, 'exceptions', except, '["203.0.113.7/32"]');
  parts.forEach((part, i) => {
    const option = `exceptions[${i}]`;
    check(place, option, part, cidrProblem(part));
    check(place, option, part, exceptionProblem(outer, parseCidr(part)!, cidr));
  });
  return parts;
}

/** Blocks that stay closed of both families. */
export function blocksOf(place: Place, except: string[] | undefined): string[] {
  const parts = listOption(place, 'exceptions', except, '["203.0.113.0/24"]');
  parts.forEach((part, i) => check(place, `exceptions[${i}]`, part, cidrProblem(part)));
  return parts;
}

/** Pods in a namespace, with their ports. */
export function podsOf(place: Place, pods: Pods, options: WorkloadDestinationOptions): Omit<DestinationData, 'form'> {
  if (!(pods instanceof Pods)) {
    const fix = 'write Pods.labelled({ app: \'ledger\' }, 5432)';
    throw invalid(place, 'pods', pods, { reason: 'it does not say which pods', fix });
  }
  check(place, 'namespace', options?.namespace, labelProblem(options?.namespace));
  const { labels, port } = pods._data();
  const { namespace } = options;
  return { namespace, podLabels: labels, ports: portsOf(place, port, options), reason: reasonOf(place, options) };
}

/** The ports of a destination: the one, or the range that starts there, and the further ones. */
export function portsOf(place: Place, port: number, options: DestinationOptions): PortData[] {
  const { protocol = NetworkPolicyProtocol.TCP, endPort, morePorts } = options;
  check(place, 'port', port, portProblem(port));
  if (endPort !== undefined) check(place, 'endPort', endPort, portProblem(endPort) ?? endProblem(port, endPort));
  if (!Object.values(NetworkPolicyProtocol).includes(protocol)) {
    const fix = 'write NetworkPolicyProtocol.TCP, UDP or SCTP';
    throw invalid(place, 'protocol', protocol, { reason: 'NetworkPolicies do not know it', fix });
  }
  const further = listOption(place, 'morePorts', morePorts, '[8080, 8443]');
  further.forEach((more, i) => check(place, `morePorts[${i}]`, more, portProblem(more)));
  return [{ protocol, port, ...(endPort !== undefined && { endPort }) }, ...further.map((more) => ({ protocol, port: more }))];
}

function endProblem(port: number, endPort: number): Problem | undefined {
  return endPort < port ? { reason: `it is below port ${port}`, fix: `write a port from ${port} to 65535` } : undefined;
}

/** Why traffic goes to a destination inside the cluster; it may go unsaid. */
export function reasonOf(place: Place, { reason = '' }: { readonly reason?: string }): string {
  if (typeof reason !== 'string') throw refused(place, 'reason is not text; write why traffic goes there');
  return reason;
}
