import { Category, Severity } from '../../manifest/finding';
import type { GrantData } from '../../manifest/grant-data';
import { covers } from '../../manifest/hostname';
import { isRoute } from '../../manifest/kinds';
import { hostnamesOf, parentRefsOf } from '../cluster/references';
import type { Entry, Rule, RuleResult } from '../rule';
import { grantsOfParents, isTeam, namesGateway, quoted } from './team-scope';

/** Kinds that have no hostnames: their section is what was granted. */
const WITHOUT_HOSTNAMES = ['TCPRoute', 'UDPRoute'];

/** A team's route claims only granted hostnames, and claims at least one: none at all would claim every one. */
export const teamRouteHostname: Rule = {
  code: 'GW013',
  title: 'A team\'s route claims a hostname that was not granted, or none',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, HTTPRouteSpec.hostnames and its security page on hostname hijacking',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!isTeam(role) || !isRoute(manifest) || WITHOUT_HOSTNAMES.includes(manifest.kind)) return [];
    const grants = grantsOfParents(role, manifest);
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
    const foreign = claimed.flatMap((hostname, i) => granted.some((mine) => covers(mine, hostname)) ? [] : [{
      message: `hostname "${hostname}" is not granted to the team`,
      fix: `claim one of ${quoted(granted)}`,
      path: `spec.hostnames[${i}]`,
    }]);
    return [...foreign, ...unserved(manifest, claimed, grants)];
  },
};

/** Hostnames that are granted, but on another section than any that the route attaches to. */
function unserved(manifest: Entry['manifest'], claimed: string[], grants: GrantData[]): RuleResult[] {
  const parents = parentRefsOf(manifest);
  return claimed.flatMap((hostname, i) => {
    const owners = grants.flatMap((grant) => grant.hostnames
      .filter((mine) => covers(mine.hostname, hostname)).map((mine) => ({ grant, mine })));
    const served = owners.some(({ grant, mine }) => parents.some((ref) =>
      namesGateway(grant, ref) && (ref.sectionName === undefined || mine.sections.includes(ref.sectionName))));
    if (owners.length === 0 || served) return [];
    return [{
      message: `hostname "${hostname}" is granted on another section than the route attaches to, so no request for it arrives`,
      fix: `attach to section ${quoted(owners.flatMap(({ mine }) => mine.sections))}`,
      path: `spec.hostnames[${i}]`,
    }];
  });
}
