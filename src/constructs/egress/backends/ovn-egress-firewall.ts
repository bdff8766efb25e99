import type { DestinationData, PortData } from '../../../manifest/grant-data';
import { isInCluster, namedProblem } from '../../../manifest/named-destinations';
import type { Problem } from '../../../manifest/problem';
import { narrowFirst, placed } from '../egress-rules';
import { anyDepthProblem, type LockdownBackend, type LockdownPlan, type PlannedObject, reasonsOf } from './backend';
import { ALL_ADDRESSES, closingPolicies, openingPolicies, publicPorts, publicPortsProblem } from './network-policies';

interface Rule {
  readonly type: 'Allow' | 'Deny';
  readonly to: Record<string, unknown>;
  readonly ports?: PortData[];
  readonly reason?: string;
}

/**
 * EgressFirewalls of OVN-Kubernetes for what leaves the cluster, and NetworkPolicies: both have to let it pass.
 * Source: OVN-Kubernetes, EgressFirewall.
 */
export const OVN_EGRESS_FIREWALL: LockdownBackend = {
  title: 'OVN-Kubernetes\' EgressFirewall',
  promises: {
    undoneBy: 'only whoever may write the namespace\'s one EgressFirewall; between pods, NetworkPolicies decide, which add up',
    hosts: 'by the addresses that OVN-Kubernetes itself resolves, so that other sites on the same addresses are open too',
  },
  problem: (destination, { cluster, podLabels }) => {
    if (isInCluster(destination)) return undefined;
    return selectedProblem(podLabels) ?? portsProblem(destination) ?? (destination.form === 'host'
      ? publicPortsProblem(destination) ?? anyDepthProblem(destination)
      : namedProblem(destination, cluster));
  },
  plan: (plan) => {
    const hosts = plan.destinations.filter(({ form }) => form === 'host');
    const others = plan.destinations.filter(({ form }) => form !== 'host');
    const policies = [...closingPolicies(plan), ...openingPolicies(plan, [...others, ...publicPorts(hosts)])];
    return plan.podLabels ? policies : [...policies, firewall(plan)];
  },
};

/** It has no selector: what it opens, it opens for the namespace. */
function selectedProblem(podLabels: Record<string, string> | undefined): Problem | undefined {
  return podLabels && { reason: 'it is for all pods of a namespace', fix: 'open it in the lockdown of the namespace' };
}

function portsProblem({ ports }: DestinationData): Problem | undefined {
  return ports.some(({ endPort }) => endPort !== undefined)
    ? { reason: 'it has no ranges of ports', fix: 'list them in morePorts' }
    : undefined;
}

/** The first rule that matches decides, and what none matches passes: the last two close both families. */
function firewall(plan: LockdownPlan): PlannedObject {
  const rules = rulesOf(plan);
  return {
    id: `${plan.namespace}-firewall`, apiVersion: 'k8s.ovn.org/v1', kind: 'EgressFirewall', namespace: plan.namespace, name: 'default',
    annotations: reasonsOf(rules.map(({ reason = '' }) => reason)),
    fields: { spec: { egress: rules.map(({ type, to, ports }) => ({ type, to, ...(ports && { ports }) })) } },
  };
}

function rulesOf({ destinations, cluster }: LockdownPlan): Rule[] {
  const outside = destinations.filter((destination) => !isInCluster(destination));
  const blocks = narrowFirst(placed(outside.filter(({ form }) => form !== 'host'), cluster));
  return [
    ...cluster.dns.filter(({ form }) => form === 'cidr').map(({ cidr, ports }): Rule => ({
      type: 'Allow', to: { cidrSelector: cidr },
      ports: ports.flatMap((port) => [{ protocol: 'UDP', port }, { protocol: 'TCP', port }] as PortData[]),
    })),
    ...outside.filter(({ form }) => form === 'host').map(({ depth, host, ports, reason }): Rule => ({
      type: 'Allow', to: { dnsName: depth === 'exact' ? host : `*.${host}` }, ports: [...ports], reason,
    })),
    ...blocks.flatMap(({ cidr, except = [], ports, reason }): Rule[] => [
      ...except.map((part): Rule => ({ type: 'Deny', to: { cidrSelector: part }, ports: [...ports] })),
      { type: 'Allow', to: { cidrSelector: cidr }, ports: [...ports], reason },
    ]),
    ...ALL_ADDRESSES.map((cidrSelector): Rule => ({ type: 'Deny', to: { cidrSelector } })),
  ];
}
