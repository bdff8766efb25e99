import { type Pod, podName } from '../objects';
import { holds } from './addresses';
import type { Choose } from './outcomes';
import { meets } from './selectors';
import type { Api, End, Quirk, World } from './world';

/** All that the engine is known to do in another way than the specification. */
export const ENGINE_QUIRKS: ReadonlySet<Quirk> = new Set<Quirk>(['one direction decides both', 'a name is any port', 'nodes are their pods']);

const NO_QUIRKS: ReadonlySet<Quirk> = new Set();

/** Which addresses a block holds. */
const holdsAddress = (cidr: string, except: readonly string[], { address }: End): boolean =>
  holds(cidr, address) && !except.some((part) => holds(part, address));

const isOnNode = ({ spec }: Pod): boolean => spec.hostNetwork === true;
const isIPv6 = (text: string): boolean => text.includes(':');

/**
 * As kube-network-policies settles it: blocks hold what has an address in them, pods too; pods in the network of their node are
 * addresses; no name of a domain was looked up yet; of policies that tie the one whose name comes first counts.
 */
export function engineWorld(quirks: ReadonlySet<Quirk>): World {
  return {
    quirks,
    holds: holdsAddress,
    isPod: (pod) => !isOnNode(pod),
    isNode: (selector, nodes, { address }) => nodes.some(({ metadata, status }) =>
      meets(metadata.labels ?? {}, selector) && status.addresses.some((one) => one.address === address)),
    resolves: () => false,
    isOwnNode: () => false,
    pick: (policies) => [...policies].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))[0],
  };
}

/** What is known of a cluster beside its policies; what is left out may be one way or the other. */
export interface Knowledge {
  /** Whether manifests tell the addresses of pods. */
  readonly addresses: boolean;
  readonly blocksMatchPods?: boolean;
  readonly networksMatchPods?: boolean;
  readonly hostNetworkAsPods?: boolean;
}

/** A world that manifests allow: they do not say which nodes there are beside theirs, nor what names of domains resolve to. */
export function openWorld(choose: Choose, known: Knowledge): World {
  const maybe = (...key: readonly unknown[]): boolean => choose(JSON.stringify(key), 2) === 1;
  // The cluster-wide API says that it is not about pods in the network of nodes; the one of namespaces leaves it open.
  const isPod: World['isPod'] = (pod, role, api) =>
    !isOnNode(pod) || (known.hostNetworkAsPods ?? (api === 'NetworkPolicy' && maybe('pod', podName(pod), role)));
  const mayBeNode = ({ pod }: End, api: Api): boolean => pod === undefined || !isPod(pod, 'peer', api);
  return {
    quirks: NO_QUIRKS,
    isPod,
    holds: (cidr, except, end, api) => {
      if (end.pod === undefined) return holdsAddress(cidr, except, end);
      if (isIPv6(cidr) !== isIPv6(end.address)) return false;
      if (mayBeNode(end, api)) return maybe('node', cidr, except, podName(end.pod));
      return holdsPod(cidr, except, end, known, api) ?? maybe('block', cidr, except, podName(end.pod));
    },
    isNode: (selector, _nodes, end) => mayBeNode(end, 'cluster-wide') && maybe('is', selector, nameOf(end)),
    resolves: (domain, end) => mayBeNode(end, 'cluster-wide') && maybe('resolves', domain, nameOf(end)),
    isOwnNode: ({ pod: one }, { pod: other }) => one !== undefined && other !== undefined && isOnNode(one) !== isOnNode(other)
      && known.hostNetworkAsPods !== true && maybe('own node', podName(one), podName(other)),
    pick: (policies) => policies[choose(JSON.stringify(policies.map(({ metadata }) => metadata.name)), policies.length)],
  };
}

function nameOf({ pod, address }: End): string {
  return pod ? podName(pod) : address;
}

/** Whether a block of its family holds a pod, as far as that is certain. */
function holdsPod(cidr: string, except: readonly string[], end: End, known: Knowledge, api: Api): boolean | undefined {
  const matches = api === 'NetworkPolicy' ? known.blocksMatchPods : known.networksMatchPods;
  if (matches === false || (known.addresses && !holdsAddress(cidr, except, end))) return false;
  return matches && (known.addresses || (cidr.endsWith('/0') && except.length === 0)) ? true : undefined;
}
