import { Category, Severity } from '../../manifest/finding';
import { groupOf } from '../../manifest/manifest';
import { accessOf, writersOf } from '../../manifest/permissions';
import type { Entry, Rule, RuleResult } from '../rule';

/** The permission table, applied to every object of a role's scope, however it was made. */
export const roleKind: Rule = {
  code: 'GW010',
  title: 'An object of a kind that its role may not write',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, Roles and Personas',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!role) return [];
    const group = groupOf(manifest.apiVersion);
    if (['write', 'granted'].includes(accessOf(role.persona, group, manifest.kind))) return [];
    const writers = writersOf(group, manifest.kind);
    return [{
      message: `kind ${manifest.kind} of ${group === '' ? 'the core group' : group} stands in a scope of the ${role.persona}, which may not write that kind`,
      fix: `move it to a scope of the ${writers.join(' or the ')}`,
    }];
  },
};
