import type { GrantData, HostnameData } from '../../manifest/grant-data';
import { covers } from '../../manifest/hostname';
import { prefixesOverlap } from '../../manifest/path';
import { type Place, refused } from '../base/problems';

/** Refuses a grant that takes what another team of the app holds already. */
export function checkOverlaps(place: Place, grant: GrantData, others: readonly GrantData[]): void {
  for (const other of others) {
    if (other.team.name === grant.team.name) {
      checkSameTeam(place, grant, other);
      continue;
    }
    const shared = grant.namespaces.find((namespace) => other.namespaces.includes(namespace));
    if (shared !== undefined) {
      throw refused(place, `namespace "${shared}" is granted to team "${other.team.name}", and team "${grant.team.name}" would share everything `
        + 'in it, secrets and routes alike; give each team namespaces of its own');
    }
    if (onOneGateway(grant, other)) checkHostnames(place, grant, other);
  }
}

/** Whether two grants are of the same Gateway. */
export function onOneGateway(a: GrantData, b: GrantData): boolean {
  return a.gateway.name === b.gateway.name && a.gateway.namespace === b.gateway.namespace;
}

/** One team is one set of subjects, and one namespace is open or closed, whichever gateway its routes use. */
function checkSameTeam(place: Place, grant: GrantData, other: GrantData): void {
  const shared = grant.namespaces.find((namespace) => other.namespaces.includes(namespace));
  const { ingress, egress } = other.isolation;
  if (shared !== undefined && (ingress !== grant.isolation.ingress || egress !== grant.isolation.egress)) {
    throw refused(place, `namespace "${shared}" of team "${grant.team.name}" was admitted before with another isolation, and policies close it `
      + 'for every route; write the same isolation for both');
  }
  const subjects = ({ team }: GrantData): string => team.subjects.map((subject) => JSON.stringify(subject)).sort().join();
  if (subjects(grant) === subjects(other)) return;
  throw refused(place, `team "${grant.team.name}" was admitted before with other subjects, and one name is one team; use the same Team object for both`);
}

function checkHostnames(place: Place, grant: GrantData, other: GrantData): void {
  for (const mine of grant.hostnames) {
    for (const theirs of other.hostnames) {
      const problem = overlapOf(grant, mine, theirs);
      if (problem === undefined) continue;
      throw refused(place, `hostname "${mine.hostname}" for team "${grant.team.name}" overlaps "${theirs.hostname}" of team "${other.team.name}": ${problem}`);
    }
  }
}

function overlapOf(grant: GrantData, mine: HostnameData, theirs: HostnameData): string | undefined {
  if (mine.hostname === theirs.hostname) {
    const [a, b] = prefixPair(mine, theirs) ?? [];
    return a === undefined ? undefined : `both may take ${a === b ? `path prefix "${a}"` : `paths under "${a}" and "${b}"`}; `
      + 'admit each team with prefixes of its own, or another hostname';
  }
  if (!covers(mine.hostname, theirs.hostname) && !covers(theirs.hostname, mine.hostname)) return undefined;
  if (mine.sections.some((section) => theirs.sections.includes(section))) {
    return 'both are served by one listener, where the wildcard\'s team may claim the other\'s hostname; '
      + 'give the other hostname a listener of its own, or admit the wildcard\'s team for single hostnames';
  }
  if (grant.implementation.isolatesListeners) return undefined;
  return `${grant.implementation.name} does not keep the routes of overlapping listeners apart, so the wildcard's team could take the other's traffic; `
    + 'admit single hostnames that do not overlap';
}

function prefixPair(a: HostnameData, b: HostnameData): [string, string] | undefined {
  for (const mine of a.prefixes) {
    const theirs = b.prefixes.find((prefix) => prefixesOverlap(mine, prefix));
    if (theirs !== undefined) return [mine, theirs];
  }
  return undefined;
}
