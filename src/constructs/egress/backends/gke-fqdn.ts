import type { DestinationData } from '../../../manifest/grant-data';
import { namedProblem } from '../../../manifest/named-destinations';
import type { Problem } from '../../../manifest/problem';
import { anyDepthProblem, type LockdownBackend, type LockdownPlan, type PlannedObject, reasonsOf, selectorOf } from './backend';
import { closingPolicies, openingPolicies } from './network-policies';

/** FQDNNetworkPolicies of GKE beside NetworkPolicies. Source: GKE, FQDN network policies. */
export const GKE_FQDN: LockdownBackend = {
  title: 'GKE\'s FQDNNetworkPolicy',
  promises: {
    undoneBy: 'policies add up: whoever may write NetworkPolicies or FQDNNetworkPolicies there opens more with one of their own',
    hosts: 'by the addresses that the cluster\'s resolver answered with (50 for a policy), so that other sites '
      + 'on the same addresses are open too',
  },
  problem: (destination, { cluster }) => destination.form === 'host'
    ? hostProblem(destination)
    : namedProblem(destination, cluster),
  plan: (plan) => [
    ...closingPolicies(plan),
    ...openingPolicies(plan, plan.destinations.filter(({ form }) => form !== 'host')),
    ...hostPolicies(plan),
  ],
};

/** A star is one label there, and ports are single ones. */
function hostProblem(destination: DestinationData): Problem | undefined {
  const { depth, ports } = destination;
  if (depth === 'anyDepth') return anyDepthProblem(destination);
  if (ports.some(({ endPort }) => endPort !== undefined)) {
    return {
      reason: 'it has no ranges of ports',
      fix: 'list them in morePorts',
    };
  }
  if (ports.some(({ protocol }) => protocol === 'SCTP')) {
    return {
      reason: 'it has TCP and UDP only',
      fix: 'write the addresses with Destination.cidr',
    };
  }
  return undefined;
}

function hostPolicies({ namespace, podLabels, destinations }: LockdownPlan): PlannedObject[] {
  const hosts = destinations.filter(({ form }) => form === 'host');
  if (hosts.length === 0) return [];
  const egress = hosts.map(({ depth, host, ports }) => ({
    matches: [depth === 'exact' ? { name: host } : { pattern: `*.${host}` }],
    ports: ports.map(({ protocol, port }) => ({ protocol, port })),
  }));
  return [{
    id: `${namespace}-hosts`, apiVersion: 'networking.gke.io/v1alpha1', kind: 'FQDNNetworkPolicy', namespace,
    annotations: reasonsOf(hosts.map(({ reason }) => reason)),
    fields: { spec: { podSelector: selectorOf(podLabels), egress } },
  }];
}
