import type { IConstruct } from 'constructs';
import { Persona } from '../../manifest/persona';
import { type Place, refused } from '../base/problems';
import { nameOfRole } from './role-name';
import { RoleScope } from './role-scope';

/**
 * The role of a construct that is about to be made, which must be one of `personas`.
 *
 * @throws naming the construct, the role it would stand in, and who can make it
 */
export function requireRole(place: Place, scope: IConstruct, ...personas: Persona[]): RoleScope {
  const role = RoleScope.of(scope);
  if (role && personas.includes(role.persona)) return role;
  const where = role ? `it stands in a scope of the ${nameOfRole(role)}` : 'no role is bound to its scope';
  throw refused(place, `${where}, and only the ${personas.join(' or the ')} can make it; ${HOW[personas[0]]}`);
}

const HOW: Record<Persona, string> = {
  [Persona.INFRASTRUCTURE_PROVIDER]: 'put it in a PlatformChart, or bind the scope with RoleScope.platform(…)',
  [Persona.CLUSTER_OPERATOR]: 'put it in an OperatorChart, or bind the scope with RoleScope.operator(…)',
  [Persona.APPLICATION_TEAM]: 'put it in a TeamChart with the team\'s grants, or bind the scope with RoleScope.team(…)',
};
