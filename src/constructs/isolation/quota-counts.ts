import { GATEWAY_API, knownKind, ROUTE_KINDS } from '../../manifest/kinds';
import type { Problem } from '../../manifest/problem';
import { checkKnown, type Known } from '../base/known-options';
import { check, type Place } from '../base/problems';
import type { TeamQuota } from './team-quota';

const QUOTA: Known<TeamQuota> = { routes: true, networkPolicies: true, loadBalancers: true, nodePorts: true };

/** The counts of a ResourceQuota, by resource. */
export function quotaCounts(place: Place, quota: TeamQuota, granted: readonly string[] = ROUTE_KINDS): Record<string, string> {
  checkKnown(place, 'quota.', quota, QUOTA);
  for (const [option, value] of Object.entries(quota)) {
    if (value !== undefined) check(place, `quota.${option}`, value, countProblem(value));
  }
  const { routes = 100, networkPolicies, loadBalancers = 0, nodePorts = 0 } = quota;
  return {
    ...Object.fromEntries(ROUTE_KINDS.map((kind) =>
      [`count/${knownKind(GATEWAY_API, kind).plural}.${GATEWAY_API}`, String(granted.includes(kind) ? routes : 0)])),
    ...(networkPolicies === undefined ? {} : { 'count/networkpolicies.networking.k8s.io': String(networkPolicies) }),
    'services.loadbalancers': String(loadBalancers),
    'services.nodeports': String(nodePorts),
  };
}

function countProblem(value: unknown): Problem | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? undefined : { reason: 'it is no count', fix: 'write a whole number from 0, or leave it out' };
}
