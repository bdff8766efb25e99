import { holdsDns } from '../../../manifest/block-width';
import type { DestinationData } from '../../../manifest/grant-data';
import type { Problem } from '../../../manifest/problem';
import { PUBLIC } from '../../../manifest/public-addresses';
import { destinationRule, dnsRules, egressSpec, placed } from '../egress-rules';
import { type LockdownPlan, type PlannedObject, reasonsOf } from './backend';

const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/**
 * The NetworkPolicies that close a namespace and leave DNS open; none where only some of its pods are meant,
 * which are closed already.
 */
export function closingPolicies(plan: LockdownPlan): PlannedObject[] {
  return plan.podLabels ? [] : [denyPolicy(plan), dnsPolicy(plan)];
}

/** Closes all ways out of a namespace. */
export function denyPolicy({ namespace }: LockdownPlan): PlannedObject {
  return { ...POLICY, id: `${namespace}-deny`, namespace, fields: { spec: egressSpec([]) } };
}

function dnsPolicy({ namespace, cluster }: LockdownPlan): PlannedObject {
  return { ...POLICY, id: `${namespace}-dns`, namespace, fields: { spec: egressSpec(dnsRules(cluster)) } };
}

/** Opens destinations that are addresses or pods, if there are any. */
export function openingPolicies(plan: LockdownPlan, destinations: readonly DestinationData[]): PlannedObject[] {
  const open = placed(destinations, plan.cluster);
  if (open.length === 0) return [];
  return [{
    ...POLICY,
    id: `${plan.namespace}-allow`,
    namespace: plan.namespace,
    annotations: reasonsOf(open.map(({ reason }) => reason)),
    fields: { spec: egressSpec(open.map(destinationRule), plan.podLabels) },
  }];
}

/** The ports of hosts towards every public address: for back ends where something else narrows them to the hosts. */
export function publicPorts(hosts: readonly DestinationData[]): DestinationData[] {
  return hosts.map(({ ports, reason, host }) => ({ form: 'anywhere', ports, reason: `${host}: ${reason}` }));
}

/** Why a host's ports cannot be opened like that: on the port of DNS any server carries data out. */
export function publicPortsProblem({ ports }: DestinationData): Problem | undefined {
  return holdsDns(ports) ? {
    reason: 'it opens a host\'s ports to every public address, and DNS is never anywhere:53',
    fix: 'leave port 53 out, or write Destination.cidr("203.0.113.53/32", 53, …) for a resolver',
  } : undefined;
}

/** Both families, all of them. */
export const ALL_ADDRESSES: readonly string[] = PUBLIC.map(({ cidr }) => cidr);
