import { wordOf } from '../../manifest/problem';
import type { ClusterIndex } from '../cluster/cluster-index';
import { type NetworkModel, profileOfPlugins } from '../network';
import type { QueryResult, Violation } from './evidence';

/** What questions look at. */
export interface EvidenceSet {
  readonly index: ClusterIndex;
  readonly model: NetworkModel;
  /** The network plugins that are said to run, one for each cluster; none where nobody says it. */
  readonly networkPlugins: readonly string[];
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
  const reason = needsPlugin ? inertBecause(set) : undefined;
  if (reason !== undefined) return { question, query, objects: [], violations: [], unanswered: reason };
  return { question, query, ...ask(set) };
}

/** Why policies may have no effect. */
function inertBecause({ networkPlugins }: EvidenceSet): string | undefined {
  if (networkPlugins.length === 0) return NO_PLUGIN;
  const inert = networkPlugins.filter((name) => profileOfPlugins([name]).enforced !== true);
  return inert.length > 0 ? `no policy has an effect where the network plugin is ${inert.map(wordOf).join(' or ')}` : undefined;
}
