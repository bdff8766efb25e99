import type { ClusterIndex } from '../cluster/cluster-index';
import type { NetworkModel } from '../network';
import type { QueryResult, Violation } from './evidence';

/** What questions look at. */
export interface EvidenceSet {
  readonly index: ClusterIndex;
  readonly model: NetworkModel;
  /** The network plugin that is said to enforce policies; undefined where nobody says that one does. */
  readonly networkPlugin?: string;
  /** Addresses of the instance metadata service, as CIDRs. */
  readonly metadataCidrs: readonly string[];
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

const NO_PLUGIN = 'no profile names a network plugin that enforces policies, so they may have no effect: give --profile with '
  + 'one, or --network-plugin';

/** Asks a question, unless the cluster is not known to do what policies say. */
export function askOf({ question, query, needsPlugin, ask }: Question, set: EvidenceSet): QueryResult {
  const isInert = needsPlugin && set.networkPlugin === undefined;
  if (isInert) return { question, query, objects: [], violations: [], unanswered: NO_PLUGIN };
  return { question, query, ...ask(set) };
}
