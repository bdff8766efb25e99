import type { ApiObjectMetadata } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { GrantData, HostnameData, SectionData } from '../../manifest/grant-data';
import { covers, hostnameProblem, overlaps } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { hasHostnames, serves } from '../../manifest/route-protocols';
import { quoted } from '../../manifest/text';
import { check, invalid, type Place, refused } from '../base/problems';
import type { RoleScope } from '../roles/role-scope';
import { TeamGrant } from '../roles/team-grant';
import { type AttachedKind, type Attachment, routeNamespace } from './attachment';

/** What of a route's options decides where it attaches to a gateway. */
export interface GatewayOptions {
  readonly grant?: TeamGrant;
  readonly hostnames?: string[];
  readonly listenerNames?: string[];
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Attaches a route to the sections of a granted gateway.
 *
 * @throws where the grant does not admit them, or does not decide between several
 */
export function gatewayAttachment(
  place: Place, scope: IConstruct, role: RoleScope, attached: AttachedKind, options: GatewayOptions,
): Attachment {
  const { kind } = attached;
  const grant = chosenGrant(place, role, kind, options.grant);
  if (!grant.routeKinds.includes(kind)) {
    throw refused(place, `${nameOf(grant)} does not admit ${kind} (only ${grant.routeKinds.join(', ')}); `
      + 'have the operator admit the team with that kind');
  }
  const homes = { namespaces: grant.namespaces, giver: 'its grant is', where: 'on this gateway' };
  const namespace = routeNamespace(place, scope, homes, options.metadata);
  const granted = grant.sections.filter(({ protocol }) => serves(protocol, kind));
  const hostnames = hasHostnames(kind) ? hostnamesOf(place, grant, attached, options.hostnames) : [];
  const sections = hasHostnames(kind)
    ? sectionsOf(place, attached, grant, granted, hostnames)
    : namedSections(place, kind, granted, options.listenerNames);
  const servingOf = (some: readonly string[]): SectionData[] =>
    (some.length > 0 ? servingSections(grant, sections, some) : sections);
  return { grant, namespace, hostnames, parentsOf: (some) => servingOf(some).map(({ name }) => parentRef(grant, name)) };
}

function chosenGrant(place: Place, role: RoleScope, kind: string, grant: TeamGrant | undefined): GrantData {
  const { grants } = role;
  const list = (): string => grants.map((one) => nameOf(one._data())).join('; ');
  if (grant === undefined) {
    const admitting = grants.filter((one) => one._data().routeKinds.includes(kind));
    const [only, second] = admitting.length === 0 ? grants : admitting;
    if (second === undefined) return only._data();
    throw refused(place, `its scope holds ${grants.length} grants (${list()}), and grant names none of them; write { grant: … }`);
  }
  if (!(grant instanceof TeamGrant)) {
    throw invalid(place, 'grant', grant, {
      reason: 'it is not a TeamGrant', fix: 'write a result of sharedGateway.admit(…), or of TeamGrant.fromContract(…)',
    });
  }
  if (!grants.includes(grant)) {
    throw refused(place, `grant (${nameOf(grant._data())}) is not one of its scope's (${list()}); give it to the TeamChart`);
  }
  return grant._data();
}

function nameOf({ team, gateway, hostnames, sections, namespaces }: GrantData): string {
  const granted = hostnames.length > 0 ? hostnames.map(({ hostname }) => hostname) : sections.map(({ name }) => name);
  return `team "${team.name}" on gateway ${gateway.namespace}/${gateway.name} for ${granted.join(', ')} from ${namespaces.join(', ')}`;
}

function hostnamesOf(
  place: Place, grant: GrantData, { kind, construct, hostnameLimit = Infinity }: AttachedKind, hostnames: string[] | undefined,
): string[] {
  const granted = grant.hostnames.map(({ hostname }) => hostname);
  const claimed = hostnames ?? granted;
  if (!Array.isArray(claimed) || claimed.length === 0) {
    throw invalid(place, 'hostnames', hostnames, {
      reason: 'a route claims at least one hostname',
      fix: `leave it out for all that were granted, or write some of ${quoted(granted)}`,
    });
  }
  if (claimed.length > hostnameLimit) {
    throw refused(place, `${claimed.length} hostnames, and ${hostnameLimit} are the limit of one ${kind} `
      + `(Gateway API v1.6.1, ${kind}Spec); write a ${construct} for each part of them, with hostnames: […]`);
  }
  claimed.forEach((hostname, i) => {
    const option = `hostnames[${i}]`;
    check(place, option, hostname, hostnameProblem(hostname));
    if (!ownerOf(grant, hostname)) {
      throw invalid(place, option, hostname, {
        reason: 'it is not granted to the team', fix: `write one of ${quoted(granted)}`,
      });
    }
    if (claimed.indexOf(hostname) !== i) {
      throw invalid(place, option, hostname, {
        reason: 'it stands there twice', fix: 'leave one out',
      });
    }
  });
  return [...claimed];
}

/** The granted hostname that a claimed one falls under; the most specific where there are several. */
function ownerOf(grant: GrantData, hostname: string): HostnameData | undefined {
  return grant.hostnames
    .filter((one) => covers(one.hostname, hostname))
    .sort((a, b) => b.hostname.length - a.hostname.length)[0];
}

function servingSections(grant: GrantData, sections: readonly SectionData[], hostnames: readonly string[]): SectionData[] {
  const names = new Set(hostnames.flatMap((hostname) => ownerOf(grant, hostname)?.sections ?? []));
  return sections.filter(({ name }) => names.has(name));
}

/** Of the sections that serve the kind those that serve the hostnames. */
function sectionsOf(
  place: Place, attached: AttachedKind, grant: GrantData, granted: readonly SectionData[], hostnames: readonly string[],
): SectionData[] {
  const sections = servingSections(grant, granted, hostnames);
  for (const hostname of hostnames) refuseStrangers(place, attached.construct, grant, hostname, sections);
  return sections;
}

/** A route attaches all its hostnames to all its parents, so one of them could be served where it was not granted. */
function refuseStrangers(
  place: Place, construct: string, grant: GrantData, hostname: string, sections: readonly SectionData[],
): void {
  const mine = ownerOf(grant, hostname)!.sections;
  const own = sections.filter(({ name }) => mine.includes(name));
  if (own.length === 0) {
    throw refused(place, `hostname "${hostname}" is served by no section of the grant; have the operator publish the contract again`);
  }
  // On one port the most specific listener takes the hostname, so it is served no wider than granted.
  const stranger = sections.find((section) => !mine.includes(section.name) && overlaps(section.hostname, hostname)
    && !own.some(({ port, protocol }) => port === section.port && protocol === section.protocol));
  if (!stranger) return;
  const { name, protocol, port } = stranger;
  throw refused(place, `hostname "${hostname}" would be served on section "${name}" (${protocol} ${port}) too, `
    + `which is granted for other hostnames; write a ${construct} of its own for it, with hostnames: ["${hostname}"]`);
}

/** The sections of a kind without hostnames: all that were granted for it, or those that are named. */
function namedSections(place: Place, kind: string, granted: readonly SectionData[], names: string[] | undefined): SectionData[] {
  const known = granted.map(({ name }) => name);
  const chosen = names ?? known;
  if (!Array.isArray(chosen) || chosen.length === 0) {
    throw invalid(place, 'listenerNames', chosen, {
      reason: `a ${kind} takes what arrives at one listener or more`,
      fix: known.length > 0 ? `leave it out for all that were granted, or write some of ${quoted(known)}`
        : 'have the operator admit the team to a listener of that protocol',
    });
  }
  chosen.forEach((name, i) => {
    const option = `listenerNames[${i}]`;
    if (!known.includes(name)) {
      throw invalid(place, option, name, { reason: `it is not granted to the team for ${kind}s`, fix: `write one of ${quoted(known)}` });
    }
    if (chosen.indexOf(name) !== i) throw invalid(place, option, name, { reason: 'it stands there twice', fix: 'leave one out' });
  });
  return granted.filter(({ name }) => chosen.includes(name));
}

function parentRef({ gateway: { name, namespace } }: GrantData, sectionName: string): object {
  return { group: GATEWAY_API, kind: 'Gateway', namespace, name, sectionName };
}
