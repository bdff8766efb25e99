import type { GrantData } from '../../manifest/grant-data';
import type { Manifest } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { namespaceOf } from '../cluster/cluster-index';
import { parentRefsOf, type Reference } from '../cluster/references';
import type { RoleFacts } from '../rule';

/** Whether an object was made in a team's scope. */
export function isTeam(role: RoleFacts | undefined): role is RoleFacts {
  return role?.persona === Persona.APPLICATION_TEAM;
}

/** All namespaces of a team's grants. */
export function grantedNamespaces(role: RoleFacts): string[] {
  return [...new Set(role.grants.flatMap((grant) => grant.namespaces))];
}

/** The grants that hold in the namespace of a manifest. */
export function grantsFor(role: RoleFacts, manifest: Manifest): GrantData[] {
  const namespace = namespaceOf(manifest);
  return role.grants.filter((grant) => namespace !== undefined && grant.namespaces.includes(namespace));
}

/** Whether a reference names the gateway of a grant. */
export function namesGateway(grant: GrantData, ref: Reference): boolean {
  return ref.kind === 'Gateway' && ref.group === 'gateway.networking.k8s.io'
    && ref.name === grant.gateway.name && ref.namespace === grant.gateway.namespace;
}

/** The grants of a namespace whose gateway is a parent of the route. */
export function grantsOfParents(role: RoleFacts, manifest: Manifest): GrantData[] {
  const parents = parentRefsOf(manifest);
  return grantsFor(role, manifest).filter((grant) => parents.some((ref) => namesGateway(grant, ref)));
}

/** A list for a message: `"a", "b"`. */
export function quoted(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
