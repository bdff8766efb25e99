import type { ImplementationFacts } from '../../manifest/implementation-facts';
import type { Family } from './address-cells';

/** What manifests do not say, and a cluster decides: what is left out is not known, and answers that hang on it say so. */
export interface NetworkProfile {
  /** Whether a network plugin enforces policies. */
  readonly enforced?: boolean;
  /** Whether address blocks of NetworkPolicies match pods. Source: Kubernetes, NetworkPolicy, behaviour of ipBlock selectors. */
  readonly blocksMatchPods?: boolean;
  /** Whether `networks` of cluster-wide policies match pods too: the API says so, and some evaluators leave it out. */
  readonly networksMatchPods?: boolean;
  /** Whether policies treat pods in the network of their node like other pods. Source: Kubernetes, hostNetwork pods. */
  readonly hostNetworkAsPods?: boolean;
  /** Whether a namespace that is not in the set has no label but its name. */
  readonly closedNamespaces?: boolean;
  /** Whether pods that have ended count like those that run. */
  readonly endedPodsCount?: boolean;
  /** Whether rules see pods that are not in the set only where they describe them word for word, not by what follows from it. */
  readonly describedWordForWord?: boolean;
  /** Whether an Ingress may name the port of pods where it means that of their Service. */
  readonly ingressNamesPodPorts?: boolean;
  /** Whether policies of network plugins, and of meshes, are taken for not there. */
  readonly coreKindsAlone?: boolean;
  /** The families of addresses that the cluster uses; both where left out. */
  readonly families?: readonly Family[];
  /** What serves the Gateways of a class, by the name of the class. */
  readonly implementations?: ReadonlyMap<string, ImplementationFacts>;
}

/** What the specifications promise, and nothing that they leave to the cluster. */
export const SPECIFICATION: NetworkProfile = { enforced: true, networksMatchPods: true };
