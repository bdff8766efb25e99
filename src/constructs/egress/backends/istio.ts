import { parseCidr } from '../../../manifest/cidr';
import type { ClusterData, DestinationData, PortData } from '../../../manifest/grant-data';
import { ISTIOD, SEEN } from '../../../manifest/mesh-ports';
import { isInCluster, namedProblem } from '../../../manifest/named-destinations';
import type { Problem } from '../../../manifest/problem';
import { placed } from '../egress-rules';
import { type LockdownBackend, type LockdownPlan, oneLabelProblem, type PlannedObject, reasonsOf } from './backend';
import { closingPolicies, openingPolicies, publicPorts, publicPortsProblem } from './network-policies';

const API = 'networking.istio.io/v1';
const KUBERNETES = 'default/kubernetes.default.svc.cluster.local';

/** ServiceEntries, a Sidecar and NetworkPolicies. Source: Istio, ServiceEntry and Sidecar. */
export const ISTIO: LockdownBackend = {
  title: 'Istio',
  promises: {
    undoneBy: 'a sidecar is no firewall: what goes around it finds the ports of the hosts open to every public address, '
      + 'and whoever may write NetworkPolicies, ServiceEntries or Sidecars there opens more',
    by: 'sidecar',
    hosts: 'by the Host header or SNI that the client sends, in the sidecar\'s configuration alone',
  },
  problem: (destination, { cluster, podLabels }) => {
    if (cluster.mesh === 'ambient') {
      return {
        reason: 'an ambient mesh has no sidecars',
        fix: 'route the host through an egress gateway with Destination.through(…)',
      };
    }
    if (isInCluster(destination)) return undefined;
    const problem = namedProblem(destination, cluster);
    if (problem) return problem;
    if (podLabels) {
      return {
        reason: 'its ServiceEntries are for a whole namespace',
        fix: 'open it in the lockdown of the namespace',
      };
    }
    return destination.form === 'host' ? publicPortsProblem(destination) ?? hostProblem(destination) : blockProblem(destination);
  },
  wholeProblem: ({ destinations, cluster }) => sharedPort(destinations) ?? resolverProblem(cluster),
  plan: (plan) => {
    if (plan.podLabels) return openingPolicies(plan, plan.destinations);
    const hosts = plan.destinations.filter(({ form }) => form === 'host');
    const others = plan.destinations.filter(({ form }) => form !== 'host');
    return [
      ...closingPolicies(plan), ...openingPolicies(plan, [controlPlane(plan), ...others, ...publicPorts(hosts)]),
      sidecar(plan), ...entries(plan),
    ];
  },
};

function hostProblem(destination: DestinationData): Problem | undefined {
  const { depth, ports } = destination;
  if (depth === 'oneLabel') return oneLabelProblem(destination);
  if (ports.some(({ protocol, endPort }) => protocol !== 'TCP' || endPort !== undefined)) {
    return { reason: 'a ServiceEntry has single TCP ports', fix: 'list TCP ports in morePorts' };
  }
  const hidden = ports.find(({ port = 0 }) => !SEEN.has(port));
  if (depth === 'exact' || !hidden) return undefined;
  return { reason: `on port ${hidden.port} a sidecar does not see which host a connection is for`, fix: 'name the hosts, or use ports 80 and 443' };
}

/** Two hosts on a port without names share a listener, which sends the connections for one to the other. */
function sharedPort(destinations: readonly DestinationData[]): Problem | undefined {
  const hosts = new Map<number, string>();
  for (const { form, host = '', ports } of destinations) {
    for (const { port = 0 } of form === 'host' ? ports : []) {
      const other = SEEN.has(port) ? host : hosts.get(port) ?? host;
      if (other !== host) {
        return {
          reason: `on port ${port} a sidecar does not see which host a connection is for, so ${other} and ${host} get each other's`,
          fix: 'open one of them, reach the other on a port of its own, or name its single addresses with Destination.cidr(…)',
        };
      }
      hosts.set(port, host);
    }
  }
  return undefined;
}

/** Sidecars take up DNS over TCP like any connection. */
function resolverProblem({ dns }: ClusterData): Problem | undefined {
  const block = dns.find(({ form, cidr = '' }) => form === 'cidr' && !isOneAddress(cidr));
  return block && {
    reason: `the profile names the resolver by the block ${block.cidr}, of which a sidecar lets nothing over TCP pass`,
    fix: 'name the single addresses of the resolver',
  };
}

/** Without a resolution, a TCP port would be open to every address. */
function blockProblem({ form, cidr = '', ports }: DestinationData): Problem | undefined {
  if (form === 'anywhere' || (form === 'cidr' && !isOneAddress(cidr) && ports.some(({ protocol }) => protocol === 'TCP'))) {
    return {
      reason: 'a sidecar that sends to known services only knows hosts and single addresses, no blocks',
      fix: 'name hosts, or single addresses',
    };
  }
  return ports.some(({ protocol, endPort }) => protocol === 'TCP' && endPort !== undefined)
    ? { reason: 'a ServiceEntry has single ports', fix: 'list them in morePorts' }
    : undefined;
}

function isOneAddress(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr?.length === (cidr?.family === 6 ? 128 : 32);
}

/** Sidecars take their configuration and certificates from istiod. */
function controlPlane({ settings }: LockdownPlan): DestinationData {
  return {
    form: 'workload', namespace: settings.namespace, podLabels: ISTIOD.podLabels, reason: 'Istio\'s control plane',
    ports: ISTIOD.ports.map((port) => ({ protocol: 'TCP', port })),
  };
}

/** What sidecars know: their namespace, the resolver's (they see DNS over TCP), the destinations', and ServiceEntries. */
function sidecar({ namespace, destinations, settings, cluster }: LockdownPlan): PlannedObject {
  const namespaces = destinations.filter(isInCluster).map((destination) => destination.namespace);
  const resolvers = cluster.dns.map((peer) => peer.namespace);
  const known = new Set([settings.namespace, ...resolvers, ...namespaces]);
  const hosts = [...known].filter((name) => name !== undefined && name !== namespace).map((name) => `${name}/*`);
  const api = destinations.some(({ form }) => form === 'kubernetesApi') ? [KUBERNETES] : [];
  return {
    id: `${namespace}-sidecar`, apiVersion: API, kind: 'Sidecar', namespace,
    fields: { spec: { egress: [{ hosts: ['./*', ...hosts, ...api] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } } },
  };
}

function entries(plan: LockdownPlan): PlannedObject[] {
  const outside = plan.destinations.filter((destination) => !isInCluster(destination) && destination.form !== 'kubernetesApi');
  const open = [...resolverAddresses(plan.cluster), ...placed(outside, plan.cluster)].filter(({ ports }) => ports.some(isTcp));
  return open.map((destination, i) => ({
    id: `${plan.namespace}-entry-${i}`, apiVersion: API, kind: 'ServiceEntry', namespace: plan.namespace,
    annotations: reasonsOf([destination.reason]),
    fields: {
      spec: {
        ...target(destination, i), location: 'MESH_EXTERNAL', ports: destination.ports.filter(isTcp).map(portOf), exportTo: ['.'],
      },
    },
  }));
}

/** Resolvers at addresses, of which no Service tells the sidecars. */
function resolverAddresses({ dns }: ClusterData): DestinationData[] {
  return dns.filter(({ form }) => form === 'cidr').map(({ cidr, ports }) => (
    { form: 'cidr', cidr, ports: ports.map((port) => ({ protocol: 'TCP', port })), reason: 'DNS over TCP' }));
}

const isTcp = ({ protocol }: PortData): boolean => protocol === 'TCP';

function target({ form, depth, host, cidr = '' }: DestinationData, index: number): Record<string, unknown> {
  if (form !== 'host') {
    const [address] = cidr.split('/');
    return { hosts: [`address-${index}.internal`], addresses: [cidr], endpoints: [{ address }], resolution: 'STATIC' };
  }
  return depth === 'exact' ? { hosts: [host], resolution: 'DNS' } : { hosts: [`*.${host}`], resolution: 'DYNAMIC_DNS' };
}

function portOf({ port = 0 }: PortData): Record<string, unknown> {
  const protocol = SEEN.get(port) ?? 'TCP';
  return { number: port, name: `${protocol.toLowerCase()}-${port}`, protocol };
}
