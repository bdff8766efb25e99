import type { RoleScope } from './role-scope';

/** A role, as messages name it. */
export function nameOfRole(role: RoleScope): string {
  return role.teamName === undefined ? role.persona : `${role.persona} "${role.teamName}"`;
}
