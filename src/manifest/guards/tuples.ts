import type { GrantData, PortData } from '../grant-data';
import { getOrAdd } from '../group-by';
import { AMBIENT_PROBE_CIDR, podPorts } from '../mesh-ports';
import { asBlocks, isInCluster } from '../named-destinations';
import { NAME_LABEL } from '../names';
import { peersOf } from '../proxy-peers';
import { distinct } from '../same-json';
import type { GuardSettings, PodsData } from './guard-settings';

/** What a network policy of a namespace may open: to or from whom, on which ports. */
export interface Tuple {
  /** Namespace or address block. */
  readonly who: string;
  readonly pods: Record<string, string>;
  /** Blocks that stay closed, of an address block. */
  readonly except: readonly string[];
  readonly protocol: string;
  /** First and last port. */
  readonly low: number;
  readonly high: number;
}

/** What the network policies of one namespace may open. */
export interface Openings {
  readonly ingress: readonly Tuple[];
  readonly egress: readonly Tuple[];
}

interface Growing {
  readonly ingress: Tuple[];
  readonly egress: Tuple[];
}

/** What each namespace may open: declared neighbours, granted destinations, resolvers, and the proxies of its gateways. */
export function openingsOf({ grants, neighbours }: Pick<GuardSettings, 'grants' | 'neighbours'>): Map<string, Openings> {
  const all = new Map<string, Growing>();
  const at = (namespace: string): Growing => getOrAdd(all, namespace, () => ({ ingress: [], egress: [] }));
  for (const grant of grants) {
    for (const namespace of grant.namespaces) {
      at(namespace).ingress.push(...proxyTuples(grant), ...probeTuples(grant));
      at(namespace).egress.push(...destinationTuples(grant), ...resolverTuples(grant));
    }
  }
  // Grants that guards judge together are of one cluster.
  const mesh = grants.find(({ cluster }) => cluster.mesh === 'ambient')?.cluster.mesh;
  for (const { from, to, ports } of neighbours) {
    at(from.namespace).egress.push(...podPorts(ports, { mesh }).map((port) => tuple(podsPeer(to), port)));
    at(to.namespace).ingress.push(...podPorts(ports, { mesh }).map((port) => tuple(podsPeer(from), port)));
  }
  return new Map([...all].map(([namespace, { ingress, egress }]) => (
    [namespace, { ingress: distinct(ingress), egress: distinct(egress) }])));
}

type Peer = Pick<Tuple, 'who' | 'pods' | 'except'>;

const podsPeer = ({ namespace, podLabels }: PodsData): Peer => ({ who: namespace, pods: podLabels, except: [] });

const LAST_PORT = 65535;

function tuple(peer: Peer, { protocol, port, endPort }: PortData): Tuple {
  return { ...peer, protocol, low: port ?? 1, high: endPort ?? port ?? LAST_PORT };
}

/** Proxies reach pods on whatever port the pods listen. */
function proxyTuples({ proxies }: GrantData): Tuple[] {
  return peersOf(proxies).map(({ ipBlock, namespaceSelector, podSelector }) => {
    const who = ipBlock?.cidr ?? namespaceSelector?.matchLabels[NAME_LABEL] ?? '';
    return { who, pods: podSelector?.matchLabels ?? {}, except: [], protocol: 'TCP', low: 1, high: LAST_PORT };
  }).filter(({ who }) => who !== '');
}

/** An ambient mesh hands on the health checks of the node from an address of its own. */
function probeTuples({ cluster: { mesh } }: GrantData): Tuple[] {
  return mesh === 'ambient' ? [tuple({ who: AMBIENT_PROBE_CIDR, pods: {}, except: [] }, { protocol: 'TCP' })] : [];
}

/** Addresses for what is meant by name, pods for what is in the cluster; a host is neither. */
function destinationTuples({ egress, cluster }: GrantData): Tuple[] {
  return egress.flatMap((destination) => {
    if (!isInCluster(destination)) {
      return asBlocks(destination, cluster).flatMap(({ cidr, except = [], ports }) => (
        cidr === undefined ? [] : ports.map((port) => tuple({ who: cidr, pods: {}, except }, port))));
    }
    const { namespace: who = '', podLabels: pods = {}, ports } = destination;
    return who === '' ? [] : podPorts(ports, cluster).map((port) => tuple({ who, pods, except: [] }, port));
  });
}

function resolverTuples({ cluster }: GrantData): Tuple[] {
  return cluster.dns.flatMap(({ namespace, podLabels = {}, cidr, ports }) => {
    const who = cidr ?? namespace;
    if (who === undefined) return [];
    const peer = { who, pods: cidr === undefined ? podLabels : {}, except: [] };
    return ports.flatMap((port) => [tuple(peer, { protocol: 'UDP', port }), tuple(peer, { protocol: 'TCP', port })]);
  });
}
