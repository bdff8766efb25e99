import type { ClusterPolicy, Node, Pod, Selector } from '../objects';

/** An end of a packet: an address, and the pod that has it. */
export interface End {
  readonly address: string;
  readonly pod?: Pod;
}

export type Api = 'NetworkPolicy' | 'cluster-wide';
export type Role = 'subject' | 'peer';

/** Places where an implementation is known to leave the specification. */
export type Quirk =
  /** A NetworkPolicy for one direction ends the evaluation of the other one too: the baseline is never asked. */
  | 'one direction decides both'
  /** A port by name in policies of v1alpha1 means any port, where the destination declares that name. */
  | 'a name is any port'
  /** Nodes as a peer in policies of v1alpha1 are the pods that run on them. */
  | 'nodes are their pods';

/** What specifications leave to the cluster, settled in one way. */
export interface World {
  /** Whether one end is the node that the other runs on: between these no policy counts. */
  readonly isOwnNode: (one: End, other: End) => boolean;
  readonly quirks: ReadonlySet<Quirk>;
  /** Whether a block that a policy of either API names holds an end. */
  readonly holds: (cidr: string, except: readonly string[], end: End, api: Api) => boolean;
  /** Whether policies of an API treat a pod in the network of its node like another pod, when it is selected or as a peer. */
  readonly isPod: (pod: Pod, role: Role, api: Api) => boolean;
  /** Whether an end is one of the nodes that a selector takes. */
  readonly isNode: (selector: Selector, nodes: readonly Node[], end: End) => boolean;
  readonly resolves: (domain: string, end: End) => boolean;
  /** Which of several policies of one priority, each with something to say, is applied. */
  readonly pick: (policies: readonly ClusterPolicy[]) => ClusterPolicy;
}
