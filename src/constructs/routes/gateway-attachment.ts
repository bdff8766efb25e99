import type { ApiObjectMetadata } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isDelegated } from '../../manifest/delegation';
import type { GrantData, SectionData } from '../../manifest/grant-data';
import { overlaps } from '../../manifest/hostname';
import { GATEWAY_API } from '../../manifest/kinds';
import { hasHostnames, serves } from '../../manifest/route-protocols';
import { quoted } from '../../manifest/text';
import { invalid, type Place, refused } from '../base/problems';
import type { TeamListenerSet } from '../gateway/team-listener-set';
import { describeGrant } from '../roles/describe-grant';
import { grantedNamespace } from '../roles/granted-namespace';
import { describeGrants, grantOption } from '../roles/grants-option';
import type { RoleScope } from '../roles/role-scope';
import type { TeamGrant } from '../roles/team-grant';
import { attachToSet } from './attach-to-set';
import type { AttachedKind, Attachment } from './attachment';
import { checkKind, claimedHostnames, ownerOf } from './claimed-hostnames';

/** What of a route's options decides where it attaches to a gateway. */
export interface GatewayOptions {
  readonly grant?: TeamGrant;
  readonly listenerSet?: TeamListenerSet;
  readonly hostnames?: string[];
  readonly listenerNames?: string[];
  readonly metadata?: ApiObjectMetadata;
}

/**
 * Attaches a route to the sections of a granted gateway, or to a ListenerSet of the team.
 *
 * @throws where the grant does not admit them, or does not decide between several
 */
export function gatewayAttachment(
  place: Place, scope: IConstruct, role: RoleScope, attached: AttachedKind, options: GatewayOptions,
): Attachment {
  const { kind } = attached;
  if (options.listenerSet !== undefined) return attachToSet(place, scope, role, attached, options);
  const grant = chosenGrant(place, role, kind, options.grant);
  checkKind(place, kind, grant);
  if (isDelegated(grant)) {
    throw refused(place, `${describeGrant(grant)} is for listeners of the team's own, and the route names none of its ListenerSets; `
      + 'write { listenerSet: … } with a TeamListenerSet');
  }
  const namespace = grantedNamespace(place, scope, grant, options.metadata);
  const granted = grant.sections.filter(({ protocol }) => serves(protocol, kind));
  const hostnames = hasHostnames(kind) ? claimedHostnames(place, grant, attached, options.hostnames) : [];
  const sections = hasHostnames(kind)
    ? sectionsOf(place, attached, grant, granted, hostnames)
    : namedSections(place, kind, granted, options.listenerNames);
  const servingOf = (some: readonly string[]): SectionData[] =>
    (some.length > 0 ? servingSections(grant, sections, some) : sections);
  return { grant, namespace, hostnames, parentsOf: (some) => servingOf(some).map(({ name }) => parentRef(grant, name)) };
}

/** The grant that is named, or the only one that can be meant: of those that admit to the gateway's own listeners. */
function chosenGrant(place: Place, role: RoleScope, kind: string, grant: TeamGrant | undefined): GrantData {
  if (grant !== undefined) return grantOption(place, role, grant);
  const { grants } = role;
  const admitted = grants.filter((one) => !isDelegated(one._data()));
  if (admitted.length === 0) return grants[0]._data();
  const admitting = admitted.filter((one) => one._data().routeKinds.includes(kind));
  const [only, second] = admitting.length === 0 ? admitted : admitting;
  if (second === undefined) return only._data();
  throw refused(place, `its scope holds ${grants.length} grants (${describeGrants(role)}), and grant names none of them; write { grant: … }`);
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
  const asked = names === undefined ? known : names;
  if (!Array.isArray(asked) || asked.length === 0) {
    throw invalid(place, 'listenerNames', asked, {
      reason: `a ${kind} takes what arrives at one listener or more`,
      fix: known.length > 0 ? `leave it out for all that were granted, or write some of ${quoted(known)}`
        : 'have the operator admit the team to a listener of that protocol',
    });
  }
  const chosen = [...asked];
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
