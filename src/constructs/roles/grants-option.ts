import { type Place, refused } from '../base/problems';
import { TeamGrant } from './team-grant';

/** Refuses grants that are none, or not of one team. */
export function checkGrants(place: Place, grants: TeamGrant[]): void {
  if (!Array.isArray(grants) || grants.length === 0) {
    throw refused(place, 'grants is empty; write the TeamGrant from sharedGateway.admit(…), or TeamGrant.fromContract(…)');
  }
  if (grants.some((grant) => !(grant instanceof TeamGrant))) {
    throw refused(place, 'grants holds something else; write what sharedGateway.admit(…) or TeamGrant.fromContract(…) gave');
  }
  const teams = [...new Set(grants.map((grant) => grant.team))];
  if (teams.length > 1) {
    throw refused(place, `grants are of several teams (${teams.join(', ')}); give each team a scope of its own`);
  }
}
