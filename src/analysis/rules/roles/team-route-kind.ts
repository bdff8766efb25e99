import { Category, Severity } from '../../../manifest/finding';
import { isRoute } from '../../../manifest/kinds';
import { quoted } from '../../../manifest/text';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { grantedParents, grantsFor, isTeam, placeOfParent } from './team-scope';

/** A team's routes are of the granted kinds. */
export const teamRouteKind: Rule = {
  code: 'GW015',
  title: 'A team\'s route of a kind that was not granted',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, AllowedRoutes.kinds',
  check(entry: Entry, context: RuleContext): RuleResult[] {
    const { manifest, role } = entry;
    if (!isTeam(role) || !isRoute(manifest)) return [];
    const kinds = [...new Set(grantsFor(role, manifest).flatMap((grant) => grant.routeKinds))];
    if (kinds.length === 0) return [];
    if (!kinds.includes(manifest.kind)) {
      return [{
        message: `${manifest.kind} is not among the granted route kinds`,
        fix: `use ${quoted(kinds)}, or have the operator admit the team with routeKinds`,
        path: 'kind',
      }];
    }
    const parents = grantedParents(entry, context);
    return parents.filter(({ routeKinds }) => !routeKinds.includes(manifest.kind)).map((parent) => ({
      message: `${manifest.kind} is not granted at ${placeOfParent(parent)}`,
      fix: `use ${quoted(parent.routeKinds)} there, or have the operator admit the team with routeKinds`,
      path: parent.ref.path,
    }));
  },
};
