import { type DelegatedGrant, isDelegated } from '../../manifest/delegation';
import { type Place, refused } from '../base/problems';
import { describeGrant } from '../roles/describe-grant';
import { grantOption } from '../roles/grants-option';
import type { RoleScope } from '../roles/role-scope';
import type { TeamGrant } from '../roles/team-grant';

/** A grant by which a team has listeners of its own, and what it says. */
interface Delegation {
  readonly grant: TeamGrant;
  readonly data: DelegatedGrant;
}

/**
 * The grant by which a team has listeners of its own: the one that is named, or the only one of the scope.
 *
 * @throws where there is none, or nothing decides between several
 */
export function chosenDelegation(place: Place, role: RoleScope, grant: TeamGrant | undefined): Delegation {
  if (grant !== undefined) {
    const data = grantOption(place, role, grant);
    if (isDelegated(data)) return { grant, data };
    throw refused(place, `grant (${describeGrant(data)}) is for routes to the gateway's own listeners; `
      + 'write a result of sharedGateway.delegate(…), or have the operator delegate listeners to the team');
  }
  const delegated = role.grants.flatMap((one) => delegationOf(one));
  const [only, second] = delegated;
  if (only === undefined) {
    throw refused(place, 'no listeners are delegated to the team; have the operator write sharedGateway.delegate(…), '
      + 'and give the grant to the TeamChart');
  }
  if (second === undefined) return only;
  throw refused(place, `its scope holds ${delegated.length} grants that delegate listeners (${delegated.map(({ data }) => describeGrant(data)).join('; ')}), `
    + 'and grant names none of them; write { grant: … }');
}

function delegationOf(grant: TeamGrant): Delegation[] {
  const data = grant._data();
  return isDelegated(data) ? [{ grant, data }] : [];
}
