import { Category, Severity } from '../../../manifest/finding';
import { listOf } from '../../../manifest/manifest';
import { Persona } from '../../../manifest/persona';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { ROUTE_TYPES } from '../judged-kinds';

/** The API server takes a route without parents, and no one serves it. */
export const noParents: Rule = {
  code: 'GW150',
  title: 'A route without parents',
  severity: Severity.WARNING,
  category: Category.SEMANTIC,
  source: 'Gateway API, CommonRouteSpec.parentRefs and useDefaultGateways (GEP-3793)',
  kinds: ROUTE_TYPES,
  check({ manifest, role }: Entry): RuleResult[] {
    const { parentRefs, useDefaultGateways = 'None' } = specOf(manifest);
    // A team's route without parents is outside its grants, which is said already.
    if (role?.persona === Persona.APPLICATION_TEAM) return [];
    if (listOf(parentRefs).length > 0 || useDefaultGateways !== 'None') return [];
    return [{
      message: `the ${manifest.kind} names no parent, so no gateway and no mesh serves it, and no controller says so in its status`,
      fix: 'write parentRefs with the Gateway, the ListenerSet or, in a mesh, the Service', path: 'spec.parentRefs',
    }];
  },
};
