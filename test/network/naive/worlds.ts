import { type Pod, podName } from '../objects';
import { holds } from './addresses';
import type { Choose } from './outcomes';
import type { Api, End, Quirk, World } from './world';

/** All that the engine is known to do in another way than the specification. */
export const ENGINE_QUIRKS: ReadonlySet<Quirk> = new Set<Quirk>(['one direction decides both', 'a name is any port', 'nodes are their pods']);

const NO_QUIRKS: ReadonlySet<Quirk> = new Set();

/** Which addresses a block holds. */
const holdsAddress = (cidr: string, except: readonly string[], { address }: End): boolean =>
  holds(cidr, address) && !except.some((part) => holds(part, address));

const isOnNode = ({ spec }: Pod): boolean => spec.hostNetwork === true;

/**
 * As kube-network-policies settles it: blocks hold what has an address in them, pods too; pods in the network of their node are
 * addresses; no name of a domain was looked up yet; of policies that tie the one whose name comes first counts.
 */
export function engineWorld(quirks: ReadonlySet<Quirk>): World {
  return {
    quirks,
    holds: holdsAddress,
    isPod: (pod) => !isOnNode(pod),
    isNode: ({ status }, { address }) => status.addresses.some((one) => one.address === address),
    resolves: () => false,
    pick: (policies) => [...policies].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))[0],
  };
}

/** What is known of a cluster beside its manifests; what is left out may be one way or the other. */
export interface Knowledge {
  readonly blocksMatchPods?: boolean;
  readonly networksMatchPods?: boolean;
  readonly hostNetworkAsPods?: boolean;
  readonly families: readonly (4 | 6)[];
}

/** A world that manifests allow: addresses of pods and nodes, and what names of domains resolve to, are not in them. */
export function openWorld(choose: Choose, knowledge: Knowledge): World {
  const maybe = (...key: readonly unknown[]): boolean => choose(JSON.stringify(key), 2) === 1;
  // Those of the cluster-wide API are not about pods in the network of nodes, unless the cluster is known to do it.
  const isTakenForPod: World['isPod'] = (pod, role, api) =>
    knowledge.hostNetworkAsPods ?? (api === 'NetworkPolicy' && maybe('pod', podName(pod), role));
  const isPod: World['isPod'] = (pod, role, api) => !isOnNode(pod) || isTakenForPod(pod, role, api);
  const mayBeNode = (end: End, api: Api): boolean => end.pod === undefined || !isPod(end.pod, 'peer', api);
  return {
    quirks: NO_QUIRKS,
    isPod,
    holds: (cidr, except, end, api) => {
      if (end.pod === undefined) return holdsAddress(cidr, except, end);
      if (mayBeNode(end, api)) return maybe('node', cidr, except, podName(end.pod));
      return holdsPod(cidr, except, knowledge, api) ?? maybe('block', cidr, except, podName(end.pod));
    },
    isNode: ({ metadata }, end) => mayBeNode(end, 'cluster-wide') && maybe('is', metadata.name, nameOf(end)),
    resolves: (domain, end) => mayBeNode(end, 'cluster-wide') && maybe('resolves', domain, nameOf(end)),
    pick: (policies) => policies[choose(JSON.stringify(policies.map(({ metadata }) => metadata.name)), policies.length)],
  };
}

function nameOf({ pod, address }: End): string {
  return pod ? podName(pod) : address;
}

/** Whether a block holds a pod, as far as that is certain without its address. */
function holdsPod(cidr: string, except: readonly string[], { families, ...known }: Knowledge, api: Api): boolean | undefined {
  const matches = api === 'NetworkPolicy' ? known.blocksMatchPods : known.networksMatchPods;
  if (matches === false || !families.includes(cidr.includes(':') ? 6 : 4)) return false;
  return matches && families.length === 1 && cidr.endsWith('/0') && except.length === 0 ? true : undefined;
}
