import { Category, Severity } from '../../../manifest/finding';
import type { GrantData } from '../../../manifest/grant-data';
import { covers, overlaps } from '../../../manifest/hostname';
import { isRoute } from '../../../manifest/kinds';
import { hasHostnames } from '../../../manifest/route-protocols';
import { quoted } from '../../../manifest/text';
import { isOfMesh } from '../../cluster/mesh-routes';
import { hostnamesOf } from '../../cluster/references';
import { parentsOf } from '../../cluster/route-references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { type GrantedParent, grantedParents, grantsOfParents, isTeam, placeOfParent } from './team-scope';

/** A team's route claims only granted hostnames, and claims at least one: none at all would claim every one. */
export const teamRouteHostname: Rule = {
  code: 'GW013',
  title: 'A team\'s route claims a hostname that was not granted, or none',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, HTTPRouteSpec.hostnames and its security page on hostname hijacking',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest, role } = entry;
    if (!isTeam(role) || !isRoute(manifest) || !hasHostnames(manifest.kind)) return [];
    if (isOfMesh(parentsOf(entry, context))) return hostnamesInMesh(entry);
    const grants = grantsOfParents(entry, context);
    if (grants.length === 0) return [];
    const granted = grants.flatMap((grant) => grant.hostnames.map(({ hostname }) => hostname));
    const claimed = hostnamesOf(manifest);
    if (claimed.length === 0) {
      return [{
        message: 'the route names no hostname, so it claims every hostname of the listener',
        fix: `write hostnames: [${quoted(granted)}]`,
        path: 'spec.hostnames',
      }];
    }
    const parents = grantedParents(entry, context).filter(({ routeKinds }) => routeKinds.includes(manifest.kind));
    return claimed.flatMap((hostname, i) => {
      const result = granted.some((mine) => covers(mine, hostname))
        ? unserved(hostname, grants, parents) ?? stray(hostname, parents)
        : { message: `hostname "${hostname}" is not granted to the team`, fix: `claim one of ${quoted(granted)}` };
      return result ? [{ ...result, path: `spec.hostnames[${i}]` }] : [];
    });
  },
};

/** In a mesh the Service says which requests a route is for. The API asks a TLSRoute for hostnames all the same. */
function hostnamesInMesh({ manifest }: Entry): RuleResult[] {
  if (manifest.kind === 'TLSRoute' || hostnamesOf(manifest).length === 0) return [];
  return [{
    message: 'the route is for requests to a Service in a mesh, where hostnames say nothing (GEP-1294)',
    fix: 'leave hostnames out; where the Host header has to decide, match it as a header',
    path: 'spec.hostnames',
    category: Category.SEMANTIC,
  }];
}

/** A hostname that is granted, but at another section than any that the route attaches to. */
function unserved(hostname: string, grants: readonly GrantData[], parents: readonly GrantedParent[]): RuleResult | undefined {
  if (parents.length === 0 || parents.some((parent) => isGranted(hostname, parent))) return undefined;
  const sections = grants.flatMap((grant) => grant.hostnames.filter((mine) => covers(mine.hostname, hostname)))
    .flatMap((mine) => mine.sections);
  return {
    message: `hostname "${hostname}" is granted on another section than the route attaches to, so no request for it arrives`,
    fix: sections.length > 0 ? `attach to section ${quoted(sections)}` : 'attach to a ListenerSet of the team that serves it',
  };
}

/** A hostname that one of the other parents would serve as well: a route attaches all its hostnames to all its parents. */
function stray(hostname: string, parents: readonly GrantedParent[]): RuleResult | undefined {
  // Listeners of the team's own serve only what was delegated, whatever a route there claims.
  const stranger = parents.find((parent) => parent.section && !isGranted(hostname, parent)
    && overlaps(parent.section.hostname, hostname) && !parents.some((own) => takesFirst(own, parent, hostname)));
  return stranger && {
    message: `hostname "${hostname}" would be served at ${placeOfParent(stranger)} too, where it is not granted`,
    fix: `write a route of its own for "${hostname}"`,
  };
}

function isGranted(hostname: string, { hostnames }: GrantedParent): boolean {
  return hostnames.some((mine) => covers(mine.hostname, hostname));
}

/** Whether a section where the hostname is granted takes it before another of its gateway: on one port the narrower one does. */
function takesFirst(own: GrantedParent, other: GrantedParent, hostname: string): boolean {
  const [mine, theirs] = [own.section, other.section];
  return isGranted(hostname, own) && mine !== undefined && theirs !== undefined
    && own.ref.name === other.ref.name && own.ref.namespace === other.ref.namespace
    && mine.port === theirs.port && mine.protocol === theirs.protocol
    && mine.hostname !== theirs.hostname && covers(theirs.hostname, mine.hostname);
}
