import { Category, Severity } from '../../manifest/finding';
import { isRoute } from '../../manifest/kinds';
import type { Entry, Rule, RuleResult } from '../rule';
import { grantsFor, isTeam, quoted } from './team-scope';

/** A team's routes are of the granted kinds. */
export const teamRouteKind: Rule = {
  code: 'GW015',
  title: 'A team\'s route of a kind that was not granted',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, AllowedRoutes.kinds',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!isTeam(role) || !isRoute(manifest)) return [];
    const grants = grantsFor(role, manifest);
    const kinds = [...new Set(grants.flatMap((grant) => grant.routeKinds))];
    if (grants.length === 0 || kinds.includes(manifest.kind)) return [];
    return [{
      message: `${manifest.kind} is not among the granted route kinds`,
      fix: `use ${quoted(kinds)}, or have the operator admit the team with routeKinds`,
      path: 'kind',
    }];
  },
};
