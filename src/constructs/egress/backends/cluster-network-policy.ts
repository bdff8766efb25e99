import { openBlock, partsOf } from '../../../manifest/address-sets';
import { formatCidr } from '../../../manifest/cidr';
import type { DestinationData, DnsPeerData, PortData } from '../../../manifest/grant-data';
import { groupBy } from '../../../manifest/group-by';
import { isInCluster, isNamed, namedProblem } from '../../../manifest/named-destinations';
import { NAME_LABEL } from '../../../manifest/names';
import type { Problem } from '../../../manifest/problem';
import { narrowFirst, placed } from '../egress-rules';
import {
  BY_ADDRESS, type LockdownBackend, type LockdownPlan, oneLabelProblem, type PlannedObject, reasonsOf, selectorOf,
} from './backend';
import { ALL_ADDRESSES, closingPolicies, openingPolicies } from './network-policies';
import { priorityOf } from './priority';

/** Most rules of a policy, and most blocks or names of a peer. Source: network-policy-api v0.2.0. */
const MOST = 25;
/** The pods of every namespace. */
const PODS = { namespaces: {} };

interface Rule {
  readonly name: string;
  readonly action: 'Accept' | 'Deny' | 'Pass';
  readonly to: Record<string, unknown>[];
  readonly protocols?: Record<string, unknown>[];
  readonly reason?: string;
}

/** ClusterNetworkPolicies of SIG Network. Source: network-policy-api v0.2.0 and its NPEP-133. */
export const CLUSTER_NETWORK_POLICY: LockdownBackend = {
  title: 'ClusterNetworkPolicy',
  promises: {
    undoneBy: 'in the Admin tier only whoever may write ClusterNetworkPolicies, and between pods NetworkPolicies decide; '
      + 'in the Baseline tier any NetworkPolicy over the pods outranks it',
    hosts: BY_ADDRESS,
  },
  undoneIn: ({ tier }) => tier === 'Admin'
    ? 'only whoever may write ClusterNetworkPolicies can, and between pods NetworkPolicies decide'
    : 'any NetworkPolicy over the pods outranks the Baseline tier',
  problem: (destination, { cluster, settings }) => destination.form === 'host'
    ? hostProblem(destination, settings.tier === 'Admin', settings.experimental === true)
    : namedProblem(destination, cluster),
  wholeProblem: (plan) => {
    const count = rulesOf(plan).length;
    if (count > MOST) {
      return { reason: `it takes ${count} rules, and a ClusterNetworkPolicy holds ${MOST}`, fix: 'give destinations the same ports, or fewer exceptions' };
    }
    const priority = priorityOfPlan(plan);
    if (priority >= 0 && priority <= 1000) return undefined;
    return { reason: `its priority would be ${priority}, outside 0 to 1000`, fix: 'write another priority for the app\'s back end' };
  },
  plan: (plan) => [clusterPolicy(plan), ...(isAdmin(plan) ? [
    ...closingPolicies(plan), ...openingPolicies(plan, plan.destinations.filter(isInCluster)),
  ] : [])],
};

const priorityOfPlan = ({ settings, podLabels, index }: LockdownPlan): number =>
  priorityOf(settings, index, podLabels !== undefined);

const isAdmin = ({ settings }: LockdownPlan): boolean => settings.tier === 'Admin';

/** Names are for what the Admin tier accepts; a star there stands for any depth. */
function hostProblem(destination: DestinationData, admin: boolean, experimental: boolean): Problem | undefined {
  if (!admin) {
    return {
      reason: 'names are for the Admin tier',
      fix: 'write EgressBackend.clusterNetworkPolicy({ tier: PolicyTier.ADMIN, experimental: true })',
    };
  }
  if (!experimental) {
    return {
      reason: 'the definitions of the standard channel know no names, and refuse the policy',
      fix: 'install those of the experimental channel and write EgressBackend.clusterNetworkPolicy({ experimental: true })',
    };
  }
  return oneLabelProblem(destination);
}

function clusterPolicy(plan: LockdownPlan): PlannedObject {
  const { namespace, podLabels, settings } = plan;
  const namespaceSelector = { matchLabels: { [NAME_LABEL]: namespace } };
  const rules = rulesOf(plan);
  return {
    id: `${namespace}-${isAdmin(plan) ? 'admin' : 'baseline'}`,
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    annotations: reasonsOf(rules.map(({ reason = '' }) => reason)),
    fields: {
      spec: {
        tier: settings.tier,
        priority: priorityOfPlan(plan),
        subject: podLabels
          ? { pods: { namespaceSelector, podSelector: selectorOf(podLabels) } }
          : { namespaces: namespaceSelector },
        egress: rules.map(({ name, action, to, protocols }) => ({ name, action, to, ...(protocols && { protocols }) })),
      },
    },
  };
}

/**
 * DNS and what is named first, then metadata is closed; hosts, what is in the cluster, blocks with what they except before
 * them; at the end all is closed. What blocks open and except holds addresses of pods too, so that what is said of pods stands
 * before it.
 */
function rulesOf(plan: LockdownPlan): Rule[] {
  const outside = plan.destinations.filter((destination) => !isInCluster(destination));
  const hosts = outside.filter(({ form }) => form === 'host');
  const named = placed(outside.filter(isNamed), plan.cluster);
  const blocks = narrowFirst(placed(outside.filter(({ form }) => form === 'cidr' || form === 'anywhere'), plan.cluster));
  return [
    ...(plan.podLabels ? [] : plan.cluster.dns.map(dnsRule)),
    ...byPorts(named).map((same) => acceptRule('named', same)),
    ...(plan.podLabels || hosts.length === 0 ? [] : metadataRules(plan)),
    ...byPorts(hosts).map(hostsRule),
    ...podsRules(plan, blocks.length > 0),
    ...(plan.podLabels ? acceptRules(blocks.flatMap(withoutExceptions)) : plainFirst(blocks)),
    ...(plan.podLabels ? [] : [{ name: 'rest', action: 'Deny' as const, to: networks(ALL_ADDRESSES) }]),
  ];
}

/** Blocks of the same ports that except nothing share a rule; the others deny what they except, on their ports. */
function plainFirst(blocks: readonly DestinationData[]): Rule[] {
  return [
    ...acceptRules(blocks.filter(({ except }) => except === undefined)),
    ...blocks.filter(({ except }) => except !== undefined).flatMap((block) => [
      { name: 'except', action: 'Deny' as const, to: networks(block.except ?? []), protocols: protocolsOf(block) },
      acceptRule('blocks', [block]),
    ]),
  ];
}

/** A policy of some pods denies nothing: that of their namespace, which comes after it, may open what is excepted here. */
function withoutExceptions({ except = [], ...block }: DestinationData): DestinationData[] {
  return partsOf(openBlock(String(block.cidr), except)!).map((part) => ({ ...block, cidr: formatCidr(part) }));
}

function acceptRules(blocks: readonly DestinationData[]): Rule[] {
  return byPorts(blocks).flatMap((same) => chunks(same, MOST * MOST)).map((same) => acceptRule('blocks', same));
}

/** NetworkPolicies decide about pods in the Admin tier; the Baseline tier comes after them, and says it itself. */
function podsRules(plan: LockdownPlan, blocks: boolean): Rule[] {
  if (isAdmin(plan)) return plan.podLabels && !blocks ? [] : [{ name: 'in-cluster', action: 'Pass', to: [PODS] }];
  return [
    ...placed(plan.destinations.filter(isInCluster), plan.cluster).map(podsRule),
    ...(plan.podLabels ? [] : [{ name: 'in-cluster', action: 'Deny' as const, to: [PODS] }]),
  ];
}

function dnsRule({ form, cidr, namespace, podLabels = {}, ports }: DnsPeerData): Rule {
  const peer = form === 'cidr' ? { networks: [cidr] } : podsOf(namespace, podLabels);
  const protocols = (['UDP', 'TCP'] as const).flatMap((protocol) => ports.map((port) => protocolOf({ protocol, port })));
  return { name: 'dns', action: 'Accept', to: [peer], protocols };
}

/** Whoever answers for an open name could say that it is at a metadata address. */
function metadataRules({ cluster: { metadataCidrs } }: LockdownPlan): Rule[] {
  return metadataCidrs.length === 0 ? [] : [{ name: 'metadata', action: 'Deny', to: networks(metadataCidrs) }];
}

function hostsRule(hosts: readonly DestinationData[]): Rule {
  const names = hosts.map(({ depth, host }) => depth === 'exact' ? String(host) : `*.${host}`);
  return { ...acceptRule('hosts', hosts), to: chunks(names).map((domainNames) => ({ domainNames })) };
}

function acceptRule(name: string, same: readonly DestinationData[]): Rule {
  const reason = [...new Set(same.map((destination) => destination.reason))].join('; ');
  return { name, action: 'Accept', to: networks(same.map(({ cidr }) => String(cidr))), protocols: protocolsOf(same[0]), reason };
}

function podsRule(destination: DestinationData): Rule {
  const { form, namespace, podLabels = {}, reason } = destination;
  const to = form === 'namespace' ? { namespaces: { matchLabels: { [NAME_LABEL]: namespace } } } : podsOf(namespace, podLabels);
  return { name: 'pods', action: 'Accept', to: [to], protocols: protocolsOf(destination), reason };
}

function podsOf(namespace: string | undefined, podLabels: Record<string, string>): Record<string, unknown> {
  return { pods: { namespaceSelector: { matchLabels: { [NAME_LABEL]: namespace } }, podSelector: selectorOf(podLabels) } };
}

const networks = (cidrs: readonly string[]): Record<string, unknown>[] => chunks(cidrs).map((part) => ({ networks: part }));

function chunks<T>(items: readonly T[], size = MOST): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Destinations by their ports. */
function byPorts(destinations: readonly DestinationData[]): DestinationData[][] {
  return [...groupBy(destinations, ({ ports }) => JSON.stringify(ports)).values()];
}

const protocolsOf = ({ ports }: DestinationData): Record<string, unknown>[] => ports.map(protocolOf);

function protocolOf({ protocol, port, endPort }: PortData): Record<string, unknown> {
  const destinationPort = endPort !== undefined && endPort !== port ? { range: { start: port, end: endPort } } : { number: port };
  return { [protocol.toLowerCase()]: { destinationPort } };
}
