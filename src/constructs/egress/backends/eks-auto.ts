import type { DestinationData } from '../../../manifest/grant-data';
import { namedProblem } from '../../../manifest/named-destinations';
import { destinationRule, dnsRules, placed } from '../egress-rules';
import {
  BY_ADDRESS, type LockdownBackend, type LockdownPlan, oneLabelProblem, type PlannedObject, reasonsOf, selectorOf,
} from './backend';

/**
 * ApplicationNetworkPolicies of EKS Auto Mode. What they open beside NetworkPolicies over the same pods, the guide does not say:
 * the lockdown is in these alone, and holds either way. Source: Amazon EKS user guide, application network policies.
 */
export const EKS_AUTO: LockdownBackend = {
  title: 'EKS Auto Mode\'s ApplicationNetworkPolicy',
  promises: {
    undoneBy: 'policies add up: whoever may write ApplicationNetworkPolicies there opens more with one of their own',
    hosts: BY_ADDRESS,
  },
  problem: (destination, { cluster }) => (
    destination.form === 'host' ? oneLabelProblem(destination) : namedProblem(destination, cluster)),
  plan: (plan) => {
    const { namespace, podLabels, cluster } = plan;
    const opening = placed(plan.destinations, cluster);
    const policies: PlannedObject[] = podLabels ? [] : [
      policyOf(plan, 'deny', []), policyOf(plan, 'dns', dnsRules(cluster)),
    ];
    if (opening.length === 0) return policies;
    const annotations = reasonsOf(opening.map(({ reason }) => reason));
    return [...policies, { ...policyOf(plan, 'allow', opening.map(ruleOf)), namespace, annotations }];
  },
};

function policyOf({ namespace, podLabels }: LockdownPlan, part: string, egress: readonly object[]): PlannedObject {
  return {
    id: `${namespace}-${part}`, apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ApplicationNetworkPolicy', namespace,
    fields: { spec: { podSelector: selectorOf(podLabels), policyTypes: ['Egress'], ...(egress.length > 0 && { egress }) } },
  };
}

function ruleOf(destination: DestinationData): object {
  const { form, depth, host, ports } = destination;
  if (form !== 'host') return destinationRule(destination);
  return { to: [{ domainNames: [depth === 'exact' ? host : `*.${host}`] }], ports: [...ports] };
}
