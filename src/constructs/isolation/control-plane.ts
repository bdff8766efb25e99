import { describeDestination, namesMetadata, withoutMetadata } from '../../manifest/destinations';
import type { ClusterData, DestinationData } from '../../manifest/grant-data';
import type { GatewayIdentity } from '../../manifest/implementation-facts';
import type { ProxyFacts } from '../../manifest/implementation-proxies';
import { namedProblem } from '../../manifest/named-destinations';
import type { Problem } from '../../manifest/problem';
import { because, invalid, type Place, refused } from '../base/problems';
import { Destination } from '../egress/destination';

/** What configures a gateway's proxies: as the operator says it, or where the implementation usually has it. */
export function controlPlaneOf(
  place: Place, given: Destination[] | undefined, facts: ProxyFacts | undefined,
  gateway: GatewayIdentity & { readonly implementation: string; readonly cluster: ClusterData },
): DestinationData[] {
  if (given !== undefined) return destinationsOption(place, 'controlPlane', given, gateway.cluster);
  if (facts?.control) {
    return facts.control.map(({ namespace, podLabels, ports }) => ({
      form: 'workload' as const, namespace: fill(namespace, gateway), reason: 'control plane of the proxies',
      podLabels: Object.fromEntries(Object.entries(podLabels).map(([key, value]) => [key, fill(value, gateway)])),
      ports: ports.map((port) => ({ protocol: 'TCP' as const, port })),
    }));
  }
  const why = facts ? `proxies of ${gateway.implementation} read the Kubernetes API, whose address only the cluster's owner knows`
    : `it is not known what configures the proxies of ${gateway.implementation}`;
  throw refused(place, `controlPlane: ${why}; without the way there they go out of service: `
    + 'write [Destination.cidr(\'10.0.0.1/32\', 6443, { reason: \'Kubernetes API\' })]');
}

/** A list of destinations that NetworkPolicies hold, without the metadata addresses in them. */
export function destinationsOption(
  place: Place, option: string, value: Destination[], cluster: ClusterData,
): DestinationData[] {
  const fix = 'write [Destination.namespace(\'shop-prod\', 8080)]';
  if (!Array.isArray(value)) throw invalid(place, option, value, { reason: 'it is not a list', fix });
  return [...value].map((destination, i) => {
    if (!(destination instanceof Destination)) {
      throw invalid(place, `${option}[${i}]`, destination, { reason: 'it is not a Destination', fix });
    }
    const data = destination._data();
    const problem = problemOf(data, cluster);
    if (problem === undefined) return withoutMetadata(data, cluster.metadataCidrs);
    throw refused(place, `${option}[${i}] (${describeDestination(data)}): ${because(problem)}`);
  });
}

/** Why proxies are not let there by a NetworkPolicy. */
function problemOf(data: DestinationData, cluster: ClusterData): Problem | undefined {
  if (data.form === 'metadata' || namesMetadata(data, cluster.metadataCidrs)) {
    return { reason: 'it is a metadata address of the cluster, which hands out the node\'s credentials', fix: 'remove it' };
  }
  if (data.form === 'host') {
    return { reason: 'NetworkPolicies know pods and addresses, no names', fix: 'write Destination.cidr(…) with its addresses' };
  }
  return namedProblem(data, cluster);
}

function fill(text: string, { name, namespace }: GatewayIdentity): string {
  return text.replaceAll('{gateway}', name).replaceAll('{namespace}', namespace);
}
