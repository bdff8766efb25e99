import type { IConstruct } from 'constructs';
import { chartOf } from '../base/chart-of';
import type { RoleScope } from '../roles/role-scope';

/** The namespaces of a team's scope; none in the others. */
export function grantedNamespaces(role: RoleScope): string[] {
  return [...new Set(role.grants.flatMap(({ namespaces }) => namespaces))];
}

/** The namespace that objects of a scope stand in where they name none: the chart's, or the only one that was granted. */
export function ownNamespace(scope: IConstruct, role: RoleScope): string | undefined {
  const granted = grantedNamespaces(role);
  return chartOf(scope)?.namespace ?? (granted.length === 1 ? granted[0] : undefined);
}
