import { Category, Severity } from '../../../manifest/finding';
import { groupOf, type Manifest } from '../../../manifest/manifest';
import { accessOf, writersOf } from '../../../manifest/permissions';
import { Persona } from '../../../manifest/persona';
import type { Entry, RoleFacts, Rule, RuleResult } from '../../rule';

/** The permission table, applied to every object of a role's scope, however it was made. */
export const roleKind: Rule = {
  code: 'GW010',
  title: 'An object of a kind that its role may not write',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, Roles and Personas',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!role) return [];
    return [...otherKind(manifest, role), ...smuggled(manifest, role)];
  },
};

function otherKind(manifest: Manifest, role: RoleFacts): RuleResult[] {
  const group = groupOf(manifest.apiVersion);
  if (['write', 'granted'].includes(accessOf(role.persona, group, manifest.kind))) return [];
  const writers = writersOf(group, manifest.kind);
  return [{
    message: `kind ${manifest.kind} of ${group === '' ? 'the core group' : group} stands in a scope of the ${role.persona}, which may not write that kind`,
    fix: `move it to a scope of the ${writers.join(' or the ')}`,
  }];
}

/** Only in a list do readers look for objects inside an object. */
function smuggled({ kind, items }: Manifest, role: RoleFacts): RuleResult[] {
  if (role.persona !== Persona.APPLICATION_TEAM || kind.endsWith('List') || !Array.isArray(items)) return [];
  return [{
    message: `the ${kind} holds items, which kubectl applies instead of it`,
    fix: 'write each of them as an object of its own',
    path: 'items',
  }];
}
