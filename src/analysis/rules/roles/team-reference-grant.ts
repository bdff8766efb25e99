import { Category, Severity } from '../../../manifest/finding';
import { GATEWAY_API } from '../../../manifest/kinds';
import { groupOf, isRecord, listOf } from '../../../manifest/manifest';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { isTeam } from './team-scope';

/** A team opens its own objects to others one by one, by name. */
export const teamReferenceGrant: Rule = {
  code: 'GW016',
  title: 'A team\'s ReferenceGrant without a named Service as target',
  severity: Severity.ERROR,
  category: Category.SECURITY,
  source: 'Gateway API, security page: always give ReferenceGrant.spec.to[].name',
  check({ manifest, role }: Entry): RuleResult[] {
    if (!isTeam(role) || manifest.kind !== 'ReferenceGrant' || groupOf(manifest.apiVersion) !== GATEWAY_API) return [];
    return listOf(specOf(manifest).to).flatMap((target, i) => {
      if (!isRecord(target)) return [];
      if (target.kind !== 'Service') {
        return [{
          message: `a team opens Services only, and this opens ${String(target.kind)} objects`,
          fix: 'ask the operator to grant it', path: `spec.to[${i}].kind`,
        }];
      }
      if (typeof target.name === 'string' && target.name !== '') return [];
      return [{ message: 'without a name it opens every Service of the namespace', fix: 'write the Service\'s name', path: `spec.to[${i}].name` }];
    });
  },
};
