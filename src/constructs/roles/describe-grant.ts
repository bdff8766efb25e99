import type { GrantData } from '../../manifest/grant-data';

/** A grant, as messages name it. */
export function describeGrant({ team, gateway, hostnames, sections, namespaces }: GrantData): string {
  const granted = hostnames.length > 0 ? hostnames.map(({ hostname }) => hostname) : sections.map(({ name }) => name);
  return `team "${team.name}" on gateway ${gateway.namespace}/${gateway.name} for ${granted.join(', ')} from ${namespaces.join(', ')}`;
}
