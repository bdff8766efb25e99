import { delegatedPlaces, isDelegated } from '../../manifest/delegation';
import type { GrantData, HostnameData, ProxyPeers, SectionData } from '../../manifest/grant-data';
import { covers, overlaps } from '../../manifest/hostname';
import { prefixesOverlap } from '../../manifest/path';
import { canSharePort, isNamedByHostname } from '../../manifest/route-protocols';
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
    if (!onOneGateway(grant, other) && !onOneDataPlane(grant, other)) continue;
    checkHostnames(place, grant, other);
    checkPorts(place, grant, other);
  }
}

/** Whether two grants are of the same Gateway. */
export function onOneGateway(a: GrantData, b: GrantData): boolean {
  return a.gateway.name === b.gateway.name && a.gateway.namespace === b.gateway.namespace;
}

/** Whether the same proxies serve two gateways: pods that no gateway's name tells apart. */
function onOneDataPlane(a: GrantData, b: GrantData): boolean {
  return a.proxies.form === 'pods' && podsOf(a.proxies) === podsOf(b.proxies);
}

function podsOf({ form, namespace, podLabels = {} }: ProxyPeers): string {
  return JSON.stringify([form, namespace, Object.entries(podLabels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** One team is one set of subjects, and one namespace is open or closed, whichever gateway its routes use. */
function checkSameTeam(place: Place, grant: GrantData, other: GrantData): void {
  const shared = grant.namespaces.find((namespace) => other.namespaces.includes(namespace));
  const { ingress, egress } = other.isolation;
  if (shared !== undefined && (ingress !== grant.isolation.ingress || egress !== grant.isolation.egress)) {
    throw refused(place, `namespace "${shared}" of team "${grant.team.name}" was admitted before with another isolation, and policies close it `
      + 'for every route; write the same isolation for both');
  }
  checkOwnListeners(place, grant, other);
  checkOwnListeners(place, other, grant);
  const subjects = ({ team }: GrantData): string => team.subjects.map((subject) => JSON.stringify(subject)).sort().join();
  if (subjects(grant) === subjects(other)) return;
  throw refused(place, `team "${grant.team.name}" was admitted before with other subjects, and one name is one team; use the same Team object for both`);
}

/** Of two listeners at one place only the Gateway's would serve. Source: GEP-1713. */
function checkOwnListeners(place: Place, delegated: GrantData, admitted: GrantData): void {
  if (!isDelegated(delegated) || !onOneGateway(delegated, admitted)) return;
  const ports = new Set(delegatedPlaces(delegated).map(({ port }) => port));
  for (const { name, port, hostname } of admitted.sections) {
    if (hostname === undefined || !ports.has(port)) continue;
    if (!delegated.hostnames.some((mine) => covers(mine.hostname, hostname))) continue;
    throw refused(place, `hostname "${hostname}" is delegated to team "${delegated.team.name}" on port ${port}, where listener "${name}" of the `
      + 'gateway serves it too and would win over one of the team; give the team one of the two');
  }
}

function checkHostnames(place: Place, grant: GrantData, other: GrantData): void {
  for (const mine of grant.hostnames) {
    for (const theirs of other.hostnames) {
      const problem = overlapOf({ grant, hostname: mine }, { grant: other, hostname: theirs });
      if (problem === undefined) continue;
      throw refused(place, `hostname "${mine.hostname}" for team "${grant.team.name}" overlaps "${theirs.hostname}" of team "${other.team.name}"${
        elsewhere(grant, other)}: ${problem}`);
    }
  }
}

/** A port goes to one team alone where its protocols cannot share it. */
function checkPorts(place: Place, grant: GrantData, other: GrantData): void {
  const theirs = placesOf(other);
  for (const { what, protocol, port } of placesOf(grant)) {
    const taken = theirs.find((one) => one.port === port && !canSharePort(one.protocol, protocol));
    if (taken === undefined) continue;
    throw refused(place, `${what} for team "${grant.team.name}" belongs to team "${other.team.name}"${elsewhere(grant, other)}: ${
      whyAlone(protocol, taken.protocol)}; give each team a port of its own`);
  }
}

/** Where traffic for a grant arrives: at listeners of the gateway, or wherever the team may have its own. */
function placesOf(grant: GrantData): { what: string; protocol: string; port: number }[] {
  if (isDelegated(grant)) {
    return delegatedPlaces(grant).map(({ protocol, port }) => ({ what: `port ${port} (${protocol})`, protocol, port }));
  }
  return grant.sections.map(({ name, protocol, port }) => ({ what: `listener "${name}" (${protocol} ${port})`, protocol, port }));
}

/** Source: GEP-2644 on listeners without hostnames, the oldest route gets it all; Gateway API, ProtocolConflict of listeners. */
function whyAlone(...protocols: string[]): string {
  return protocols.every(isNamedByHostname)
    ? 'a port is either clear text or TLS'
    : 'without hostnames all that arrives there goes to one route';
}

function elsewhere(grant: GrantData, other: GrantData): string {
  if (onOneGateway(grant, other)) return '';
  const { name, namespace } = other.gateway;
  return ` on gateway "${name}" in namespace "${namespace}", which the same proxies serve`;
}

/** A hostname with the grant that gives it. */
interface Held {
  readonly grant: GrantData;
  readonly hostname: HostnameData;
}

function overlapOf(mine: Held, theirs: Held): string | undefined {
  const [a, b] = [mine.hostname.hostname, theirs.hostname.hostname];
  const own = [mine, theirs].find(({ grant }) => isDelegated(grant));
  if (own) return overlaps(a, b) ? ofOwnListeners(own.grant) : undefined;
  if (a === b) return sharedPaths(mine, theirs);
  if (covers(a, b)) return shadowed(mine, theirs);
  return covers(b, a) ? shadowed(theirs, mine) : undefined;
}

/** Which listener of two for a hostname serves is a matter of their age, and of two that overlap one of the implementation. */
function ofOwnListeners({ team }: GrantData): string {
  return `team "${team.name}" has listeners of its own for it, wherever and however narrow it wants them; `
    + 'delegate and admit hostnames that do not overlap';
}

function sharedPaths(mine: Held, theirs: Held): string | undefined {
  const [a, b] = prefixPair(mine.hostname, theirs.hostname) ?? [];
  if (a === undefined) return undefined;
  if ([mine, theirs].some(({ grant }) => !grant.routeKinds.includes('HTTPRoute'))) {
    return 'both may take all of it, and only HTTPRoutes have paths to share it by; admit each team with another hostname';
  }
  return `both may take ${a === b ? `path prefix "${a}"` : `paths under "${a}" and "${b}"`}; `
    + 'admit each team with prefixes of its own, or another hostname';
}

/** How a wildcard's team could take what another holds under it: wherever no narrower listener gets the requests first. */
function shadowed(wildcard: Held, inner: Held): string | undefined {
  const mixing = [wildcard, inner].map(({ grant }) => grant.implementation).find(({ isolatesListeners }) => !isolatesListeners);
  if (mixing) {
    return `${mixing.name} does not keep the routes of overlapping listeners apart, so the wildcard's team could take the other's traffic; `
      + 'admit single hostnames that do not overlap';
  }
  const open = sectionsOf(wildcard).find((wide) => {
    return !separateSections(wildcard, inner, wide.name).some((section) => isNarrower(section, wide));
  });
  if (open === undefined) return misdirected(wildcard, inner);
  return `on port ${open.port} the wildcard arrives at listener "${open.name}" (${open.hostname ?? 'every hostname'}), and no narrower `
    + `listener serves "${inner.hostname.hostname}" there, so the wildcard's team could take its traffic; `
    + 'give it a listener of its own on that port and admit its team there, or admit the wildcard\'s team for single hostnames';
}

/** A browser reuses a connection for every name of its certificate: the wildcard's listener is asked for the other's hostname. */
function misdirected(wildcard: Held, inner: Held): string | undefined {
  const { name, detectsMisdirectedRequests } = wildcard.grant.implementation;
  if (detectsMisdirectedRequests || sectionsOf(wildcard).every(({ protocol }) => protocol !== 'HTTPS')) return undefined;
  return `browsers reuse a connection made to "${wildcard.hostname.hostname}" for "${inner.hostname.hostname}", which its `
    + `certificate covers, and ${name} then answers with the wildcard's team; admit single hostnames that do not overlap`;
}

function sectionsOf({ grant, hostname }: Held): SectionData[] {
  return grant.sections.filter(({ name }) => hostname.sections.includes(name));
}

/** The sections of what stands under a wildcard that are not the wildcard's own: on one gateway a name is one listener. */
function separateSections(wildcard: Held, inner: Held, name: string): SectionData[] {
  return sectionsOf(inner).filter((section) => section.name !== name || !onOneGateway(wildcard.grant, inner.grant));
}

/** Whether the section gets its requests before the wide one: Gateway API prefers the closest listener of a port. */
function isNarrower(section: SectionData, wide: SectionData): boolean {
  return section.port === wide.port && section.hostname !== wide.hostname && covers(wide.hostname, section.hostname);
}

function prefixPair(a: HostnameData, b: HostnameData): [string, string] | undefined {
  for (const mine of a.prefixes) {
    const theirs = b.prefixes.find((prefix) => prefixesOverlap(mine, prefix));
    if (theirs !== undefined) return [mine, theirs];
  }
  return undefined;
}
