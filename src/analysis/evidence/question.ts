import type { ClusterIndex } from '../cluster/cluster-index';
import type { NetworkModel } from '../network';
import type { Violation } from './evidence';

/** What questions look at. */
export interface EvidenceSet {
  readonly index: ClusterIndex;
  readonly model: NetworkModel;
  /** The network plugins that are said to run, one for each cluster; none where nobody says it. */
  readonly networkPlugins: readonly string[];
  /** Addresses of the instance metadata service, as CIDRs. */
  readonly metadataCidrs: readonly string[];
  /** Whether the cluster's resolver answers on the metadata address, so that its port 53 is open to all. */
  readonly resolvesOnMetadata?: boolean;
  /** The namespaces that the audit is about; undefined: all that the manifests hold. */
  readonly namespaces?: readonly string[];
}

/** What was found. */
export interface Answer {
  readonly objects: readonly string[];
  readonly violations: readonly Violation[];
  readonly unanswered?: string;
}

/** A question that manifests can answer: pure, and asked the same way whatever control needs it. */
export interface Question {
  readonly question: string;
  readonly query: string;
  /** Whether the answer holds only where a network plugin enforces policies. */
  readonly needsPlugin?: boolean;
  ask(set: EvidenceSet): Answer;
}
