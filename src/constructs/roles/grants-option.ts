import type { GrantData } from '../../manifest/grant-data';
import { invalid, type Place, refused } from '../base/problems';
import { describeGrant } from './describe-grant';
import type { RoleScope } from './role-scope';
import { TeamGrant } from './team-grant';

/** Refuses grants that are none, or not of one team. */
export function checkGrants(place: Place, grants: TeamGrant[]): void {
  if (!Array.isArray(grants) || grants.length === 0) {
    throw refused(place, 'grants is empty; write the TeamGrant from sharedGateway.admit(…), or TeamGrant.fromContract(…)');
  }
  if ([...grants].some((grant) => !(grant instanceof TeamGrant))) {
    throw refused(place, 'grants holds something else; write what sharedGateway.admit(…) or TeamGrant.fromContract(…) gave');
  }
  const teams = [...new Set(grants.map((grant) => grant.team))];
  if (teams.length > 1) {
    throw refused(place, `grants are of several teams (${teams.join(', ')}); give each team a scope of its own`);
  }
}

/** The grant that an object of a team's scope names, which is one of the scope's. */
export function grantOption(place: Place, role: RoleScope, grant: TeamGrant): GrantData {
  if (!(grant instanceof TeamGrant)) {
    throw invalid(place, 'grant', grant, {
      reason: 'it is not a TeamGrant', fix: 'write a result of sharedGateway.admit(…), or of TeamGrant.fromContract(…)',
    });
  }
  if (role.grants.includes(grant)) return grant._data();
  throw refused(place, `grant (${describeGrant(grant._data())}) is not one of its scope's (${describeGrants(role)}); give it to the TeamChart`);
}

/** The grants of a scope, as messages list them. */
export function describeGrants({ grants }: RoleScope): string {
  return grants.map((grant) => describeGrant(grant._data())).join('; ');
}
