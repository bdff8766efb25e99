import type { GrantData, HostnameData, SectionData } from '../../manifest/grant-data';
import type { Manifest } from '../../manifest/manifest';
import { Persona } from '../../manifest/persona';
import { serves } from '../../manifest/route-protocols';
import { namespaceOf } from '../cluster/cluster-index';
import type { Reference } from '../cluster/references';
import { parentsOf } from '../cluster/route-references';
import { onceEach } from '../once-each';
import type { Entry, RoleFacts, RuleContext } from '../rule';

/** Whether an object was made in a team's scope. */
export function isTeam(role: RoleFacts | undefined): role is RoleFacts {
  return role?.persona === Persona.APPLICATION_TEAM;
}

/** Whether a namespace is among those of a team's grants. */
export function isGrantedNamespace(role: RoleFacts, namespace: string): boolean {
  return role.grants.some((grant) => grant.namespaces.includes(namespace));
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
export function grantsOfParents(entry: Entry, context: RuleContext): GrantData[] {
  const parents = parentsOf(entry, context);
  return grantsFor(entry.role!, entry.manifest).filter((grant) => parents.some((ref) => namesGateway(grant, ref)));
}

/** A parent of a route, and what was granted at that section of that gateway. */
export interface GrantedParent {
  readonly ref: Reference;
  readonly section: SectionData;
  /** The granted kinds that the section serves. */
  readonly routeKinds: readonly string[];
  /** The hostnames of grants of the route's kind that the section serves. */
  readonly hostnames: readonly HostnameData[];
}

/** The parents of a team's route that name a granted section: each is judged by the grants that hold there, and no others. */
export const grantedParents = onceEach((entry, context): GrantedParent[] => {
  const { kind } = entry.manifest;
  const granted = grantsFor(entry.role!, entry.manifest);
  return parentsOf(entry, context).flatMap((ref) => {
    const grants = granted.filter((grant) => namesGateway(grant, ref)
      && grant.sections.some(({ name }) => name === ref.sectionName));
    const section = grants[0]?.sections.find(({ name }) => name === ref.sectionName);
    if (section === undefined) return [];
    return [{
      ref,
      section,
      routeKinds: [...new Set(grants.flatMap(({ routeKinds }) => routeKinds))].filter((one) => serves(section.protocol, one)),
      hostnames: grants.filter(({ routeKinds }) => routeKinds.includes(kind))
        .flatMap(({ hostnames }) => hostnames.filter(({ sections }) => sections.includes(section.name))),
    }];
  });
});

/** `section "https" of gateway edge/company`, as messages name a parent. */
export function placeOfParent({ ref, section }: GrantedParent): string {
  return `section "${section.name}" of gateway ${ref.namespace}/${ref.name}`;
}
