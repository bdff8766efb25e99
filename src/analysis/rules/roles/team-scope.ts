import { isDelegated } from '../../../manifest/delegation';
import type { GrantData, HostnameData, SectionData } from '../../../manifest/grant-data';
import { GATEWAY_API } from '../../../manifest/kinds';
import type { Manifest } from '../../../manifest/manifest';
import { Persona } from '../../../manifest/persona';
import { serves } from '../../../manifest/route-protocols';
import { quoted } from '../../../manifest/text';
import { namespaceOf } from '../../cluster/cluster-index';
import type { Reference } from '../../cluster/references';
import { parentsOf } from '../../cluster/route-references';
import { onceEach } from '../../once';
import type { Entry, RoleFacts, RuleContext } from '../../rule';

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

/** Whether a reference names what a grant is for: its gateway, or where listeners are delegated any ListenerSet of the team. */
export function namesParent(grant: GrantData, { group, kind, namespace, name }: Reference): boolean {
  if (group !== GATEWAY_API) return false;
  if (isDelegated(grant)) return kind === 'ListenerSet' && namespace !== undefined && grant.namespaces.includes(namespace);
  return kind === 'Gateway' && name === grant.gateway.name && namespace === grant.gateway.namespace;
}

/** The grants of a namespace that some parent of the route is granted by. */
export function grantsOfParents(entry: Entry, context: RuleContext): GrantData[] {
  const parents = parentsOf(entry, context);
  return grantsFor(entry.role!, entry.manifest).filter((grant) => parents.some((ref) => namesParent(grant, ref)));
}

/** A parent of a route, and what was granted at that section of that gateway, or at any ListenerSet of the team. */
export interface GrantedParent {
  readonly ref: Reference;
  /** The granted section; none where the listeners are the team's own, which another rule holds to the grant. */
  readonly section?: SectionData;
  /** The granted kinds that the parent serves. */
  readonly routeKinds: readonly string[];
  /** The hostnames of grants of the route's kind that the parent serves. */
  readonly hostnames: readonly HostnameData[];
}

/** The parents of a team's route that were granted: each is judged by the grants that hold there, and no others. */
export const grantedParents = onceEach((entry, context): GrantedParent[] => {
  const { kind } = entry.manifest;
  const granted = grantsFor(entry.role!, entry.manifest);
  return parentsOf(entry, context).flatMap((ref) => {
    const grants = granted.filter((grant) => namesParent(grant, ref)
      && (isDelegated(grant) || grant.sections.some(({ name }) => name === ref.sectionName)));
    if (grants.length === 0) return [];
    const section = grants[0].sections.find(({ name }) => name === ref.sectionName);
    const isServed = (one: string): boolean => section === undefined || serves(section.protocol, one);
    return [{
      ref,
      ...(section && { section }),
      routeKinds: [...new Set(grants.flatMap(({ routeKinds }) => routeKinds))].filter(isServed),
      hostnames: grants.filter(({ routeKinds }) => routeKinds.includes(kind))
        .flatMap(({ hostnames }) => hostnames.filter(({ sections }) => section === undefined || sections.includes(section.name))),
    }];
  });
});

/** `section "https" of gateway edge/company`, as messages name a parent. */
export function placeOfParent({ ref, section }: GrantedParent): string {
  if (section === undefined) return `ListenerSet ${ref.namespace}/${ref.name}`;
  return `section "${section.name}" of gateway ${ref.namespace}/${ref.name}`;
}

/** Where a grant lets routes attach, as messages say it. */
export function describePlaces(grant: GrantData): string {
  if (isDelegated(grant)) return `a ListenerSet of the team in ${quoted(grant.namespaces)}`;
  return `${grant.gateway.namespace}/${grant.gateway.name} (sections ${quoted(grant.sections.map(({ name }) => name))})`;
}
