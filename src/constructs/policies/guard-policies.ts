import type { GrantData } from '../../manifest/grant-data';
import { groupBy } from '../../manifest/group-by';
import type { GuardSettings } from '../../manifest/guards/guard-settings';
import type { Place } from '../base/problems';
import { type Guard, guardSpec, policySpec } from './admission-policy';
import { clusterGuards } from './cluster/all-guards';
import type { ClusterGuard } from './cluster/cluster-guard';
import { teamGuards } from './team-guards';

/** A ValidatingAdmissionPolicy before it is a manifest. */
interface GuardPolicy {
  readonly name: string;
  readonly spec: object;
}

/** Name of the policy and of the binding of a guard of TeamAccess. */
export function teamPolicyName({ namespaces, name }: Guard): string {
  return `gateway-access-${namespaces[0]}-${name}`;
}

/** Name of the policy and of the binding of a guard of ClusterGuards. */
export function clusterPolicyName({ name }: Pick<ClusterGuard, 'name'>): string {
  return `cluster-guards-${name}`;
}

/** All policies of a cluster with these grants: what TeamAccess emits for each team, and what ClusterGuards emits. */
export function guardPolicies(place: Place, settings: GuardSettings): GuardPolicy[] {
  const teams = groupBy(settings.grants, ({ team }) => team.name);
  const guardsOf = ([team, grants]: [string, GrantData[]]): Guard[] =>
    teamGuards(place, team, grants.flatMap(({ team: { subjects } }) => subjects), grants);
  return [
    ...clusterGuards(settings).map((guard) => ({ name: clusterPolicyName(guard), spec: policySpec(guard) })),
    ...[...teams].flatMap(guardsOf).map((guard) => ({ name: teamPolicyName(guard), spec: guardSpec(guard) })),
  ];
}
