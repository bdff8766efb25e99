import type { GrantData, HostnameData } from '../../manifest/grant-data';
import { covers, hostnameProblem } from '../../manifest/hostname';
import { quoted } from '../../manifest/text';
import { check, invalid, type Place, refused } from '../base/problems';
import { describeGrant } from '../roles/describe-grant';
import type { AttachedKind } from './attachment';

/** Refuses a kind of routes that was not granted. */
export function checkKind(place: Place, kind: string, grant: GrantData): void {
  if (grant.routeKinds.includes(kind)) return;
  throw refused(place, `${describeGrant(grant)} does not admit ${kind} (only ${grant.routeKinds.join(', ')}); `
    + 'have the operator admit the team with that kind');
}

/**
 * The hostnames that a route claims, each granted: those that it names, or all of `offered`, by default of the granted ones.
 *
 * @throws for one that is not granted, for none, and for more than a route may have
 */
export function claimedHostnames(
  place: Place, grant: GrantData, attached: AttachedKind, hostnames: string[] | undefined, offered?: readonly string[],
): string[] {
  const { kind, construct, hostnameLimit = Infinity } = attached;
  const granted = grant.hostnames.map(({ hostname }) => hostname);
  const asked = hostnames === undefined ? offered ?? granted : hostnames;
  if (!Array.isArray(asked) || asked.length === 0) {
    throw invalid(place, 'hostnames', hostnames, {
      reason: 'a route claims at least one hostname',
      fix: `leave it out for all that were granted, or write some of ${quoted(granted)}`,
    });
  }
  const claimed = [...asked];
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
  return claimed;
}

/** The granted hostname that a claimed one falls under; the most specific where there are several. */
export function ownerOf(grant: GrantData, hostname: string): HostnameData | undefined {
  return grant.hostnames
    .filter((one) => covers(one.hostname, hostname))
    .sort((a, b) => b.hostname.length - a.hostname.length)[0];
}
