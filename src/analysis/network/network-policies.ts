import { NETWORKING } from '../../manifest/kinds';
import { isRecord, listOf, type Manifest } from '../../manifest/manifest';
import { wordOf } from '../../manifest/problem';
import { type ClusterIndex, nameOf, namespaceOf } from '../cluster/cluster-index';
import { type Direction, effectiveRulesOf, isolates, type Peer, type PolicyPort } from '../cluster/network-policy';
import { specOf } from '../cluster/references';
import type { Entry } from '../rule';
import { clusterRules } from './cluster-rules';
import { type Protocol, PROTOCOLS } from './port-set';

export const POLICY_API = 'policy.networking.k8s.io';

/** What decides first, then, and last. Source: Network Policy API, ClusterNetworkPolicy tiers. */
export type Tier = 'admin' | 'namespace' | 'baseline';

export type Action = 'Allow' | 'Deny' | 'Pass';

/** Ports that a rule names. */
export interface RulePort {
  /** Left out: every protocol, for a name that says it. */
  readonly protocol?: Protocol;
  readonly from?: number;
  readonly to?: number;
  readonly name?: string;
}

/** One peer of a rule: pods by labels, addresses, or something that manifests do not show. */
export type RulePeer =
  | {
    readonly form: 'pods'; readonly namespace?: string; readonly namespaceSelector?: unknown; readonly podSelector?: unknown;
    readonly path: string;
  }
  | { readonly form: 'block'; readonly cidr: string; readonly except: readonly string[]; readonly path: string }
  | { readonly form: 'outside'; readonly what: string; readonly path: string }
  | { readonly form: 'unknown'; readonly path: string };

/** One rule of a policy. */
export interface NetworkRule {
  readonly action: Action;
  readonly name?: string;
  readonly path: string;
  /** Undefined: everybody, outside of the cluster too. */
  readonly peers?: readonly RulePeer[];
  /** Undefined: every port. */
  readonly ports?: readonly RulePort[];
}

/** What a policy of a kind that is not evaluated may do to connections of the pods that it selects. */
export interface Effect {
  /** The connections that it may open, by their other end. */
  readonly opens: 'any' | 'outside' | 'none';
  /** Those that it may close; `unisolated`: any, but of pods that a NetworkPolicy isolates none, as both add up. */
  readonly closes: 'any' | 'outside' | 'unisolated';
}

/** A policy of any kind, in one form. */
export interface NetworkPolicyData {
  readonly entry: Entry;
  /** `NetworkPolicy shop/web`, as answers name it. */
  readonly label: string;
  readonly tier: Tier;
  readonly priority: number;
  readonly subject: { readonly namespace?: string; readonly namespaceSelector?: unknown; readonly podSelector?: unknown };
  /** The rules of a direction; undefined where the policy does not isolate it. */
  readonly ingress?: readonly NetworkRule[];
  readonly egress?: readonly NetworkRule[];
  /** What it may do, where it is not evaluated; it has no rules then. */
  readonly effect?: Effect;
}

/** The policies of a set that are understood. */
export function policiesOf(index: ClusterIndex): NetworkPolicyData[] {
  return [
    ...index.ofKind(NETWORKING, 'NetworkPolicy').flatMap(namespacedPolicy),
    ...index.ofKind(POLICY_API, 'AdminNetworkPolicy').flatMap((entry) => clusterPolicy(entry, 'v1alpha1', () => 'admin')),
    ...index.ofKind(POLICY_API, 'BaselineAdminNetworkPolicy')
      .flatMap((entry) => clusterPolicy(entry, 'v1alpha1', () => 'baseline')),
    ...index.ofKind(POLICY_API, 'ClusterNetworkPolicy').flatMap((entry) =>
      clusterPolicy(entry, 'v1alpha2', ({ tier }) => (tier === 'Baseline' ? 'baseline' : 'admin'))),
  ];
}

/** The namespace of an object, as the API server fills it in. */
export function homeOf(manifest: Manifest): string {
  return namespaceOf(manifest) ?? 'default';
}

function namespacedPolicy(entry: Entry): NetworkPolicyData[] {
  const { manifest } = entry;
  if (manifest.apiVersion !== `${NETWORKING}/v1`) return [];
  const namespace = homeOf(manifest);
  const rules = (direction: Direction): NetworkRule[] => effectiveRulesOf(manifest, direction).map(({ path, peers, ports }) => ({
    action: 'Allow',
    path,
    ...(peers && { peers: peers.map((peer) => peerOf(peer, namespace)) }),
    ...(ports && { ports: ports.flatMap(portOf) }),
  }));
  return [{
    entry,
    label: `NetworkPolicy ${namespace}/${nameOf(manifest) ?? ''}`,
    tier: 'namespace',
    priority: 0,
    subject: { namespace, podSelector: specOf(manifest).podSelector },
    ...(isolates(manifest, 'ingress') && { ingress: rules('ingress') }),
    ...(isolates(manifest, 'egress') && { egress: rules('egress') }),
  }];
}

function peerOf({ ipBlock, namespaceSelector, podSelector, path }: Peer, namespace: string): RulePeer {
  if (ipBlock) {
    const except = listOf(ipBlock.except).filter((text): text is string => typeof text === 'string');
    return { form: 'block', cidr: wordOf(ipBlock.cidr), except, path };
  }
  if (namespaceSelector === undefined && podSelector === undefined) return { form: 'unknown', path };
  return { form: 'pods', path, ...(namespaceSelector === undefined ? { namespace } : { namespaceSelector }), podSelector };
}

function portOf({ protocol, port, endPort }: PolicyPort): RulePort[] {
  const known = PROTOCOLS.find((one) => one === protocol);
  if (!known) return [];
  if (typeof port === 'string') return [{ protocol: known, name: port }];
  return [port === undefined ? { protocol: known } : { protocol: known, from: port, to: endPort ?? port }];
}

type TierOf = (spec: Record<string, unknown>) => Tier;

function clusterPolicy(entry: Entry, version: string, tierOf: TierOf): NetworkPolicyData[] {
  const { manifest } = entry;
  if (manifest.apiVersion !== `${POLICY_API}/${version}`) return [];
  const spec = specOf(manifest);
  const [ingress, egress] = [clusterRules(spec, 'ingress'), clusterRules(spec, 'egress')];
  return [{
    entry,
    label: `${manifest.kind} ${nameOf(manifest) ?? ''}`,
    tier: tierOf(spec),
    priority: typeof spec.priority === 'number' ? spec.priority : 0,
    subject: subjectOf(spec),
    ...(ingress.length > 0 && { ingress }),
    ...(egress.length > 0 && { egress }),
  }];
}

function subjectOf({ subject }: Record<string, unknown>): NetworkPolicyData['subject'] {
  const { namespaces, pods } = isRecord(subject) ? subject : {};
  if (isRecord(pods)) return { namespaceSelector: pods.namespaceSelector ?? {}, podSelector: pods.podSelector };
  return { namespaceSelector: isRecord(namespaces) ? namespaces : NOBODY };
}

/** A selector that matches nothing: a subject that is not understood selects no one. */
const NOBODY = { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [] }] };
