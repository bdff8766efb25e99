import type { GrantData, SubjectData } from '../../manifest/grant-data';
import { type Place, refused } from '../base/problems';
import { expressionsOf, type Guard } from './admission-policy';
import { EXPRESSION_LIMIT, fitsExpression } from './cel';
import { alike, type Held, heldBy, namesOf } from './held-grants';
import { listenerSetGuard } from './listener-set-guard';
import { networkPolicyGuards } from './network-policy-guard';
import { referenceGrantGuard } from './reference-grant-guard';
import { routeGuards } from './route-guards';

/**
 * The family of admission policies of one team. Namespaces that are alike share policies, as many as fit: each policy costs the
 * API server more than a megabyte of memory.
 */
export function teamGuards(place: Place, team: string, subjects: readonly SubjectData[], grants: readonly GrantData[]): Guard[] {
  const all = heldBy(grants);
  const own = namesOf(all);
  const guardsOf = (held: readonly Held[]): Guard[] => {
    const guards = [
      ...routeGuards(team, own, held),
      listenerSetGuard(team, held),
      referenceGrantGuard(team, namesOf(held)),
      ...networkPolicyGuards(team, subjects, held),
    ];
    if (guards.flatMap(expressionsOf).every(fitsExpression)) return guards;
    if (held.length > 1) return halvesOf(held).flatMap(guardsOf);
    throw refused(place, `what namespace "${held[0].namespace}" was granted is more than ${EXPRESSION_LIMIT} characters of one admission policy; `
      + 'grant fewer hostnames there, or a wildcard instead of many');
  };
  return alike(all).flatMap(guardsOf);
}

function halvesOf<T>(items: readonly T[]): T[][] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
