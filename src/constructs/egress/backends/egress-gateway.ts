import type { DestinationData, EgressBackendData } from '../../../manifest/grant-data';
import { isInCluster, namedProblem } from '../../../manifest/named-destinations';
import type { Problem } from '../../../manifest/problem';
import { ledTo } from '../listener-ways';
import type { LockdownBackend } from './backend';
import { closingPolicies, openingPolicies } from './network-policies';

/** An egress gateway of the team's own, and NetworkPolicies that leave the way to it alone. */
export const EGRESS_GATEWAY: LockdownBackend = {
  title: 'an egress gateway',
  promises: {
    undoneBy: 'policies add up: whoever may write NetworkPolicies in the namespace goes around the gateway, and '
      + 'whoever may write in the gateway\'s namespace leads it elsewhere',
  },
  problem: (destination, { cluster, settings }) => {
    if (isInCluster(destination)) return undefined;
    if (destination.form === 'host') return hostProblem(destination, settings);
    if (destination.form !== 'cidr' && destination.form !== 'anywhere') return namedProblem(destination, cluster);
    return {
      reason: 'it leaves no way out but the gateway\'s, and a gateway goes by names',
      fix: 'name the hosts, or lock the namespace down by another back end and write the gateway\'s destinations in allow',
    };
  },
  plan: (plan) => [...closingPolicies(plan), ...openingPolicies(plan, plan.destinations)],
};

/** Hosts that the gateway leads to are ways through it by now. */
function hostProblem({ depth, host, ports }: DestinationData, settings: EgressBackendData): Problem | undefined {
  if (depth !== 'exact') return { reason: 'it leads to hosts by their exact names', fix: 'name each host' };
  if (settings.hosts === undefined) return undefined;
  return {
    reason: `the gateway in namespace "${settings.namespace}" leads to ${ledTo(settings)} alone`,
    fix: `add EgressHost.https("${host}", { port: ${ports[0].port}, … }) or EgressHost.tls(…) to its destinations`,
  };
}
