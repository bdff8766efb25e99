import type { GrantData, SubjectData } from '../../manifest/grant-data';
import { type Place, refused } from '../base/problems';
import { expressionsOf, type Guard } from './admission-policy';
import { EXPRESSION_LIMIT, fitsExpression } from './cel';
import { networkPolicyGuards } from './network-policy-guard';
import { routeGuards } from './route-guards';

/**
 * The family of admission policies of one team. Where the tables of all its namespaces are too long for one expression, the
 * namespaces are divided over several policies of the same kind.
 */
export function teamGuards(place: Place, team: string, subjects: readonly SubjectData[], grants: readonly GrantData[]): Guard[] {
  const build = (namespaces: readonly string[]): Guard[] => [
    ...routeGuards(team, grants, namespaces),
    ...networkPolicyGuards(team, subjects, grants, namespaces),
  ];
  const shards = shardsOf(place, [...new Set(grants.flatMap(({ namespaces }) => namespaces))], build);
  return shards.flatMap((guards, i) => (i === 0 ? guards : guards.map((guard) => ({ ...guard, name: `${guard.name}-${i + 1}` }))));
}

function shardsOf(place: Place, namespaces: readonly string[], build: (namespaces: readonly string[]) => Guard[]): Guard[][] {
  const guards = build(namespaces);
  if (guards.flatMap(expressionsOf).every(fitsExpression)) return [guards];
  if (namespaces.length === 1) {
    throw refused(place, `what namespace "${namespaces[0]}" was granted is more than ${EXPRESSION_LIMIT} characters of one admission policy; `
      + 'grant fewer hostnames there, or a wildcard instead of many');
  }
  const half = Math.ceil(namespaces.length / 2);
  return [namespaces.slice(0, half), namespaces.slice(half)].flatMap((part) => shardsOf(place, part, build));
}
