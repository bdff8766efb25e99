import { namedProblem } from '../../../manifest/named-destinations';
import type { LockdownBackend } from './backend';
import { closingPolicies, openingPolicies } from './network-policies';

/** Plain NetworkPolicies. Source: Kubernetes, NetworkPolicySpec. */
export const NETWORK_POLICY: LockdownBackend = {
  title: 'a plain NetworkPolicy',
  promises: {
    undoneBy: 'policies add up and none can deny: whoever may write NetworkPolicies there opens more with one of their own',
  },
  problem: (destination, { cluster }) => destination.form === 'host'
    ? {
      reason: 'it knows pods and addresses, no names',
      fix: 'choose a back end that knows names, or write Destination.cidr(…) with the host\'s addresses',
    }
    : namedProblem(destination, cluster),
  plan: (plan) => [...closingPolicies(plan), ...openingPolicies(plan, plan.destinations)],
};
