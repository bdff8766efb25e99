import type { GrantData, SubjectData } from '../../manifest/grant-data';
import { type Place, refused } from '../base/problems';
import { expressionsOf, type Guard } from './admission-policy';
import { EXPRESSION_LIMIT, fitsExpression } from './cel';
import { listenerSetGuard } from './listener-set-guard';
import { networkPolicyGuards } from './network-policy-guard';
import { referenceGrantGuard } from './reference-grant-guard';
import { routeGuards } from './route-guards';

/** The family of admission policies of one team, in each of its namespaces. */
export function teamGuards(place: Place, team: string, subjects: readonly SubjectData[], grants: readonly GrantData[]): Guard[] {
  const namespaces = [...new Set(grants.flatMap((grant) => grant.namespaces))];
  return namespaces.flatMap((namespace) => {
    const here = grants.filter((grant) => grant.namespaces.includes(namespace));
    const guards = [
      ...routeGuards(team, namespace, namespaces, here),
      listenerSetGuard(team, namespace, here),
      referenceGrantGuard(team, namespace),
      ...networkPolicyGuards(team, subjects, namespace, here),
    ];
    if (guards.flatMap(expressionsOf).every(fitsExpression)) return guards;
    throw refused(place, `what namespace "${namespace}" was granted is more than ${EXPRESSION_LIMIT} characters of one admission policy; `
      + 'grant fewer hostnames there, or a wildcard instead of many');
  });
}
