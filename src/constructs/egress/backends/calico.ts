import type { DestinationData, DnsPeerData, PortData } from '../../../manifest/grant-data';
import { isInCluster, namedProblem } from '../../../manifest/named-destinations';
import { placed } from '../egress-rules';
import { type LockdownBackend, type LockdownPlan, reasonsOf } from './backend';

type Rule = Record<string, unknown>;

/** Calico's own NetworkPolicies, with what the open-source edition has. Source: Calico, NetworkPolicy and EntityRule. */
export const CALICO: LockdownBackend = {
  title: 'open-source Calico',
  promises: {
    undoneBy: 'NetworkPolicies cannot widen it, since it denies the rest before Calico reads them; '
      + 'only whoever may write Calico policies of a lower order can',
  },
  problem: (destination, { cluster }) => destination.form === 'host'
    ? {
      reason: 'domains are a field of its commercial editions',
      fix: 'choose a back end that knows names, or write Destination.cidr(…)',
    }
    : namedProblem(destination, cluster),
  plan: (plan) => {
    const open = placed(plan.destinations, plan.cluster);
    const rules = [
      ...(plan.podLabels ? [] : plan.cluster.dns.flatMap(dnsRules).map((rule) => ({ rule, reason: '' }))),
      ...open.flatMap((destination) => rulesOf(destination).map((rule) => ({ rule, reason: destination.reason }))),
      ...(plan.podLabels ? [] : [{ rule: { action: 'Deny' }, reason: '' }]),
    ];
    if (rules.length === 0) return [];
    return [{
      id: `${plan.namespace}-egress`, apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', namespace: plan.namespace,
      annotations: reasonsOf(rules.map(({ reason }) => reason)),
      fields: {
        spec: {
          order: orderOf(plan), selector: selector(plan.podLabels ?? {}), types: ['Egress'],
          egress: rules.map(({ rule }) => rule),
        },
      },
    }];
  },
};

/** What is for some pods of a namespace stands before what closes all of it. */
function orderOf({ settings: { order = 500 }, podLabels }: LockdownPlan): number {
  return podLabels ? order - 0.5 : order;
}

function dnsRules({ form, cidr, namespace, podLabels = {}, ports }: DnsPeerData): Rule[] {
  const peer = form === 'cidr' ? { nets: [cidr] } : podsOf(namespace, podLabels);
  return ['UDP', 'TCP'].map((protocol) => ({ action: 'Allow', protocol, destination: { ...peer, ports: [...ports] } }));
}

/** A rule has one protocol. */
function rulesOf(destination: DestinationData): Rule[] {
  const { form, cidr, except, namespace, podLabels } = destination;
  const peer = isInCluster(destination)
    ? podsOf(namespace, form === 'namespace' ? {} : podLabels)
    : { nets: [cidr], ...(except && { notNets: [...except] }) };
  return [...new Set(destination.ports.map(({ protocol }) => protocol))].map((protocol) => ({
    action: 'Allow', protocol,
    destination: { ...peer, ports: destination.ports.filter((port) => port.protocol === protocol).map(portOf) },
  }));
}

const portOf = ({ port, endPort }: PortData): unknown => endPort === undefined || endPort === port ? port : `${port}:${endPort}`;

function podsOf(namespace: string | undefined, podLabels: Record<string, string> = {}): Rule {
  return { namespaceSelector: `projectcalico.org/name == '${namespace}'`, selector: selector(podLabels) };
}

function selector(labels: Record<string, string>): string {
  const terms = Object.entries(labels).map(([key, value]) => `${key} == '${value}'`);
  return terms.length === 0 ? 'all()' : terms.join(' && ');
}
