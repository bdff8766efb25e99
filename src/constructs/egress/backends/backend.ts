import type { ClusterData, DestinationData, EgressBackendData } from '../../../manifest/grant-data';
import type { Problem } from '../../../manifest/problem';

/** What one namespace's lockdown is to hold. */
export interface LockdownPlan {
  readonly namespace: string;
  /** Labels of the pods that it adds ways out for; left out where it closes the namespace. */
  readonly podLabels?: Record<string, string>;
  readonly destinations: readonly DestinationData[];
  readonly cluster: ClusterData;
  readonly settings: EgressBackendData;
  /** Number of this plan among those of its app whose policies need a place of their own. */
  readonly index: number;
}

/** An object that a back end wants. */
export interface PlannedObject {
  /** Id of the construct: it gives the object its name where that has no other. */
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Left out where the kind is cluster-scoped. */
  readonly namespace?: string;
  readonly name?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  /** The fields beside apiVersion, kind and metadata. */
  readonly fields: Record<string, unknown>;
}

/** What a back end holds, for the finding and the page that say it. */
interface Promises {
  /** Who can open what the lockdown closed, and by what. */
  readonly undoneBy: string;
  /** How hosts by name are held; left out where they are not. */
  readonly hosts?: string;
  /** What they are held by; the addresses that DNS gave where left out. */
  readonly by?: 'sidecar' | 'proxy';
}

/** One way to hold a lockdown: data in, objects out. */
export interface LockdownBackend {
  /** What it is called in messages. */
  readonly title: string;
  readonly promises: Promises;
  /** Who can open what the lockdown closed, where that depends on the settings. */
  undoneIn?(settings: EgressBackendData): string;
  /** Why a destination cannot be held exactly, and what to write instead. */
  problem(destination: DestinationData, plan: Omit<LockdownPlan, 'destinations' | 'index'>): Problem | undefined;
  /** Why all of it together cannot be held. */
  wholeProblem?(plan: LockdownPlan): Problem | undefined;
  plan(plan: LockdownPlan): PlannedObject[];
}

/** Prefix of the annotations that say why a rule of a policy is there: `reason-<index of the rule>`. */
const REASON = 'egress.cdk8s-gateway.io/reason-';

/** The annotations that say why rules are there, by the rules' indexes. */
export function reasonsOf(reasons: readonly string[]): Record<string, string> {
  return Object.fromEntries(reasons.flatMap((reason, i) => reason === '' ? [] : [[`${REASON}${i}`, reason]]));
}

/** A chosen label set as a selector; all pods where there is none. */
export const selectorOf = (podLabels: Record<string, string> | undefined): { matchLabels?: Record<string, string> } =>
  podLabels ? { matchLabels: { ...podLabels } } : {};

/** How names are held where a policy knows addresses alone. */
export const BY_ADDRESS = 'by the addresses that DNS answered with, so that other sites on the same addresses are open too';

/** Why hosts one label under a domain cannot be held by names whose star stands for any depth. */
export function oneLabelProblem({ depth, host }: DestinationData): Problem | undefined {
  if (depth !== 'oneLabel') return undefined;
  return { reason: `its "*.${host}" matches hosts of any depth`, fix: `name the hosts, or write Destination.anyDepthUnder("${host}", …)` };
}

/** The same for hosts at any depth, where a star stands for one label. */
export function anyDepthProblem({ depth, host }: DestinationData): Problem | undefined {
  if (depth !== 'anyDepth') return undefined;
  return { reason: `its "*.${host}" matches one label only`, fix: `name the hosts, or write Destination.oneLabelUnder("${host}", …)` };
}
